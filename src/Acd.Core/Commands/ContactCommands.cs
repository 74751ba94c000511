namespace Acd.Core;

/// <summary>A command about one contact.</summary>
/// <param name="Contact">The contact.</param>
public abstract record ContactCommand(ContactId Contact) : Command
{
    /// <summary>
    /// The agent that gives the command, if known. A connected contact or one in wrap-up must be its own. A contact to
    /// requeue, transfer or unpark must be offered to it, or have been connected to it last.
    /// </summary>
    public AgentId? By { get; init; }
}

/// <summary>A command about a contact's connection to an agent.</summary>
/// <param name="Contact">The contact.</param>
public abstract record ConnectionCommand(ContactId Contact) : ContactCommand(Contact)
{
    /// <summary>
    /// The offer of the connection that is meant. Without it the command is about the present connection. If that connection is
    /// over, the command is refused, unless it is the repetition of the command that ended it.
    /// </summary>
    public OfferId? Offer { get; init; }
}

/// <summary>Enqueues a contact. A repetition with the same id returns the existing contact unchanged.</summary>
/// <param name="Contact">The new contact's id.</param>
public sealed record EnqueueContact(ContactId Contact) : ContactCommand(Contact)
{
    /// <summary>The queue, which must exist. By default the gate's queue, or <c>default</c>. Excludes a gate.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>The gate by which the contact enters. It must exist.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The channel. It must be one of the center's.</summary>
    public ChannelId Channel { get; init; } = ChannelId.Voice;

    /// <summary>The skills that an agent must have, each once, at most 32.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>The priority, 0 to 9, higher first. By default the gate's, or 0.</summary>
    public int? Priority { get; init; }

    /// <summary>The agent that the contact is reserved for at first.</summary>
    public AgentId? PreferredAgent { get; init; }

    /// <summary>How long the contact is reserved for that agent, 0 to 600 s. By default the queue's setting.</summary>
    public TimeSpan? PreferredFor { get; init; }

    /// <summary>The contact's own plan, at most 16 steps. By default the queue's plan.</summary>
    public IReadOnlyList<PlanStep>? Plan { get; init; }

    /// <summary>The caller's number, 1 to 64 characters, for callbacks and for callers who return.</summary>
    public string? CallerId { get; init; }

    /// <summary>A JSON object of the caller's application, at most 4,096 bytes, returned unchanged.</summary>
    public string? Attributes { get; init; }

    /// <summary>
    /// The caller's number in the one spelling by which callers are recognized, 1 to 64 characters. By default
    /// <see cref="CallerId"/>, which stays as it was given.
    /// </summary>
    public string? Caller { get; init; }

    /// <summary>
    /// The agent that the contact is offered to at once, as by <see cref="AssignContact"/>, without a place in the queue.
    /// </summary>
    public AgentId? AssignTo { get; init; }

    /// <summary>Whether the contact is connected to that agent already, for example because their telephones talk.</summary>
    public bool Connected { get; init; }
}

/// <summary>
/// Queues a closed contact again, under the same id and in a new round. Its last agent is preferred. An open contact stays as it
/// is.
/// </summary>
/// <param name="Contact">A closed contact.</param>
public sealed record ReopenContact(ContactId Contact) : ContactCommand(Contact)
{
    /// <summary>The contact's last document, which the engine does not have. <see cref="GetContact"/> returns it.</summary>
    public ContactDocument? Document { get; init; }

    /// <summary>The queue, which must exist. By default the contact's last one. Excludes a gate.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>The gate by which the contact enters. By default its last one, if it still exists.</summary>
    public GateId? Gate { get; init; }

    /// <summary>How long the contact is reserved for its last agent, 0 to 600 s. By default the queue's setting.</summary>
    public TimeSpan? PreferredFor { get; init; }
}

/// <summary>Closes a contact before an agent has it: the customer gave up, or the application withdrew it.</summary>
/// <param name="Contact">A queued or offered contact.</param>
/// <param name="Reason"><see cref="CloseReason.Abandoned"/> or <see cref="CloseReason.Canceled"/>.</param>
public sealed record AbandonContact(ContactId Contact, CloseReason Reason = CloseReason.Abandoned) : ContactCommand(Contact);

