using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>A remembered key of a request. Its name is <c>request:&lt;key&gt;</c>.</summary>
/// <param name="Body">The hash of the request.</param>
/// <param name="Until">When the key is forgotten.</param>
public sealed record RequestDocument(string Body, Timestamp Until);

/// <summary>
/// The answer that a request with a key had. Its name is <c>answer:&lt;key&gt;</c>. It is a document of its own, because only a
/// repetition reads it.
/// </summary>
public sealed record AnswerDocument
{
    /// <summary>The contact, if that was the answer.</summary>
    public ContactReply? Contact { get; init; }

    /// <summary>The closed contact, if that was the answer.</summary>
    public ClosedContact? Closed { get; init; }

    /// <summary>The agent, if that was the answer.</summary>
    public AgentReply? Agent { get; init; }

    /// <summary>The refusal, if that was the answer.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The answer.</summary>
    [JsonIgnore]
    public Reply? Reply =>
        (Reply?)Contact ?? (Reply?)Agent ?? (Reply?)Refusal ?? (Closed is { } closed ? new ClosedContactReply(closed) : null);

    /// <summary>
    /// The document of an answer. Null if such an answer is not remembered: its command may be carried out again.
    /// </summary>
    public static AnswerDocument? Of(Reply reply) => reply switch
    {
        ContactReply contact => new AnswerDocument { Contact = contact },
        ClosedContactReply closed => new AnswerDocument { Closed = closed.Contact },
        AgentReply agent => new AnswerDocument { Agent = agent },
        Refusal refusal => new AnswerDocument { Refusal = refusal },
        _ => null,
    };

    /// <summary>Reads the answer of a document.</summary>
    /// <exception cref="InvalidOperationException">The document has no answer.</exception>
    public static Reply Parse(NamedDocument document) =>
        JsonSerializer.Deserialize(document.Json ?? "null", CenterJson.Default.AnswerDocument)?.Reply
        ?? throw new InvalidOperationException($"The document {document.Name} has no answer.");
}
