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

    /// <summary>When it is away in between, by time.</summary>
    public IReadOnlyList<Absence> Away { get; init; } = [];
}

/// <summary>An absence. One that begins while its agent talks begins after the talk.</summary>
/// <param name="From">The millisecond of the day at which it begins.</param>
/// <param name="Length">How many milliseconds it lasts, whenever it begins.</param>
public readonly record struct Absence(long From, long Length);
