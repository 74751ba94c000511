namespace Acd.Core.Matching;

/// <summary>
/// The order in which a queue considers ready agents; the least key is first. An agent at which a contact rings is not idle,
/// and comes after all others. A new strategy is a subclass here and a line in <see cref="Of"/>. No two agents may have the
/// same key.
/// </summary>
internal abstract class AgentOrder
{
    /// <summary>What the first part of a key has more while a contact rings at the agent. No other key is as great.</summary>
    public const long RingingLast = 1L << 60;

    /// <summary>The strategy and the idle basis.</summary>
    public AgentOrderKey Key { get; private init; }

    /// <summary>
    /// An agent's key among the agents of its skill profile. It may change only together with the roster entries.
    /// </summary>
    public HeapKey KeyOf(Agent agent)
    {
        var key = IdleKeyOf(agent);
        return agent.Ringing == 0 ? key : new HeapKey(key.First + RingingLast, key.Then);
    }

    /// <summary>An agent's key while nothing rings at it.</summary>
    protected abstract HeapKey IdleKeyOf(Agent agent);

    /// <summary>
    /// The bias for all agents of a profile, added to the first part of their keys, for a line's requirements.
    /// </summary>
    public virtual long BiasOf(SkillProfile profile, Requirement[] requirements) => 0;

    /// <summary>The reason for the first agent, in words that follow "Of the ready agents,".</summary>
    public abstract string Why { get; }

    public static AgentOrder Of(AgentOrderKey orderKey) => orderKey.Strategy switch
    {
        Strategy.LongestIdle => new LongestIdle { Key = orderKey },
        Strategy.LeastLoaded => new LeastLoaded { Key = orderKey },
        Strategy.FewestContacts => new FewestContacts { Key = orderKey },
        Strategy.MostSkilled => new MostSkilled { Key = orderKey },
        Strategy.RoundRobin => new RoundRobin { Key = orderKey },
        _ => throw new InvalidOperationException($"{orderKey.Strategy} is not a known strategy."),
    };

    /// <summary>Since when an agent is idle, by the queue's basis. Unique among agents.</summary>
    protected long IdleOf(Agent agent) =>
        Key.IdleBasis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder;
}

/// <summary>A queue's choice of an order. The default is the longest idle.</summary>
internal readonly record struct AgentOrderKey(Strategy Strategy, IdleBasis IdleBasis)
{
    public static AgentOrderKey Of(QueueSettings queue) => new(queue.Strategy, queue.IdleBasis);
}

/// <summary>The agent that is idle the longest.</summary>
internal sealed class LongestIdle : AgentOrder
{
    public override string Why => "it was the longest idle";

    protected override HeapKey IdleKeyOf(Agent agent) => new(IdleOf(agent), 0);
}

/// <summary>The agent with the least of its capacity taken, in millionths.</summary>
internal sealed class LeastLoaded : AgentOrder
{
    private const long Whole = 1_000_000;

    public override string Why => "it had the least of its capacity taken";

    protected override HeapKey IdleKeyOf(Agent agent) => new(agent.UsedCapacity * Whole / agent.Profile.Capacity, IdleOf(agent));
}

/// <summary>The agent that has accepted the fewest contacts today.</summary>
internal sealed class FewestContacts : AgentOrder
{
    public override string Why => "it had accepted the fewest contacts today";

    protected override HeapKey IdleKeyOf(Agent agent) => new(agent.ContactsToday, IdleOf(agent));
}

/// <summary>
/// The agent with the greatest sum of levels in the required skills. All agents of a profile have the same sum.
/// </summary>
internal sealed class MostSkilled : AgentOrder
{
    public override string Why => "it had the greatest sum of levels in the required skills";

    protected override HeapKey IdleKeyOf(Agent agent) => new(0, IdleOf(agent));

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

    protected override HeapKey IdleKeyOf(Agent agent) => new(agent.LastOffer, IdleOf(agent));
}
