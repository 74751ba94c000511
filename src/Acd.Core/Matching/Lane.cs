namespace Acd.Core.Matching;

/// <summary>
/// A channel and an order that queues in use have for it. Every profile has a roster, and every agent a seat, for each lane.
/// </summary>
internal sealed class RosterKind(int number, int channel, AgentOrder order)
{
    /// <summary>0, 1, 2 … by the order of their making.</summary>
    public int Number { get; } = number;

    /// <summary>The number of the channel.</summary>
    public int Channel { get; } = channel;

    public AgentOrder Order { get; } = order;
}
