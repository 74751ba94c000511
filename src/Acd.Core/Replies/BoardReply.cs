namespace Acd.Core;

/// <summary>The board: the center, its queues and its agents at one moment, with the figures of today.</summary>
/// <param name="Sequence">The number of the last event that it knows.</param>
/// <param name="At">The time of the reply.</param>
/// <param name="Center">The whole center.</param>
/// <param name="Queues">The queues, by creation.</param>
/// <param name="Agents">The agents by state.</param>
public sealed record BoardReply(
    long Sequence, Timestamp At, BoardTotals Center, IReadOnlyList<BoardQueue> Queues, BoardAgents Agents) : Reply
{
    /// <summary>The thresholds that are passed at the moment.</summary>
    public IReadOnlyList<BoardAlarm> Alarms { get; init; } = [];
}

/// <summary>The whole center on the board.</summary>
public sealed record BoardTotals : BoardFigures;

/// <summary>A queue on the board.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Name">Its display name; its id where it has none.</param>
public sealed record BoardQueue(QueueId Queue, string Name) : BoardFigures
{
    /// <summary>The time within which an answer counts for the service level.</summary>
    public TimeSpan Target { get; init; }

    /// <summary>Half of those who entered now would wait no longer. Null without recent answers.</summary>
    public TimeSpan? Estimate { get; init; }

    /// <summary>Nine tenths of those who entered now would wait no longer. Null without recent answers.</summary>
    public TimeSpan? EstimateP90 { get; init; }
}

/// <summary>What waits now, and the figures of today. A contact counts where its wait ended.</summary>
public abstract record BoardFigures
{
    /// <summary>Whether contacts may enter, by settings and hours; of the center, whether it is open.</summary>
    public bool Open { get; init; }

    /// <summary>Contacts in line, callbacks included.</summary>
    public int Waiting { get; init; }

    /// <summary>Contacts offered to an agent.</summary>
    public int Ringing { get; init; }

    /// <summary>Contacts connected to an agent.</summary>
    public int Connected { get; init; }

    /// <summary>Contacts in wrap-up.</summary>
    public int WrapUp { get; init; }

    /// <summary>The callbacks among the waiting and ringing contacts.</summary>
    public int Callbacks { get; init; }

    /// <summary>Waiting contacts whose skills no available or not ready agent has.</summary>
    public int Unservable { get; init; }

    /// <summary>When the longest wait began, in line or ringing, without callbacks. Null if none waits.</summary>
    public Timestamp? LongestWaitingSince { get; init; }

    /// <summary>
    /// Available agents who have the skills of a gate of the queue, or of a contact in it; of a queue without both, and of the
    /// center, all available agents. Null in a center with too many gates and kinds of agents to count them each second.
    /// </summary>
    public int? Available { get; init; }

    /// <summary>Contacts that came: entered, moved or transferred here. Of the center, entered.</summary>
    public long Offered { get; init; }

    /// <summary>Answered contacts, without callbacks.</summary>
    public long Answered { get; init; }

    /// <summary>Abandoned contacts, without callbacks.</summary>
    public long Abandoned { get; init; }

    /// <summary>Answered within the target ÷ (answered + abandoned + expired + overflowed), 0 to 1. Null if none.</summary>
    public decimal? ServiceLevel { get; init; }

    /// <summary>Abandoned ÷ (answered + abandoned + expired + overflowed), 0 to 1. Null if none.</summary>
    public decimal? AbandonedShare { get; init; }

    /// <summary>The average wait of answered contacts.</summary>
    public TimeSpan? AverageSpeedOfAnswer { get; init; }
}

/// <summary>The agents by state. Each is in one of them.</summary>
/// <param name="Idle">Available, without contacts.</param>
/// <param name="Ringing">With an offer only.</param>
/// <param name="Busy">Connected to a contact.</param>
/// <param name="WrapUp">In wrap-up, without a connected contact.</param>
/// <param name="NotReady">Not ready, without a connected contact and wrap-up.</param>
/// <param name="Offline">Offline, with or without contacts.</param>
public sealed record BoardAgents(int Idle, int Ringing, int Busy, int WrapUp, int NotReady, int Offline);

/// <summary>A threshold that is passed.</summary>
/// <param name="Id">The alarm's id.</param>
/// <param name="Queue">The queue. Null for the center.</param>
/// <param name="Kind">Which figure passed its threshold.</param>
/// <param name="Since">Since when.</param>
public sealed record BoardAlarm(string Id, QueueId? Queue, string Kind, Timestamp Since);
