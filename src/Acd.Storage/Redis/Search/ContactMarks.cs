using System.Security.Cryptography;
using System.Text;
using Acd.Core;

namespace Acd.Storage;

/// <summary>
/// What a contact's document tells the server's index beside its own members: a list <c>marks</c> with a mark for the form of
/// the list, and one for each attribute that is searched for. An index must be told its members by name, and would leave out a
/// contact in which one of them is of another type than in the rest; attributes have any names and types.
/// </summary>
internal static class ContactMarks
{
    /// <summary>
    /// The mark of every contact that is marked like this; another form of marks or of the index has another one.
    /// </summary>
    public const string Version = "v1";

    private const int HashBytes = 8;

    /// <summary>The mark of an attribute: a hash, so that it has no length, case or signs that matter to the server.</summary>
    public static string Hash(AttributeValue attribute)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{attribute.Name.Length}:{attribute.Name}={attribute.Value}"));
        return Convert.ToHexStringLower(hash, 0, HashBytes);
    }

    /// <summary>A contact's document with its marks behind its own members.</summary>
    /// <param name="json">The document: an object with members.</param>
    /// <param name="attributes">The contact's attributes, if it has any.</param>
    public static byte[] AddTo(ReadOnlySpan<byte> json, string? attributes)
    {
        var marks = new StringBuilder(""","marks":["v1""");
        foreach (var attribute in ContactAttributes.Of(attributes))
            marks.Append("\",\"").Append(Hash(attribute));
        marks.Append("\"]}");
        return [.. json[..^1], .. Encoding.UTF8.GetBytes(marks.ToString())];
    }
}
