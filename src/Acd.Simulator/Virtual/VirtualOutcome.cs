using Acd.Core;

namespace Acd.Simulator;

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
