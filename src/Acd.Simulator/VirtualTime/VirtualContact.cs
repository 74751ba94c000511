using Acd.Core;

namespace Acd.Simulator;

/// <summary>A contact of a virtual day. Times are milliseconds from the day's beginning.</summary>
/// <param name="At">The time of its arrival.</param>
/// <param name="Talk">The length of its talk, in milliseconds.</param>
/// <param name="Patience">The milliseconds of wait after which its caller hangs up; null if it never does.</param>
public sealed record VirtualContact(long At, long Talk, long? Patience = null)
{
    /// <summary>The skills that it requires.</summary>
    public IReadOnlyList<Requirement> Needs { get; init; } = [];

    /// <summary>The gate it enters by; null for the queue <c>default</c>.</summary>
    public GateId? Gate { get; init; }

    /// <summary>The priority, 0 to 9; a higher one goes first.</summary>
    public int Priority { get; init; }
}

/// <summary>The outcome of a contact of a virtual day.</summary>
/// <param name="Number">The contact's number, from 0, by arrival.</param>
/// <param name="Contact">The contact.</param>
/// <param name="LeftQueueAt">The millisecond of the answer or of the hang-up.</param>
/// <param name="Agent">The agent who answered; null if the caller hung up.</param>
public readonly record struct VirtualOutcome(int Number, VirtualContact Contact, long LeftQueueAt, AgentId? Agent)
{
    /// <summary>Whether an agent answered.</summary>
    public bool Answered => Agent is not null;

    /// <summary>The wait, in milliseconds.</summary>
    public long Wait => LeftQueueAt - Contact.At;
}

/// <summary>An agent's shift on a virtual day. Times are milliseconds of the day.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="From">The time of its login.</param>
/// <param name="Until">The time of its logout, which takes effect after its current contact; null if it stays.</param>
public sealed record VirtualShift(AgentId Agent, long From, long? Until = null)
{
    /// <summary>Its skills.</summary>
    public IReadOnlyList<AgentSkill> Skills { get; init; } = [];

    /// <summary>Its absences, by time.</summary>
    public IReadOnlyList<Absence> Away { get; init; } = [];
}

/// <summary>An absence of an agent. It begins after the talk if the agent talks.</summary>
/// <param name="From">The millisecond of the day at which it is due.</param>
/// <param name="Length">Its length in milliseconds, whenever it begins.</param>
public readonly record struct Absence(long From, long Length);
