namespace Acd.Core.Matching;

/// <summary>The agent whose last offer is the longest ago.</summary>
internal sealed class RoundRobin : AgentOrder
{
    public override string Why => "its last offer was the longest ago";

    public override HeapKey KeyOf(Agent agent) => new(agent.LastOffer, IdleOf(agent));
}
