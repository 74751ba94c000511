using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>The position of the statistics documents in the event sequence.</summary>
/// <param name="Sequence">The sequence number of the last counted event.</param>
/// <param name="At">The time of that event.</param>
/// <param name="Kept">The first slot with stored rows.</param>
/// <param name="NextPace">The next estimator's number.</param>
/// <param name="Figures">The figures' names, in the order of the numbers in the documents.</param>
internal sealed record HeadRow(
    long Sequence, Timestamp At, long Kept, long NextPace, IReadOnlyList<string> Figures);

/// <summary>The settings that figures depend on, as of that event.</summary>
/// <param name="TimeZone">The time zone in which a day begins.</param>
/// <param name="Queues">The queues' targets.</param>
internal sealed record SettingsRow(string TimeZone, IReadOnlyList<TargetRow> Queues);

/// <summary>A queue's service level target and the longest wait of a short abandon.</summary>
internal sealed record TargetRow(QueueId Queue, TimeSpan Target, TimeSpan ShortAbandon);

/// <summary>An agent's activity, stored with each written hour. Its contacts are in their own rows.</summary>
/// <param name="Presence">The presence.</param>
/// <param name="Since">The time until which its time is counted, if its time counts.</param>
/// <param name="Gone">Whether it was removed.</param>
/// <param name="AsOf">
/// The sequence number of the last event that it counts. The greatest one is the newest, which may not be in the last hour if
/// the clock went back.
/// </param>
/// <param name="Reason">The reason why it is not ready, if there is one.</param>
/// <param name="WrapUps">The number of its wrap-ups of contacts that it passed on.</param>
internal sealed record AgentActivityRow(
    Presence Presence,
    Timestamp Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Gone = false,
    long AsOf = 0,
    string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int WrapUps = 0);

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

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Parked { get; init; }

    /// <summary>Whether it has a place in its line's estimator.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Paced { get; init; }

    public AgentId? Agent { get; init; }

    public IReadOnlyList<OfferRow> Offers { get; init; } = [];

    /// <summary>The pending offer among them that is a hand-over.</summary>
    public OfferId? Handover { get; init; }

    public long? ToldP50 { get; init; }

    public long? ToldP90 { get; init; }
}

/// <summary>A pending offer of an open contact.</summary>
internal sealed record OfferRow(OfferId Offer, AgentId Agent);

/// <summary>The throughput of a line or a queue.</summary>
internal sealed record ThroughputRow
{
    public required QueueId Queue { get; init; }

    /// <summary>The line's channel. Null for a whole queue.</summary>
    public ChannelId? Channel { get; init; }

    public IReadOnlyList<Requirement>? Requirements { get; init; }

    /// <summary>When the last answer was, if it left contacts waiting.</summary>
    public Timestamp? Since { get; init; }

    /// <summary>When the last answer was.</summary>
    public Timestamp? LastAnswer { get; init; }

    /// <summary>The number of all intervals so far.</summary>
    public required long Count { get; init; }

    /// <summary>The latest intervals in milliseconds, the newest last.</summary>
    public required IReadOnlyList<long> Intervals { get; init; }
}
