using System.Globalization;
using System.Text;
using Acd.Core;

namespace Acd.Storage;

/// <summary>Searches in the server's query language, in the subset that all of its versions share.</summary>
internal static class IndexQuery
{
    /// <summary>The queries of all open and of all closed contacts with the current marks.</summary>
    public const string Open = $"@marks:{{{ContactMarks.Version}}} -@state:{{closed}}",
        Closed = $"@marks:{{{ContactMarks.Version}}} @state:{{closed}}";

    /// <summary>
    /// The contacts of a search after a sequence number, and perhaps some more: the server ignores case.
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
        Add("marks", search.Agent is { } agent ? ContactMarks.Of(agent) : null);
        Add("marks", search.CallerId is { } caller ? ContactMarks.OfCaller(caller) : null);
        Add("marks", search.Callback is true ? ContactMarks.Callback : null);
        Add("marks", search.Reason is { } reason ? ContactMarks.Of(reason) : null);

        // The negation is last: in the oldest version of the language a minus applies to everything after it.
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