/// <summary>Ends the talk. Wrap-up begins, or the contact closes if its queue has no wrap-up.</summary>
/// <param name="Contact">A connected contact.</param>
public sealed record CompleteContact(ContactId Contact) : ConnectionCommand(Contact), IOutcome
{
    /// <inheritdoc/>
    public string? Disposition { get; init; }

    /// <inheritdoc/>
    public string? Note { get; init; }
}

/// <summary>
/// Reports that the customer's line or session is gone. Before an agent has the contact it closes as abandoned, but a promised
/// callback stays. A talk ends as by <see cref="CompleteContact"/>.
/// </summary>
/// <param name="Contact">A contact in any state.</param>
/// <param name="Party">Who ended it. By default the agent that gives the command, or the customer.</param>
public sealed record HangUpContact(ContactId Contact, Party? Party = null) : ConnectionCommand(Contact);

/// <summary>Ends the wrap-up early.</summary>
/// <param name="Contact">A contact in wrap-up.</param>
public sealed record EndWrapUp(ContactId Contact) : ConnectionCommand(Contact), IOutcome
{
    /// <inheritdoc/>
    public string? Disposition { get; init; }

    /// <inheritdoc/>
    public string? Note { get; init; }
}

/// <summary>What an agent says of a contact that ends.</summary>
public interface IOutcome
{
    /// <summary>How it ended, 1 to 64 characters. Null leaves what was said before.</summary>
    string? Disposition { get; }

    /// <summary>A note, 1 to 1,000 characters. Null leaves what was said before.</summary>
    string? Note { get; }
}

/// <summary>Lets the wrap-up end later. Where it ends later anyway, nothing changes.</summary>
/// <param name="Contact">A contact in wrap-up.</param>
/// <param name="Length">How long it lasts from now on at least, 1 to 3,600 s.</param>
public sealed record ExtendWrapUp(ContactId Contact, TimeSpan Length) : ConnectionCommand(Contact);

/// <summary>Removes a contact from its agent or offer, and puts it back in line at its rank.</summary>
/// <param name="Contact">A queued, offered or connected contact.</param>
public sealed record RequeueContact(ContactId Contact) : ConnectionCommand(Contact);

/// <summary>
/// Puts a contact back in line at its rank, with new requirements, in another queue, or for a preferred agent.
/// </summary>
/// <param name="Contact">A queued, offered or connected contact.</param>
/// <param name="Requirements">The new requirements. By default the contact keeps its own.</param>
public sealed record TransferContact(ContactId Contact, IReadOnlyList<Requirement>? Requirements = null)
    : ConnectionCommand(Contact)
{
    /// <summary>The queue to move to. Excludes a gate.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>The gate by which the contact moves to the gate's queue.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The preferred agent, which must exist.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>How long the contact is reserved for that agent, 0 to 600 s. By default the queue's setting.</summary>
    public TimeSpan? PreferredFor { get; init; }

    /// <summary>Whether the contact gets a new rank, as if it entered now.</summary>
    public bool NewPlace { get; init; }
}

/// <summary>
/// Offers a waiting contact to an agent at once, regardless of its requirements and of other contacts. For supervisors.
/// A connected one is handed over, as by <see cref="HandOverContact"/>.
/// </summary>
/// <param name="Contact">A queued, offered or connected contact.</param>
/// <param name="Agent">An available or not ready agent with enough free capacity.</param>
public sealed record AssignContact(ContactId Contact, AgentId Agent) : ContactCommand(Contact)
{
    /// <summary>Whether a connected contact is refused instead of handed over.</summary>
    public bool OnlyWaiting { get; init; }
}

/// <summary>
/// Connects a waiting contact to the agent that picks it, past those before it in line. Its queue must have
/// <see cref="QueueSettings.MayPick"/>.
/// </summary>
/// <param name="Contact">A queued contact, or one that rings at the agent.</param>
/// <param name="Agent">An agent, available or not ready, with the skills and with room.</param>
public sealed record PickContact(ContactId Contact, AgentId Agent) : ContactCommand(Contact);

