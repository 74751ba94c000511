using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>Up to which event the boards' documents count.</summary>
/// <param name="Sequence">The event's number.</param>
/// <param name="At">Its time.</param>
/// <param name="Kept">The first slot of which rows are kept.</param>
/// <param name="NextPace">The number of the next pace.</param>
/// <param name="Figures">The figures' names, in the order in which the documents have their numbers.</param>
internal sealed record HeadRow(
    long Sequence, Timestamp At, long Kept, long NextPace, IReadOnlyList<string>? Figures = null);

/// <summary>What of the center's settings the figures depended on at that event.</summary>
/// <param name="TimeZone">The zone in which a day begins.</param>
/// <param name="Queues">The queues' targets.</param>
internal sealed record SettingsRow(string TimeZone, IReadOnlyList<TargetRow> Queues);

/// <summary>A queue's target, and up to which wait an abandoned contact is a short abandon.</summary>
internal sealed record TargetRow(QueueId Queue, TimeSpan Target, TimeSpan ShortAbandon);

/// <summary>
/// What an agent is doing; it stands with each hour that is written. What it has stands in the contacts' rows.
/// </summary>
/// <param name="Presence">What it says of itself.</param>
/// <param name="Since">Up to when its time is booked, where it counts for anything.</param>
/// <param name="Gone">Whether it was removed.</param>
/// <param name="AsOf">
/// The number of the last event that it counts: the greatest is the newest, which need not be the last hour's where clocks go
/// back.
/// </param>
internal sealed record AgentActivityRow(
    Presence Presence,
    Timestamp Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Gone = false,
    long AsOf = 0);

/// <summary>An open contact.</summary>
internal sealed record ContactRow
{
    public required long Sequence { get; init; }

    public required QueueId Queue { get; init; }

    public GateId? Gate { get; init; }

    public required ChannelId Channel { get; init; }

    public required IReadOnlyList<Requirement> Requirements { get; init; }

    public required Timestamp Rank { get; init; }

    public required ContactState State { get; init; }

    public required Timestamp Began { get; init; }

    public required Timestamp WaitingSince { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Callback { get; init; }

    /// <summary>Whether its place in line counts for the pace of the line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Paced { get; init; }

    public AgentId? Agent { get; init; }

    public IReadOnlyList<OfferRow> Offers { get; init; } = [];

    public long? ToldP50 { get; init; }

    public long? ToldP90 { get; init; }
}

/// <summary>A pending offer of an open contact.</summary>
internal sealed record OfferRow(OfferId Offer, AgentId Agent);

/// <summary>How fast the contacts of a line, or of a queue, are answered.</summary>
internal sealed record ThroughputRow
{
    public required QueueId Queue { get; init; }

    /// <summary>The channel and the requirements of the line; none for the pace of the whole queue.</summary>
    public ChannelId? Channel { get; init; }

    public IReadOnlyList<Requirement>? Requirements { get; init; }

    /// <summary>When the last answer was, if somebody was left waiting then.</summary>
    public Timestamp? Since { get; init; }

    /// <summary>When the last answer was.</summary>
    public Timestamp? LastAnswer { get; init; }

    /// <summary>How many intervals there have been.</summary>
    public required long Count { get; init; }

    /// <summary>The latest of them in milliseconds, the newest last.</summary>
    public required IReadOnlyList<long> Intervals { get; init; }
}
