// Over 300 lines because all events of contacts stand together.
using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>An event about a contact.</summary>
public abstract record ContactEvent : CenterEvent
{
    private ContactId _contact;
    private int _contactSequence;
    private QueueId _queue;
    private GateId? _gate;
    private ChannelId _channel;

    /// <summary>The contact.</summary>
    [JsonPropertyOrder(-7)]
    [JsonRequired]
    public ContactId Contact { get => _contact; init => _contact = value; }

    /// <summary>The event's number within its contact: 1, 2, 3 … without gaps.</summary>
    [JsonPropertyOrder(-6)]
    [JsonRequired]
    public int ContactSequence { get => _contactSequence; init => _contactSequence = value; }

    /// <summary>The contact's queue.</summary>
    [JsonPropertyOrder(-5)]
    [JsonRequired]
    public QueueId Queue { get => _queue; init => _queue = value; }

    /// <summary>The gate by which the contact entered the queue, if any.</summary>
    [JsonPropertyOrder(-5)]
    public GateId? Gate { get => _gate; init => _gate = value; }

    /// <summary>The contact's channel.</summary>
    [JsonPropertyOrder(-4)]
    [JsonRequired]
    public ChannelId Channel { get => _channel; init => _channel = value; }

    /// <summary>Stamps the contact's fields and the contact's next event number on a new event.</summary>
    internal void Stamp(Contact contact)
    {
        (_contact, _contactSequence) = (contact.Id, ++contact.Events);
        (_queue, _gate, _channel) = (contact.Queue, contact.Gate, contact.Channel);
    }
}

/// <summary>A contact entered its queue.</summary>
public sealed record ContactQueued : ContactEvent
{
    /// <summary>The skills that an agent must have.</summary>
    [JsonConverter(typeof(RequirementsConverter))]
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>The priority, 0 to 9.</summary>
    public required int Priority { get; init; }

    /// <summary>The rank: the time of entry minus the head start, or the rank of an abandoned contact of this caller.</summary>
    public required Timestamp Rank { get; init; }

    /// <summary>The caller's number, if known.</summary>
    public string? CallerId { get; init; }

    /// <summary>The caller's number in one spelling, if it is not <see cref="CallerId"/>.</summary>
    public string? Caller { get; init; }

    /// <summary>The abandoned contact whose place this contact takes over, if any.</summary>
    public ContactId? Resumes { get; init; }

    /// <summary>The agent that the contact is reserved for at first, if any.</summary>
    public AgentId? PreferredAgent { get; init; }

    /// <summary>How often the contact was opened again after it closed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Round { get; init; }
}

/// <summary>
/// A waiting contact became unservable: no available or not ready agent has the skills that it requires. Emitted again if it
/// becomes so again.
/// </summary>
public sealed record ContactUnservable : ContactEvent;

/// <summary>An agent accepted the contact.</summary>
public sealed record ContactConnected : ContactEvent
{
    /// <summary>The accepted offer.</summary>
    public required OfferId Offer { get; init; }

    /// <summary>The wait since the customer began to wait, ringing included.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>How long the accepted offer rang.</summary>
    public required TimeSpan Ring { get; init; }

    /// <summary>The agent that handed the contact over, if it was handed over. Its customer did not wait then.</summary>
    public AgentId? From { get; init; }
}

/// <summary>A connected contact was put on hold.</summary>
public sealed record ContactHeld : ContactEvent;

/// <summary>A contact was resumed from hold.</summary>
public sealed record ContactResumed : ContactEvent
{
    /// <summary>The length of this hold.</summary>
    public required TimeSpan Hold { get; init; }
}

/// <summary>A contact was transferred or requeued.</summary>
public sealed record ContactTransferred : ContactEvent
{
    /// <summary>The requirements from now on.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>The previous queue, if the queue or the gate changed.</summary>
    public QueueId? FromQueue { get; init; }

    /// <summary>The previous gate, if the queue or the gate changed.</summary>
    public GateId? FromGate { get; init; }

    /// <summary>The agent that the contact is reserved for at first, if any.</summary>
    public AgentId? PreferredAgent { get; init; }

    /// <summary>The rank from now on.</summary>
    public required Timestamp Rank { get; init; }

    /// <summary>The time connected to the agent that it left, hold included. Zero if it was not connected.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>The part of that time on hold.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>The agent that accepted the contact from its sender, if it was handed over. It is in no line then.</summary>
    public AgentId? To { get; init; }
}

/// <summary>A waiting contact's priority changed.</summary>
public sealed record ContactPriorityChanged : ContactEvent
{
    /// <summary>The priority, 0 to 9.</summary>
    public required int Priority { get; init; }

    /// <summary>The rank from now on.</summary>
    public required Timestamp Rank { get; init; }
}

/// <summary>A waiting contact's attributes changed. No event has them; its document does.</summary>
public sealed record ContactAttributesChanged : ContactEvent;

/// <summary>A waiting contact's requirements changed, by a command or with its gate's settings.</summary>
public sealed record ContactRequirementsChanged : ContactEvent
{
    /// <summary>The requirements from now on.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }
}

