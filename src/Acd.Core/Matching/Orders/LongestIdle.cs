namespace Acd.Core.Matching;

/// <summary>The longest available agent.</summary>
internal sealed class LongestIdle : AgentOrder
{
    public override string Why => "it was the longest idle";

    public override HeapKey KeyOf(Agent agent) => new(IdleOf(agent), 0);
}
