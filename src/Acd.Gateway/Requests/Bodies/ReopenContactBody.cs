using Acd.Core;

namespace Acd.Gateway;

/// <summary>Where a closed contact is queued again.</summary>
internal sealed class ReopenContactBody
{
    public static readonly RequestSchema<ReopenContactBody> Schema = new RequestSchema<ReopenContactBody>("ReopenContact")
        .Id<ReopenContactBody, QueueId>("queue", "The queue; by default its last one. Not together with a gate.",
            (body, queue) => body.Queue = queue)
        .Id<ReopenContactBody, GateId>("gate", "The gate by which it enters; by default its last one, if that exists.",
            (body, gate) => body.Gate = gate)
        .Seconds("preferredFor", 0, 600, "How long it is reserved for its last agent; by default as its queue says.",
            (body, time) => body.PreferredFor = time)
        .Example("As it was", "{}")
        .Example("In another queue, kept for its last agent for five minutes", """{"queue": "sales", "preferredFor": 300}""");

    public QueueId? Queue { get; set; }

    public GateId? Gate { get; set; }

    public TimeSpan? PreferredFor { get; set; }

    /// <summary>The command that opens it again.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="document">Its document, if it is closed.</param>
    public ReopenContact ToCommand(ContactId contact, ContactDocument? document) => new(contact)
    {
        Document = document,
        Queue = Queue,
        Gate = Gate,
        PreferredFor = PreferredFor,
    };
}