/// <summary>Turns a contact into a callback. The caller hangs up and keeps its place; the offered agent calls back.</summary>
/// <param name="Contact">A queued or offered contact.</param>
/// <param name="Number">The number to call, 1 to 64 characters. By default the caller's number.</param>
public sealed record RequestCallback(ContactId Contact, string? Number = null) : ContactCommand(Contact);

/// <summary>Reports that a callback reached nobody. It is retried later, or closes after the last attempt.</summary>
/// <param name="Contact">A connected callback.</param>
public sealed record FailCallback(ContactId Contact) : ConnectionCommand(Contact);

/// <summary>Puts a connected contact on hold.</summary>
/// <param name="Contact">A connected contact.</param>
public sealed record HoldContact(ContactId Contact) : ConnectionCommand(Contact);

/// <summary>Resumes a contact from hold.</summary>
/// <param name="Contact">A connected contact.</param>
public sealed record ResumeContact(ContactId Contact) : ConnectionCommand(Contact);

/// <summary>
/// Parks a connected contact: it leaves its agent, waits in no line, and comes back to that agent first. A repetition changes
/// nothing.
/// </summary>
/// <param name="Contact">A connected contact.</param>
public sealed record ParkContact(ContactId Contact) : ConnectionCommand(Contact)
{
    /// <summary>When it comes back by itself, at most 30 days from now. By default it waits for a command.</summary>
    public Timestamp? Until { get; init; }

    /// <summary>The reason, at most 64 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>Puts a parked contact back in line, for its owner first. Nothing happens to other contacts.</summary>
/// <param name="Contact">A parked contact.</param>
public sealed record UnparkContact(ContactId Contact) : ContactCommand(Contact);

/// <summary>Changes a waiting contact's attributes and requirements. Its place, its wait and its offers stay.</summary>
/// <param name="Contact">A queued or offered contact.</param>
public sealed record PatchContact(ContactId Contact) : ContactCommand(Contact)
{
    /// <summary>A JSON merge patch of the attributes, at most 4,096 bytes, as are they after it. By default they stay.</summary>
    public string? Attributes { get; init; }

    /// <summary>The requirements that replace its own. By default they stay.</summary>
    public IReadOnlyList<Requirement>? Requirements { get; init; }
}

/// <summary>Changes a waiting contact's priority. Its rank is recalculated from its time of entry.</summary>
/// <param name="Contact">A queued or offered contact.</param>
/// <param name="Priority">The priority, 0 to 9.</param>
public sealed record ChangePriority(ContactId Contact, int Priority) : ContactCommand(Contact);

/// <summary>Accepts an offer. A repetition changes nothing.</summary>
/// <param name="Offer">A pending offer.</param>
/// <param name="By">The agent that gives the command, if known. The offer must be its own.</param>
public sealed record AcceptOffer(OfferId Offer, AgentId? By = null) : Command;

/// <summary>Declines an offer.</summary>
/// <param name="Offer">A pending offer.</param>
/// <param name="By">The agent that gives the command, if known. The offer must be its own.</param>
public sealed record DeclineOffer(OfferId Offer, AgentId? By = null) : Command
{
    /// <summary>
    /// Why: one of <see cref="DeclineCauses"/>, or another text, 1 to 64 characters. <see cref="DeclineCauses.Unreachable"/>
    /// sets the agent aside at once.
    /// </summary>
    public string? Cause { get; init; }
}

/// <summary>
/// Hands a connected contact over to a named agent. It stays connected to its agent until the named one accepts. A repetition
/// changes nothing.
/// </summary>
/// <param name="Contact">A connected contact.</param>
/// <param name="Agent">An available or not ready agent with enough free capacity, whatever its skills.</param>
public sealed record HandOverContact(ContactId Contact, AgentId Agent) : ConnectionCommand(Contact);
