namespace Acd.Core.Matching;

/// <summary>
/// By what a queue orders the agents who are ready for a contact: the least key goes first. A strategy is a file in this
/// folder and a line in <see cref="Of"/>; the keys must be such that no two agents have the same one.
/// </summary>
internal abstract class AgentOrder
{
    /// <summary>The strategy, and from when on an agent counts as idle, in its words.</summary>
    public AgentOrderKey Key { get; private init; }

    /// <summary>An agent's key among those of its skills. It may change only when the agent is seated anew.</summary>
    public abstract HeapKey KeyOf(Agent agent);

    /// <summary>What is added to the first part of the keys of all agents with the same skills, for a line's needs.</summary>
    public virtual long BiasOf(SkillProfile profile, Requirement[] requirements) => 0;

    /// <summary>Why the first one goes first, to follow "Of the agents who were ready for it,".</summary>
    public abstract string Why { get; }

    public static AgentOrder Of(AgentOrderKey ordering) => ordering.Strategy switch
    {
        Strategy.LongestIdle => new LongestIdle { Key = ordering },
        Strategy.LeastLoaded => new LeastLoaded { Key = ordering },
        Strategy.FewestContacts => new FewestContacts { Key = ordering },
        Strategy.MostSkilled => new MostSkilled { Key = ordering },
        Strategy.RoundRobin => new RoundRobin { Key = ordering },
        _ => throw new InvalidOperationException($"{ordering.Strategy} is no strategy."),
    };

    /// <summary>Since when an agent is idle, as the queue counts it; of no two agents the same.</summary>
    protected long IdleOf(Agent agent) =>
        Key.IdleBasis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder;
}

/// <summary>A queue's choice of an order; the longest idle where it says nothing.</summary>
internal readonly record struct AgentOrderKey(Strategy Strategy, IdleBasis IdleBasis)
{
    public static AgentOrderKey Of(QueueSettings queue) => new(queue.Strategy, queue.IdleBasis);
}

/// <summary>The longest available agent.</summary>
internal sealed class LongestIdle : AgentOrder
{
    public override string Why => "it was the longest idle";

    public override HeapKey KeyOf(Agent agent) => new(IdleOf(agent), 0);
}

/// <summary>The agent with the least of its capacity taken, in millionths.</summary>
internal sealed class LeastLoaded : AgentOrder
{
    private const long Whole = 1_000_000;

    public override string Why => "it had the least of its capacity taken";

    public override HeapKey KeyOf(Agent agent) => new(agent.UsedCapacity * Whole / agent.Profile.Capacity, IdleOf(agent));
}

/// <summary>The agent that has accepted the fewest contacts today.</summary>
internal sealed class FewestContacts : AgentOrder
{
    public override string Why => "it had accepted the fewest contacts today";

    public override HeapKey KeyOf(Agent agent) => new(agent.ContactsToday, IdleOf(agent));
}

/// <summary>
/// The agent whose levels in the skills that are required have the greatest sum: the same for all who share a profile.
/// </summary>
internal sealed class MostSkilled : AgentOrder
{
    public override string Why => "its levels in the skills that are required had the greatest sum";

    public override HeapKey KeyOf(Agent agent) => new(0, IdleOf(agent));

    public override long BiasOf(SkillProfile profile, Requirement[] requirements)
    {
        var sum = 0;
        foreach (var requirement in requirements) sum += profile.LevelOf(requirement.Skill);
        return -sum;
    }
}

/// <summary>The agent whose last offer is the longest ago.</summary>
internal sealed class RoundRobin : AgentOrder
{
    public override string Why => "its last offer was the longest ago";

    public override HeapKey KeyOf(Agent agent) => new(agent.LastOffer, IdleOf(agent));
}
