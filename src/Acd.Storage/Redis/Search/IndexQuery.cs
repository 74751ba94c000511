using System.Globalization;
using System.Text;
using Acd.Core;

namespace Acd.Storage;

/// <summary>Searches in the words of the server's query language, in which all of its versions agree.</summary>
internal static class IndexQuery
{
    /// <summary>Open contacts, and closed ones, that are marked as the index needs it.</summary>
    public const string Open = $"@marks:{{{ContactMarks.Version}}} -@state:{{closed}}",
        Closed = $"@marks:{{{ContactMarks.Version}}} @state:{{closed}}";

    /// <summary>
    /// The contacts that a search asks for after a sequence number, and perhaps some that it does not: the server does not tell
    /// capital letters from small ones.
    /// </summary>
    public static string Build(ListContacts search, long after)
    {
        var query = new StringBuilder();
        query.Append(CultureInfo.InvariantCulture, $"@sequence:[({after} +inf]");
        Add("state", search.State is { } state ? NameOf(state) : null);
        Add("queue", search.Queue?.Value);
        Add("gate", search.Gate?.Value);
        Add("channel", search.Channel?.Value);
        Add("skill", search.Skill?.Value);
        foreach (var attribute in search.Attributes)
            Add("marks", ContactMarks.Hash(attribute));

        // What is not wanted comes last: in the oldest of the language's forms a minus stands for all that is behind it.
        if (search.State is null)
            query.Append(" -@state:{closed}");
        return query.ToString();

        void Add(string field, string? value)
        {
            if (value is null)
                return;
            query.Append(CultureInfo.InvariantCulture, $" @{field}:{{");
            foreach (var letter in value)
                (char.IsAsciiLetterOrDigit(letter) || letter == '_' ? query : query.Append('\\')).Append(letter);
            query.Append('}');
        }
    }

    private static string NameOf(ContactState state) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
