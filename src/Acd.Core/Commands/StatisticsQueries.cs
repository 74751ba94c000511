namespace Acd.Core;

/// <summary>A query for statistics: the current counts, and the figures of today or another time.</summary>
public abstract record StatsQuery : Query
{
    /// <summary>
    /// The start. Intervals that begin earlier are left out. By default the start of today in the center's time zone. Nothing
    /// before yesterday is stored.
    /// </summary>
    public Timestamp? From { get; init; }

    /// <summary>
    /// The end, by default now, at most 48 h after the start. Intervals that begin at or after it are left out.
    /// </summary>
    public Timestamp? To { get; init; }

    /// <summary>The length of an interval in minutes, 15 or 30. Null for no intervals.</summary>
    public int? Interval { get; init; }

    /// <summary>How a contact's figures are assigned to intervals.</summary>
    public StatsBasis By { get; init; } = StatsBasis.Outcome;
}

/// <summary>Asks for the board: every queue and the agents now, with the figures of today.</summary>
public sealed record GetBoard : StatsQuery;

/// <summary>Asks for the statistics of the whole center.</summary>
public sealed record GetCenterStats : StatsQuery;

/// <summary>Asks for the statistics of a queue and each of its gates.</summary>
/// <param name="Queue">The queue.</param>
public sealed record GetQueueStats(QueueId Queue) : StatsQuery;

/// <summary>Asks for the statistics of a gate.</summary>
/// <param name="Gate">The gate.</param>
public sealed record GetGateStats(GateId Gate) : StatsQuery;

/// <summary>Asks for the statistics of a skill: the contacts that require it, and the agents who have it.</summary>
/// <param name="Skill">The skill.</param>
public sealed record GetSkillStats(SkillId Skill) : StatsQuery;

/// <summary>Asks for the statistics of an agent.</summary>
/// <param name="Agent">The agent.</param>
public sealed record GetAgentStats(AgentId Agent) : StatsQuery;
