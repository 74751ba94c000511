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
