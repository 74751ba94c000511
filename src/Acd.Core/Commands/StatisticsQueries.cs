namespace Acd.Core;

/// <summary>Statistics: how things stand now, and the figures of today or of another time.</summary>
public abstract record StatsQuery : Query
{
    /// <summary>
    /// From when on: intervals that begin before are left out. Without it, the beginning of today by the center's time zone.
    /// What is before yesterday is not kept.
    /// </summary>
    public Timestamp? From { get; init; }

    /// <summary>Up to when: intervals that begin then or later are left out. Without it, now. At most 48 h later.</summary>
    public Timestamp? To { get; init; }

    /// <summary>How long an interval is, in minutes: 15 or 30; none where no intervals are wanted.</summary>
    public int? Interval { get; init; }

    /// <summary>By what a contact's figures are booked.</summary>
    public StatsBasis By { get; init; } = StatsBasis.Outcome;
}

/// <summary>Statistics of the whole center.</summary>
public sealed record GetCenterStats : StatsQuery;

/// <summary>Statistics of a queue and each of its gates.</summary>
/// <param name="Queue">The queue.</param>
public sealed record GetQueueStats(QueueId Queue) : StatsQuery;

/// <summary>Statistics of a gate.</summary>
/// <param name="Gate">The gate.</param>
public sealed record GetGateStats(GateId Gate) : StatsQuery;

/// <summary>Statistics of a skill: of the contacts that require it, and of the agents who have it.</summary>
/// <param name="Skill">The skill.</param>
public sealed record GetSkillStats(SkillId Skill) : StatsQuery;

/// <summary>Statistics of an agent.</summary>
/// <param name="Agent">The agent.</param>
public sealed record GetAgentStats(AgentId Agent) : StatsQuery;
