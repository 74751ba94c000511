using System.Security.Cryptography;
using System.Text;
using Acd.Core;

namespace Acd.Storage;

/// <summary>
/// A list <c>marks</c> in a contact's document for the server's index: a mark for the form of the list, and one for each
/// attribute. An index must name its members and skips a document in which one of them has another type; attributes have any
/// names and types.
/// </summary>
internal static class ContactMarks
{
    /// <summary>
    /// The mark of this form of marks and of the index; every contact with such marks has it.
    /// </summary>
    public const string Version = "v1";

    private const int HashBytes = 8;

    /// <summary>The mark of an attribute: a hash, because the server limits a tag's length and characters.</summary>
    public static string Hash(AttributeValue attribute)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{attribute.Name.Length}:{attribute.Name}={attribute.Value}"));
        return Convert.ToHexStringLower(hash, 0, HashBytes);
    }

    /// <summary>Adds marks to the end of a contact's document.</summary>
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
