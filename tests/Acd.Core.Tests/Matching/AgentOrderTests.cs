using Acd.Core.Matching;

namespace Acd.Core.Tests.Matching;

/// <summary>Every strategy, compared with a scan of all agents.</summary>
public sealed class AgentOrderTests
{
    private readonly Random _random = new(7);
    private readonly List<Agent> _agents = [];
    private readonly MatchIndex _matcher = new(_ => { });
    private readonly Contact _contact;
    private long _order;

    public AgentOrderTests()
    {
        var channels = new ChannelTable([new(ChannelId.Voice, 10, MaxOffers: 3)]);
        _contact = new Contact(new("c"), 1, ChannelId.Voice)
        {
            Line = _matcher.AcquireLine(RequirementsKey.Of(QueueId.Default, 0, []), []),
            Requirements = [],
        };
        for (var number = 0; number < 60; number++)
        {
            var skills = Enumerable.Range(0, 4).Where(_ => _random.Next(2) == 0)
                .Select(skill => new AgentSkill(new($"s{skill}"), _random.Next(1, 11)));
            var profile = new AgentProfile { Skills = [.. skills], Capacity = _random.Next(20, 60) };
            var agent = new Agent(new($"a{number}"), number + 1, profile, channels)
            {
                IdleOrder = ++_order,
                ContactOrder = 1000 - _order,
            };
            _agents.Add(agent);
            _matcher.AddRosterEntries(agent);
            _matcher.AddAgent(agent);
        }
    }

    public static TheoryData<Strategy, IdleBasis> Orderings
    {
        get
        {
            var keys = new TheoryData<Strategy, IdleBasis>();
            foreach (var strategy in Enum.GetValues<Strategy>())
                foreach (var basis in Enum.GetValues<IdleBasis>()) keys.Add(strategy, basis);
            return keys;
        }
    }

    [Theory]
    [MemberData(nameof(Orderings))]
    public void The_best_agent_is_the_one_that_a_scan_finds(Strategy strategy, IdleBasis basis)
    {
        var lines = MakeLines(new AgentOrderKey(strategy, basis));
        for (var step = 0; step < 2000; step++) CheckAfterOneChange(lines, strategy, basis);
    }

    [Fact]
    public void Lines_whose_queue_changes_its_strategy_look_in_the_new_order_at_once()
    {
        var lines = MakeLines(default);
        for (var step = 0; step < 500; step++)
        {
            var (strategy, basis) = (PickOne<Strategy>(), PickOne<IdleBasis>());
            _matcher.Reorder(QueueId.Default, new AgentOrderKey(strategy, basis), _agents);
            for (var change = 0; change < 5; change++) CheckAfterOneChange(lines, strategy, basis);
        }
    }

    private void CheckAfterOneChange(WaitingLine[] lines, Strategy strategy, IdleBasis basis)
    {
        ChangeOneAgent();
        var line = lines[_random.Next(lines.Length)];
        var expected = _agents
            .Where(agent => agent.Presence == Presence.Available && agent.UsedCapacity + 10 <= agent.Profile.Capacity)
            .Where(agent => agent.Offers.Count(offer => offer.Rings) < 3)
            .Where(agent => agent.SkillProfile!.Serves(line.Key.Requirements))
            .OrderBy(agent => agent.Offers.Exists(offer => offer.Rings))
            .ThenBy(agent => KeyOf(agent, strategy, line.Key.Requirements))
            .ThenBy(agent => basis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder).ToList();

        Assert.Same(expected.FirstOrDefault(), line.BestRoster()?.First);
        if (_random.Next(10) == 0) Assert.Equal(expected.Take(4), line.BestAgents(4, _ => true));
    }

    private void ChangeOneAgent()
    {
        var agent = _agents[_random.Next(_agents.Count)];
        var before = agent.Presence;
        agent.Presence = _random.Next(3) == 0 ? Presence.NotReady : Presence.Available;
        if (_random.Next(2) == 0) agent.IdleOrder = ++_order;
        if (_random.Next(2) == 0) agent.ContactOrder = 1000 + ++_order;
        if (_random.Next(2) == 0) TakeOrGiveBack(agent);
        if (_random.Next(4) == 0 && agent.Offers.Count > 0) agent.StopRinging(agent.Offers[0]);
        agent.ContactsToday = _random.Next(4);
        _matcher.PresenceChanged(agent, before);
    }

    private void TakeOrGiveBack(Agent agent)
    {
        if (agent.UsedCapacity > 0 && _random.Next(2) == 0)
        {
            agent.OfferOrder = Math.Max(agent.OfferOrder, agent.Offers[0].Number);
            agent.RemoveOffer(agent.Offers[0]);
            return;
        }

        if (!agent.HasRoomFor(0)) return;
        var document = new OfferDocument(Offer.IdOf(++_order), agent.Id, OfferState.Pending, default, default) { Cost = 10 };
        agent.AddOffer(new Offer(document, _contact, agent) { Rings = _random.Next(2) == 0 });
    }

    private WaitingLine[] MakeLines(AgentOrderKey order) =>
    [
        .. Enumerable.Range(0, 4)
            .Select(skill => RequirementsKey.Of(QueueId.Default, 0, [new(new($"s{skill}")), new(new($"s{(skill + 1) % 4}"), 3)]))
            .Select(key => _matcher.AcquireLine(key, _agents, order)),
    ];

    private static long KeyOf(Agent agent, Strategy strategy, Requirement[] requirements) => strategy switch
    {
        Strategy.LongestIdle => 0,
        Strategy.LeastLoaded => agent.UsedCapacity * 1_000_000L / agent.Profile.Capacity,
        Strategy.FewestContacts => agent.ContactsToday,
        Strategy.MostSkilled => -requirements.Sum(requirement =>
            agent.Profile.Skills.Single(skill => skill.Skill == requirement.Skill).Level),
        Strategy.RoundRobin => agent.LastOffer,
        _ => throw new InvalidOperationException($"{strategy} has no key here."),
    };

    private T PickOne<T>() where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        return all[_random.Next(all.Length)];
    }
}
