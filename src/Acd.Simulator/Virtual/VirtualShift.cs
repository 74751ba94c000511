using Acd.Core;

namespace Acd.Simulator;

/// <summary>An agent's virtual day: when it is at work, and what it can. Times are milliseconds of the day.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="From">When it logs in.</param>
/// <param name="Until">When it takes no more contacts, and is gone after the one it has; none where it stays.</param>
public sealed record VirtualShift(AgentId Agent, long From, long? Until = null)
{
    /// <summary>What it can.</summary>
    public IReadOnlyList<AgentSkill> Skills { get; init; } = [];

    /// <summary>When it is away in between, by time; no absence overlaps another.</summary>
    public IReadOnlyList<Absence> Away { get; init; } = [];
}

/// <summary>A stretch of a virtual day, in milliseconds.</summary>
/// <param name="From">Its first millisecond.</param>
/// <param name="Until">The millisecond after its last.</param>
public readonly record struct Absence(long From, long Until);
