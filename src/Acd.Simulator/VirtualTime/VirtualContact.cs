using Acd.Core;

namespace Acd.Simulator;

/// <summary>A contact that is to come on a virtual day. Times are milliseconds from the day's beginning.</summary>
/// <param name="At">When it comes.</param>
/// <param name="Talk">How long its service takes once it is answered, in milliseconds.</param>
/// <param name="Patience">After how many milliseconds in line its caller hangs up; none where it waits for ever.</param>
public sealed record VirtualContact(long At, long Talk, long? Patience = null)
{
    /// <summary>What an agent must have.</summary>
    public IReadOnlyList<Requirement> Needs { get; init; } = [];

    /// <summary>The gate by which it comes; none for the queue <c>default</c>.</summary>
    public GateId? Gate { get; init; }

    /// <summary>0 to 9, the higher the earlier.</summary>
    public int Priority { get; init; }
}

/// <summary>What became of a contact of a virtual day.</summary>
/// <param name="Number">Which one: 0, 1, 2 … by the order in which they came.</param>
/// <param name="Contact">The contact.</param>
/// <param name="LeftQueueAt">The millisecond at which it was answered, or its caller hung up.</param>
/// <param name="Agent">Who answered; none where the caller hung up.</param>
public readonly record struct VirtualOutcome(int Number, VirtualContact Contact, long LeftQueueAt, AgentId? Agent)
{
    /// <summary>Whether an agent answered.</summary>
    public bool Answered => Agent is not null;

    /// <summary>How long it waited, in milliseconds.</summary>
    public long Wait => LeftQueueAt - Contact.At;
}

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
