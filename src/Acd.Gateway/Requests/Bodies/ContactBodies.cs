using Acd.Core;

namespace Acd.Gateway;

/// <summary>A contact to be put in line.</summary>
internal sealed class EnqueueContactBody
{
    public static readonly RequestSchema<EnqueueContactBody> Schema = new RequestSchema<EnqueueContactBody>("EnqueueContact")
        .Id<EnqueueContactBody, ContactId>("id",
            "The contact's id; one is made where none is given. The same id again finds the same contact.",
            (body, id) => body.Id = id)
        .Id<EnqueueContactBody, QueueId>("queue",
            "The queue; the gate's, or default, where none is given. Not together with a gate.",
            (body, queue) => body.Queue = queue)
        .Id<EnqueueContactBody, GateId>("gate",
            "The gate by which it enters: it adds skills, priority, a whisper and attributes.",
            (body, gate) => body.Gate = gate)
        .Id<EnqueueContactBody, ChannelId>("channel", "voice, chat, email or task; voice where none is given.",
            (body, channel) => body.Channel = channel)
        .Requirements("skills", "What an agent must have: skills, or skills with the least level that serves.",
            (body, skills) => body.Requirements = skills)
        .Integer("priority", Limits.MinPriority, Limits.MaxPriority,
            "The higher, the earlier; the gate's, or 0, where none is given.",
            (body, priority) => body.Priority = priority)
        .Id<EnqueueContactBody, AgentId>("preferredAgent", "The agent it is kept for at first.", (body, agent) =>
            body.PreferredAgent = agent)
        .Seconds("preferredFor", 0, 600, "How long it is kept for that agent; as long as its queue says where none is given.",
            (body, time) => body.PreferredFor = time)
        .Plan("plan", "What changes while it waits; the queue's plan where none is given, an empty list for nothing.",
            (body, plan) => body.Plan = plan)
        .Text("callerId", Limits.CallerIdLength,
            "Who calls: the number to call back, and by which a caller who comes back is known.",
            (body, caller) => body.CallerId = caller, min: 1)
        .Attributes("attributes", "An object of the caller's own, at most 4096 bytes, given back as it came.",
            (body, attributes) => body.Attributes = attributes)
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

/// <summary>Why a contact is taken back.</summary>
internal sealed class AbandonContactBody
{
    public static readonly RequestSchema<AbandonContactBody> Schema = new RequestSchema<AbandonContactBody>("AbandonContact")
        .OneOf("reason", [CloseReason.Abandoned, CloseReason.Canceled],
            "Whether the customer gave up, or whoever queued it took it back; abandoned where none is given.",
            (body, reason) => body.Reason = reason)
        .Example("The customer hung up", "{}")
        .Example("Whoever queued it takes it back", """{"reason": "canceled"}""");

    public CloseReason Reason { get; set; } = CloseReason.Abandoned;
}

/// <summary>Where a contact goes, and what it needs from now on.</summary>
internal sealed class TransferContactBody
{
    public static readonly RequestSchema<TransferContactBody> Schema = new RequestSchema<TransferContactBody>("TransferContact")
        .Requirements("skills",
            "What it asks for from now on, in place of what it asked for; what it asked for before where none are given.",
            (body, skills) => body.Requirements = skills)
        .Id<TransferContactBody, QueueId>("queue", "The queue that it moves to; not together with a gate.", (body, queue) =>
            body.Queue = queue)
        .Id<TransferContactBody, GateId>("gate", "The gate by which it moves to that gate's queue.", (body, gate) =>
            body.Gate = gate)
        .Id<TransferContactBody, AgentId>("agent", "The agent it is kept for at first.", (body, agent) => body.Agent = agent)
        .Seconds("preferredFor", 0, 600, "How long it is kept for that agent; as long as its queue says where none is given.",
            (body, time) => body.PreferredFor = time)
        .Flag("newPlace", "Whether it gives up its place in line and enters as if it had come now.",
            (body, newPlace) => body.NewPlace = newPlace)
        .Example("To other skills", """{"skills": ["es", {"skill": "billing", "level": 5}]}""")
        .Example("To another queue, at its old place", """{"queue": "sales"}""")
        .Example("To a named agent, who may take a minute to be free", """{"agent": "bob", "preferredFor": 60}""")
        .Example("By a gate, to the end of the line", """{"gate": "sales-hotline", "newPlace": true}""");

    public IReadOnlyList<Requirement>? Requirements { get; set; }

    public QueueId? Queue { get; set; }

    public GateId? Gate { get; set; }

    public AgentId? Agent { get; set; }

    public TimeSpan? PreferredFor { get; set; }

    public bool NewPlace { get; set; }

    public TransferContact ToCommand(ContactId contact) => new(contact, Requirements)
    {
        Queue = Queue,
        Gate = Gate,
        Agent = Agent,
        PreferredFor = PreferredFor,
        NewPlace = NewPlace,
    };
}

/// <summary>Whom a supervisor gives a contact to.</summary>
internal sealed class AssignContactBody
{
    public static readonly RequestSchema<AssignContactBody> Schema = new RequestSchema<AssignContactBody>("AssignContact")
        .Id<AssignContactBody, AgentId>("agent", "The agent, who is available or not ready and has room for it.",
            (body, agent) => body.Agent = agent, required: true)
        .Example("To Ann", """{"agent": "ann"}""");

    public AgentId Agent { get; set; }
}

/// <summary>Whom to call back.</summary>
internal sealed class RequestCallbackBody
{
    public static readonly RequestSchema<RequestCallbackBody> Schema = new RequestSchema<RequestCallbackBody>("RequestCallback")
        .Text("number", Limits.CallerIdLength, "Whom to call; the contact's callerId where none is given.",
            (body, number) => body.Number = number, min: 1)
        .Example("To the number the caller calls from", "{}")
        .Example("To another number", """{"number": "+49 30 901820"}""");

    public string? Number { get; set; }
}

/// <summary>Another priority.</summary>
internal sealed class ChangePriorityBody
{
    public static readonly RequestSchema<ChangePriorityBody> Schema = new RequestSchema<ChangePriorityBody>("ChangePriority")
        .Integer("priority", Limits.MinPriority, Limits.MaxPriority, "The higher, the earlier.",
            (body, priority) => body.Priority = priority, required: true)
        .Example("An important one", """{"priority": 5}""");

    public int Priority { get; set; }
}

/// <summary>A body that says nothing.</summary>
internal sealed class EmptyBody
{
    public static readonly RequestSchema<EmptyBody> Schema =
        new RequestSchema<EmptyBody>("Empty").Example("Nothing to say", "{}");
}
