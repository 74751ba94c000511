namespace Acd.Core.Matching;

/// <summary>The agent that has accepted the fewest contacts today.</summary>
internal sealed class FewestContacts : AgentOrder
{
    public override string Why => "it had accepted the fewest contacts today";

    public override HeapKey KeyOf(Agent agent) => new(agent.ContactsToday, IdleOf(agent));
}
