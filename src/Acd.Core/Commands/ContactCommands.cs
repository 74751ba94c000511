namespace Acd.Core;

/// <summary>A command about one contact.</summary>
/// <param name="Contact">The contact.</param>
public abstract record ContactCommand(ContactId Contact) : Command;

/// <summary>Puts a contact in line. The same id again answers with the contact there is, and changes nothing.</summary>
/// <param name="Contact">The contact's id, new.</param>
public sealed record EnqueueContact(ContactId Contact) : ContactCommand(Contact)
{
    /// <summary>The queue; it must exist.</summary>
    public QueueId Queue { get; init; } = QueueId.Default;

    /// <summary>The channel; it must be one of the center's.</summary>
    public ChannelId Channel { get; init; } = ChannelId.Voice;

    /// <summary>What an agent must have, each skill once, at most 32.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>0 to 9, the higher the earlier.</summary>
    public int Priority { get; init; }

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

/// <summary>Puts a contact back in line at its old place, with other needs.</summary>
/// <param name="Contact">A contact that is queued, offered or connected.</param>
/// <param name="Requirements">What an agent must have from now on.</param>
public sealed record TransferContact(ContactId Contact, IReadOnlyList<Requirement> Requirements) : ContactCommand(Contact);

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