/// <summary>A plan step ran, or a limit's action. The event's queue and gate are those after it.</summary>
public sealed record PlanStepped : ContactEvent
{
    /// <summary>The cause.</summary>
    public required StepCause Cause { get; init; }

    /// <summary>The waiting time at which a plan step was due. Null for a limit.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>Whether the step was skipped because the contact would have been unstaffed after it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Skipped { get; init; }

    /// <summary>The previous queue, if the contact moved.</summary>
    public QueueId? FromQueue { get; init; }

    /// <summary>The previous gate, if the contact moved.</summary>
    public GateId? FromGate { get; init; }

    /// <summary>The requirements from now on.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>The priority from now on.</summary>
    public required int Priority { get; init; }

    /// <summary>The rank from now on.</summary>
    public required Timestamp Rank { get; init; }
}

/// <summary>A contact became a callback: the caller hung up and keeps its place.</summary>
public sealed record CallbackRequested : ContactEvent
{
    /// <summary>The number to call.</summary>
    public required string Number { get; init; }

    /// <summary>When the callback expires, if no agent has it by then.</summary>
    public required Timestamp Expires { get; init; }
}

/// <summary>A callback reached nobody. It is retried, unless the contact closes next.</summary>
public sealed record CallbackFailed : ContactEvent
{
    /// <summary>The number of attempts.</summary>
    public required int Attempts { get; init; }

    /// <summary>The time of the next attempt. Null after the last one.</summary>
    public Timestamp? NotBefore { get; init; }

    /// <summary>The time connected to the agent, hold included.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>The part of that time on hold.</summary>
    public required TimeSpan Hold { get; init; }
}

/// <summary>A contact left its agent, who was offline for too long.</summary>
public sealed record ContactReleased : ContactEvent
{
    /// <summary>The action: the contact is back in line at its rank and prefers that agent, or it closes next.</summary>
    public required AgentGoneAction Do { get; init; }

    /// <summary>The time connected to the agent, hold included. Null if the contact closes.</summary>
    public TimeSpan? Talk { get; init; }

    /// <summary>The part of that time on hold. Null if the contact closes.</summary>
    public TimeSpan? Hold { get; init; }
}

/// <summary>A contact left its agent and waits in no line, until it comes back to that agent.</summary>
public sealed record ContactParked : ContactEvent
{
    /// <summary>When it comes back by itself. Null if it waits for a command.</summary>
    public Timestamp? Until { get; init; }

    /// <summary>The agent's reason, if given.</summary>
    public string? Reason { get; init; }

    /// <summary>The time connected to the agent, hold included.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>The part of that time on hold.</summary>
    public required TimeSpan Hold { get; init; }
}

/// <summary>A parked contact is back in line at its rank. It prefers the agent that parked it.</summary>
public sealed record ContactUnparked : ContactEvent
{
    /// <summary>The agent that it is reserved for at first.</summary>
    public required AgentId PreferredAgent { get; init; }
}

/// <summary>The talk ended and the wrap-up started.</summary>
public sealed record WrapUpStarted : ContactEvent
{
    /// <summary>The time connected to the agent, hold included.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>When the wrap-up ends automatically.</summary>
    public required Timestamp Due { get; init; }

    /// <summary>Who hung up, if a hang-up ended the talk.</summary>
    public Party? EndedBy { get; init; }
}

/// <summary>A contact closed.</summary>
public sealed record ContactClosed : ContactEvent
{
    /// <summary>The reason.</summary>
    public required CloseReason Reason { get; init; }

    /// <summary>Why its queue rejected it, if it closed as rejected for a limit.</summary>
    public RejectCause? RejectedFor { get; init; }

    /// <summary>The wait from the last time in line until the connection, or until now.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>The time connected to the last agent, hold included.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>The part of that time on hold.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>The length of the wrap-up.</summary>
    public required TimeSpan WrapUp { get; init; }

    /// <summary>Who hung up, if a hang-up ended the talk or the wait.</summary>
    public Party? EndedBy { get; init; }

    /// <summary>How it ended, in the agent's words: <c>sold</c>, <c>call back later</c>.</summary>
    public string? Disposition { get; init; }

    /// <summary>The agent's note on it.</summary>
    public string? Note { get; init; }
}

/// <summary>
/// A pending offer times out at another time: its queue's settings were applied to what runs, or the center was away.
/// </summary>
public sealed record OfferDueChanged : ContactEvent
{
    /// <summary>The offer.</summary>
    public required OfferId Offer { get; init; }

    /// <summary>When the offer times out from now on.</summary>
    public required Timestamp Due { get; init; }
}

/// <summary>
/// A wrap-up ends at another time: it was extended, its queue's settings were applied to what runs, or the center was away.
/// </summary>
public sealed record WrapUpDueChanged : ContactEvent
{
    /// <summary>When the wrap-up ends automatically from now on.</summary>
    public required Timestamp Due { get; init; }
}
