namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private long _lastOrder;

    private long NextOrder() => _lastOrder = Math.Max(_now.Milliseconds * 4096, _lastOrder + 1);

    /// <summary>Moves an agent to the end of both idle orders after it took or finished a contact.</summary>
    private void RenewIdleOrders(ModelAgent agent) => agent.IdleOrder = agent.ContactOrder = NextOrder();

    /// <summary>The ready agents for a contact, in the order of its queue's strategy.</summary>
    private List<ModelAgent> ByStrategy(IEnumerable<ModelAgent> agents, ModelContact contact)
    {
        var queue = QueueOf(contact);
        return
        [
            .. agents.OrderBy(IsRinging)
                .ThenBy(agent => KeyOf(agent, queue.Strategy, contact))
                .ThenBy(agent => queue.IdleBasis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder)
                .ThenBy(agent => agent.Sequence),
        ];
    }

    private long KeyOf(ModelAgent agent, Strategy strategy, ModelContact contact) => strategy switch
    {
        Strategy.LongestIdle => 0,
        Strategy.LeastLoaded => Taken(agent) * 1_000_000L / agent.Profile.Capacity,
        Strategy.FewestContacts => agent.CountedDay == Today ? agent.ContactsToday : 0,
        Strategy.MostSkilled => -contact.Requirements.Sum(requirement => agent.LevelOf(requirement.Skill)),
        Strategy.RoundRobin => agent.LastOffer,
        _ => throw new NotSupportedException($"The model knows no {strategy}."),
    };

    private DateOnly Today => ModelHours.DayOf(_settings.TimeZone, _now);

    private void CountAccepted(ModelAgent agent)
    {
        agent.ContactsToday = agent.CountedDay == Today ? agent.ContactsToday + 1 : 1;
        agent.CountedDay = Today;
    }
}
