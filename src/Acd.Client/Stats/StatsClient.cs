using System.Globalization;

namespace Acd.Client;

/// <summary>Statistics. Without a time they are those of today in the center's time zone.</summary>
public sealed class StatsClient
{
    private readonly HttpSender _sender;

    internal StatsClient(HttpSender sender) => _sender = sender;

    /// <summary>The center now and its figures.</summary>
    public Task<ContactStats> OfCenterAsync(StatsPeriod? period = null, CancellationToken cancel = default) =>
        OfContactsAsync(new("stats"), period, cancel);

    /// <summary>A queue and its gates.</summary>
    public Task<ContactStats> OfQueueAsync(string id, StatsPeriod? period = null, CancellationToken cancel = default) =>
        OfContactsAsync(new("queues", id, "stats"), period, cancel);

    /// <summary>A gate.</summary>
    public Task<ContactStats> OfGateAsync(string id, StatsPeriod? period = null, CancellationToken cancel = default) =>
        OfContactsAsync(new("gates", id, "stats"), period, cancel);

    /// <summary>The contacts that require a skill, and the agents who have it.</summary>
    public Task<ContactStats> OfSkillAsync(string id, StatsPeriod? period = null, CancellationToken cancel = default) =>
        OfContactsAsync(new("skills", id, "stats"), period, cancel);

    /// <summary>An agent. <see cref="StatsPeriod.By"/> does not count.</summary>
    public Task<AgentStats> OfAgentAsync(string id, StatsPeriod? period = null, CancellationToken cancel = default) =>
        _sender.GetAsync(
            AddTimes(new("agents", id, "stats"), period), ClientJson.Default.AgentStats, cancel);

    private Task<ContactStats> OfContactsAsync(PathBuilder path, StatsPeriod? period, CancellationToken cancel) =>
        _sender.GetAsync(AddTimes(path, period).With("by", period?.By?.Value), ClientJson.Default.ContactStats, cancel);

    private static PathBuilder AddTimes(PathBuilder path, StatsPeriod? period) => path
        .With("from", period?.From)
        .With("to", period?.To)
        .With("interval", period?.Interval is { } length
            ? ((int)length.TotalMinutes).ToString(CultureInfo.InvariantCulture)
            : null);
}

/// <summary>The time that statistics are about.</summary>
public sealed record StatsPeriod
{
    /// <summary>The start. Null for the start of today.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end, at most 48 h after the start. Null for now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The length of the intervals, 15 or 30 min. Null for no intervals.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How figures are assigned to intervals. Null for by outcome.</summary>
    public StatsBasis? By { get; init; }
}
