using Acd.Core;

namespace Acd.Gateway;

/// <summary>A contact to be put in line.</summary>
internal sealed class EnqueueContactBody
{
    public static readonly RequestSchema<EnqueueContactBody> Schema = new RequestSchema<EnqueueContactBody>("NewContact")
        .Id<EnqueueContactBody, ContactId>("id",
            "The contact's id; one is made where none is given. The same id again finds the same contact.",
            (contact, id) => contact.Id = id)
        .Id<EnqueueContactBody, QueueId>("queue", "The queue; the gate's, or default, where none is given. Not together with a gate.",
            (contact, queue) => contact.Queue = queue)
        .Id<EnqueueContactBody, GateId>("gate", "The gate by which it enters: it adds skills, priority, a whisper and attributes.",
            (contact, gate) => contact.Gate = gate)
        .Id<EnqueueContactBody, ChannelId>("channel", "voice, chat, email or task; voice where none is given.",
            (contact, channel) => contact.Channel = channel)
        .Requirements("skills", "What an agent must have: skills, or skills with the least level that serves.",
            (contact, skills) => contact.Requirements = skills)
        .Integer("priority", Limits.MinPriority, Limits.MaxPriority,
            "The higher, the earlier; the gate's, or 0, where none is given.",
            (contact, priority) => contact.Priority = priority)
        .Id<EnqueueContactBody, AgentId>("preferredAgent", "The agent it is kept for at first.", (contact, agent) =>
            contact.PreferredAgent = agent)
        .Seconds("preferredFor", 0, 600, "How long it is kept for that agent; as long as its queue says where none is given.",
            (contact, time) => contact.PreferredFor = time)
        .Plan("plan", "What changes while it waits; the queue's plan where none is given, an empty list for nothing.",
            (contact, plan) => contact.Plan = plan)
        .Text("callerId", Limits.CallerIdLength,
            "Who calls: the number to call back, and by which a caller who comes back is known.",
            (contact, caller) => contact.CallerId = caller, min: 1)
        .Attributes("attributes", "An object of the caller's own, at most 4096 bytes, given back as it came.",
            (contact, attributes) => contact.Attributes = attributes)
        .Example("A call for whoever speaks English", """{"id": "call-1", "skills": ["en"]}""")
        .Example("A call by a gate, kept for the agent who knows the caller", """
            {"id": "call-2", "gate": "sales-hotline", "callerId": "+49 30 901820",
             "preferredAgent": "ann", "preferredFor": 20}
            """)
        .Example("A chat that needs a good adviser at first, any after a minute, and is called back after five", """
            {"id": "chat-1", "queue": "sales", "channel": "chat", "priority": 3, "callerId": "+49 30 901820",
             "skills": ["en", {"skill": "loans", "level": 7}],
             "plan": [{"after": 60, "do": {"skills": ["en"]}}, {"after": 300, "do": {"callback": true}}],
             "attributes": {"order": 4711}}
            """);

    public ContactId? Id { get; set; }

    public QueueId? Queue { get; set; }

    public GateId? Gate { get; set; }

    public ChannelId Channel { get; set; } = ChannelId.Voice;

    public IReadOnlyList<Requirement> Requirements { get; set; } = [];

    public int? Priority { get; set; }

    public AgentId? PreferredAgent { get; set; }

    public TimeSpan? PreferredFor { get; set; }

    public IReadOnlyList<PlanStep>? Plan { get; set; }

    public string? CallerId { get; set; }

    public string? Attributes { get; set; }

    /// <summary>The command to put it in line.</summary>
    /// <param name="id">Its id, where its caller gave none.</param>
    public EnqueueContact ToCommand(ContactId? id) => new(Id ?? id ?? NewId())
    {
        Queue = Queue,
        Gate = Gate,
        Channel = Channel,
        Requirements = Requirements,
        Priority = Priority,
        PreferredAgent = PreferredAgent,
        PreferredFor = PreferredFor,
        Plan = Plan,
        CallerId = CallerId,
        Attributes = Attributes,
    };

    // Ids that begin with the time lie side by side in a store's index, where the present ones are.
    private static ContactId NewId() => new(Guid.CreateVersion7().ToString());
}
