using System.Security.Cryptography;
using System.Text;
using Acd.Core;

namespace Acd.Storage;

/// <summary>
/// A list <c>marks</c> in a contact's document for the server's index: a mark for the form of the list, and one for each
/// attribute, for the agent, the caller, a callback and the reason of the end. An index must name its members and skips a
/// document in which one of them has another type; attributes have any names and types.
/// </summary>
internal static class ContactMarks
{
    /// <summary>
    /// The mark of this form of marks and of the index; every contact with such marks has it.
    /// </summary>
    public const string Version = "v2";

    private const int HashBytes = 8;

    /// <summary>The mark of an attribute: a hash, because the server limits a tag's length and characters.</summary>
    public static string Hash(AttributeValue attribute)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{attribute.Name.Length}:{attribute.Name}={attribute.Value}"));
        return Convert.ToHexStringLower(hash, 0, HashBytes);
    }

    /// <summary>The mark of a callback. No hash is like it.</summary>
    public const string Callback = "callback";

    /// <summary>The mark of an agent's contact. No search has an attribute without a name.</summary>
    public static string Of(AgentId agent) => Hash(new AttributeValue("", "agent=" + agent.Value));

    /// <summary>The mark of a caller's contact.</summary>
    public static string OfCaller(string callerId) => Hash(new AttributeValue("", "caller=" + callerId));

    /// <summary>The mark of a closed contact.</summary>
    public static string Of(CloseReason reason) => Hash(new AttributeValue("", "reason=" + reason));

    /// <summary>Adds marks to the end of a contact's document.</summary>
    /// <param name="json">The document: an object with members.</param>
    /// <param name="contact">The contact.</param>
    public static byte[] AddTo(ReadOnlySpan<byte> json, ContactDocument contact)
    {
        var marks = new StringBuilder(",\"marks\":[\"" + Version);
        foreach (var attribute in ContactAttributes.Of(contact.Attributes)) Add(Hash(attribute));
        if (contact.Agent is { } agent) Add(Of(agent));
        if (contact.CallerId is { } caller) Add(OfCaller(caller));
        if (contact.Callback is not null) Add(Callback);
        if (contact.Reason is { } reason) Add(Of(reason));
        marks.Append("\"]}");
        return [.. json[..^1], .. Encoding.UTF8.GetBytes(marks.ToString())];

        void Add(string mark) => marks.Append("\",\"").Append(mark);
    }
}
