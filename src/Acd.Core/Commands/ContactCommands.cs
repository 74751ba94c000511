namespace Acd.Core;

/// <summary>A command about one contact.</summary>
/// <param name="Contact">The contact.</param>
public abstract record ContactCommand(ContactId Contact) : Command
{
    /// <summary>
    /// The agent that says so, if known. A contact that is connected or in wrap-up must be its own; one that is to be requeued
    /// or transferred must be offered to it, or have been with it last.
    /// </summary>
    public AgentId? By { get; init; }
}

/// <summary>Puts a contact in line. The same id again answers with the contact there is, and changes nothing.</summary>
/// <param name="Contact">The contact's id, new.</param>
public sealed record EnqueueContact(ContactId Contact) : ContactCommand(Contact)
{
    /// <summary>
    /// The queue; it must exist. None for the gate's queue, or <c>default</c>. Not given together with a gate.
    /// </summary>
    public QueueId? Queue { get; init; }

    /// <summary>The gate by which it enters; it must exist.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The channel; it must be one of the center's.</summary>
    public ChannelId Channel { get; init; } = ChannelId.Voice;

    /// <summary>What an agent must have, each skill once, at most 32.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>0 to 9, the higher the earlier; none for the gate's, or 0.</summary>
    public int? Priority { get; init; }

    /// <summary>The agent it is kept for at first.</summary>
    public AgentId? PreferredAgent { get; init; }

    /// <summary>How long it is kept for that agent, 0 to 600 s; none for the queue's.</summary>
    public TimeSpan? PreferredFor { get; init; }

    /// <summary>What changes while it waits, at most 16 steps; none for the queue's plan.</summary>
    public IReadOnlyList<PlanStep>? Plan { get; init; }

    /// <summary>Who calls, 1 to 64 characters: a number to call back, and to know the caller by who comes back.</summary>
    public string? CallerId { get; init; }

    /// <summary>A JSON object of the caller's own, at most 4,096 bytes, given back as it came.</summary>
    public string? Attributes { get; init; }
}

/// <summary>The customer gave up, or whoever queued the contact took it back, before an agent had it.</summary>
/// <param name="Contact">A contact that is queued or offered.</param>
/// <param name="Reason"><see cref="CloseReason.Abandoned"/> or <see cref="CloseReason.Canceled"/>.</param>
public sealed record AbandonContact(ContactId Contact, CloseReason Reason = CloseReason.Abandoned) : ContactCommand(Contact);

/// <summary>The talk is over: wrap-up begins, or the contact closes where its queue has none.</summary>
/// <param name="Contact">A connected contact.</param>
public sealed record CompleteContact(ContactId Contact) : ContactCommand(Contact);

/// <summary>The agent has finished its paperwork before its time was over.</summary>
/// <param name="Contact">A contact in wrap-up.</param>
public sealed record EndWrapUp(ContactId Contact) : ContactCommand(Contact);

/// <summary>
/// Takes a contact from its agent, or from the agent it is offered to, and puts it back in line at its old place.
/// </summary>
/// <param name="Contact">A contact that is queued, offered or connected.</param>
public sealed record RequeueContact(ContactId Contact) : ContactCommand(Contact);

/// <summary>
/// Puts a contact back in line at its old place, with other needs, in another queue, or for a named agent first.
/// </summary>
/// <param name="Contact">A contact that is queued, offered or connected.</param>
/// <param name="Requirements">What it asks for from now on; none for what it asked for before.</param>
public sealed record TransferContact(ContactId Contact, IReadOnlyList<Requirement>? Requirements = null)
    : ContactCommand(Contact)
{
    /// <summary>The queue that it moves to. Not given together with a gate.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>The gate by which it moves to that gate's queue.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The agent it is kept for at first; it must exist.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>How long it is kept for that agent, 0 to 600 s; none for the queue's.</summary>
    public TimeSpan? PreferredFor { get; init; }

    /// <summary>Whether it gives up its place and enters the line as if it had come now.</summary>
    public bool NewPlace { get; init; }
}

/// <summary>
/// A supervisor gives a waiting contact to an agent: it is offered to it now, whatever it needs and whoever waits.
/// </summary>
/// <param name="Contact">A contact that is queued or offered.</param>
/// <param name="Agent">An agent who is available or not ready and has room for it.</param>
public sealed record AssignContact(ContactId Contact, AgentId Agent) : ContactCommand(Contact);

/// <summary>The caller hangs up and keeps its place: when its turn comes, the agent is offered to call back.</summary>
/// <param name="Contact">A contact that is queued or offered.</param>
/// <param name="Number">Whom to call, 1 to 64 characters; none for its caller's number.</param>
public sealed record RequestCallback(ContactId Contact, string? Number = null) : ContactCommand(Contact);

/// <summary>The agent called back and reached nobody: it is tried again later, or given up.</summary>
/// <param name="Contact">A connected callback.</param>
public sealed record FailCallback(ContactId Contact) : ContactCommand(Contact);

/// <summary>The agent lets a connected customer wait.</summary>
/// <param name="Contact">A connected contact.</param>
public sealed record HoldContact(ContactId Contact) : ContactCommand(Contact);

/// <summary>The agent is back with a customer on hold.</summary>
/// <param name="Contact">A connected contact.</param>
public sealed record ResumeContact(ContactId Contact) : ContactCommand(Contact);

/// <summary>Gives a waiting contact another head start, counted from its entry.</summary>
/// <param name="Contact">A contact that is queued or offered.</param>
/// <param name="Priority">0 to 9.</param>
public sealed record ChangePriority(ContactId Contact, int Priority) : ContactCommand(Contact);

/// <summary>The agent takes a contact that is offered to it. Taking the same offer twice is taking it once.</summary>
/// <param name="Offer">A pending offer.</param>
/// <param name="By">The agent that says so, if known; the offer must be its own.</param>
public sealed record AcceptOffer(OfferId Offer, AgentId? By = null) : Command;

/// <summary>The agent does not take a contact that is offered to it.</summary>
/// <param name="Offer">A pending offer.</param>
/// <param name="By">The agent that says so, if known; the offer must be its own.</param>
public sealed record DeclineOffer(OfferId Offer, AgentId? By = null) : Command;
