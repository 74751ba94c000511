using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Something that happened to a contact.</summary>
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

    /// <summary>The event's number within its contact: 1, 2, 3 … without a gap.</summary>
    [JsonPropertyOrder(-6)]
    [JsonRequired]
    public int ContactSequence { get => _contactSequence; init => _contactSequence = value; }

    /// <summary>The queue the contact is in.</summary>
    [JsonPropertyOrder(-5)]
    [JsonRequired]
    public QueueId Queue { get => _queue; init => _queue = value; }

    /// <summary>The gate by which it came into the queue, if it came by one.</summary>
    [JsonPropertyOrder(-5)]
    public GateId? Gate { get => _gate; init => _gate = value; }

    /// <summary>The contact's channel.</summary>
    [JsonPropertyOrder(-4)]
    [JsonRequired]
    public ChannelId Channel { get => _channel; init => _channel = value; }

    /// <summary>
    /// Gives an event that nobody has seen yet its contact and where that is; the event is the contact's next one.
    /// </summary>
    internal void Stamp(Contact contact)
    {
        (_contact, _contactSequence) = (contact.Id, ++contact.Events);
        (_queue, _gate, _channel) = (contact.Queue, contact.Gate, contact.Channel);
    }
}

/// <summary>A contact entered the line.</summary>
public sealed record ContactQueued : ContactEvent
{
    /// <summary>What it needs.</summary>
    [JsonConverter(typeof(RequirementsConverter))]
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>Its priority, 0 to 9.</summary>
    public required int Priority { get; init; }

    /// <summary>Its place in line: its entry less its head start, or the rank it had before its caller hung up.</summary>
    public required Timestamp Rank { get; init; }

    /// <summary>Who calls, if that was said.</summary>
    public string? CallerId { get; init; }

    /// <summary>The contact whose place it has again, because its caller abandoned that one a short while ago.</summary>
    public ContactId? Resumes { get; init; }

    /// <summary>The agent it is kept for at first, if it is.</summary>
    public AgentId? PreferredAgent { get; init; }
}

/// <summary>Nobody logged in has the skills that a waiting contact needs. Told once for each time it is put in line.</summary>
public sealed record ContactUnservable : ContactEvent;

/// <summary>An agent took the contact of its offer.</summary>
public sealed record ContactConnected : ContactEvent
{
    /// <summary>The offer that was accepted.</summary>
    public required OfferId Offer { get; init; }

    /// <summary>How long the contact waited since it was last put in line, ringing included.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>How long the accepted offer rang.</summary>
    public required TimeSpan Ring { get; init; }
}

/// <summary>A connected contact was put on hold.</summary>
public sealed record ContactHeld : ContactEvent;

/// <summary>A contact came back from hold.</summary>
public sealed record ContactResumed : ContactEvent
{
    /// <summary>How long it was on hold this time.</summary>
    public required TimeSpan Hold { get; init; }
}

/// <summary>A contact went back in line, with other needs or with the same ones.</summary>
public sealed record ContactTransferred : ContactEvent
{
    /// <summary>What it needs from now on.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>The queue it was in before, if that was another one or it came by another gate.</summary>
    public QueueId? FromQueue { get; init; }

    /// <summary>The gate by which it had come there, if by one.</summary>
    public GateId? FromGate { get; init; }

    /// <summary>The agent it is kept for at first, if it is.</summary>
    public AgentId? PreferredAgent { get; init; }

    /// <summary>Its place in line from now on.</summary>
    public required Timestamp Rank { get; init; }

    /// <summary>How long it was connected to the agent it left, hold included; zero where it was not connected.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>How much of that it was on hold.</summary>
    public required TimeSpan Hold { get; init; }
}

/// <summary>A waiting contact was given another head start.</summary>
public sealed record ContactPriorityChanged : ContactEvent
{
    /// <summary>Its priority, 0 to 9.</summary>
    public required int Priority { get; init; }

    /// <summary>Its place in line from now on.</summary>
    public required Timestamp Rank { get; init; }
}

/// <summary>A waiting contact needs something else, because its gate's settings have changed.</summary>
public sealed record ContactRequirementsChanged : ContactEvent
{
    /// <summary>What it needs from now on.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }
}

/// <summary>A step of a plan was taken, or what a limit does was done. The event's queue and gate are those after it.</summary>
public sealed record PlanStepped : ContactEvent
{
    /// <summary>Why.</summary>
    public required StepCause Cause { get; init; }

    /// <summary>After how much waiting the step was due; of steps of plans only.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>Whether the step was passed over, because nobody logged in would have served the contact after it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Skipped { get; init; }

    /// <summary>The queue it was in before, if it was moved.</summary>
    public QueueId? FromQueue { get; init; }

    /// <summary>The gate by which it had come there, if it was moved and had come by one.</summary>
    public GateId? FromGate { get; init; }

    /// <summary>What it needs from now on.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>Its priority from now on.</summary>
    public required int Priority { get; init; }

    /// <summary>Its place in line from now on.</summary>
    public required Timestamp Rank { get; init; }
}

/// <summary>A caller hung up and keeps its place; it will be called back.</summary>
public sealed record CallbackRequested : ContactEvent
{
    /// <summary>Whom to call.</summary>
    public required string Number { get; init; }

    /// <summary>When it is given up, if no agent has it.</summary>
    public required Timestamp Expires { get; init; }
}

/// <summary>An agent called back and reached nobody; it is tried again, unless the contact is closed next.</summary>
public sealed record CallbackFailed : ContactEvent
{
    /// <summary>How many attempts there have been.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is tried again; none where it is given up.</summary>
    public Timestamp? NotBefore { get; init; }

    /// <summary>How long the agent was connected, hold included.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>How much of that it was on hold.</summary>
    public required TimeSpan Hold { get; init; }
}

/// <summary>The talk is over and the agent's paperwork begins.</summary>
public sealed record WrapUpStarted : ContactEvent
{
    /// <summary>How long the contact was connected, hold included.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>When the wrap-up ends by itself.</summary>
    public required Timestamp Due { get; init; }
}

/// <summary>A contact is over.</summary>
public sealed record ContactClosed : ContactEvent
{
    /// <summary>Why.</summary>
    public required CloseReason Reason { get; init; }

    /// <summary>How long it waited since it was last put in line until it was connected, or until now.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>How long it was connected to its last agent, hold included.</summary>
    public required TimeSpan Talk { get; init; }

    /// <summary>How much of that it was on hold.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>How long the wrap-up took.</summary>
    public required TimeSpan WrapUp { get; init; }
}
