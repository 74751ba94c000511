namespace Acd.Core.Matching;

/// <summary>The agent with the least of its capacity taken, in millionths.</summary>
internal sealed class LeastLoaded : AgentOrder
{
    private const long Whole = 1_000_000;

    public override string Why => "it had the least of its capacity taken";

    public override HeapKey KeyOf(Agent agent) => new(agent.UsedCapacity * Whole / agent.Profile.Capacity, IdleOf(agent));
}
