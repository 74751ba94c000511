namespace Acd.Core;

/// <summary>Answers statistics queries.</summary>
internal sealed class StatisticsQueryHandler(EngineState state)
{
    private readonly BoardBuilder _board = new(state);

    private StatisticsProjection Statistics => state.Statistics;

    private StatisticsRegistry Registry => Statistics.Registry;

    public Reply Answer(StatsQuery query, Timestamp now)
    {
        if (StatsRange.Of(query, Statistics, now, out var range) is { } refusal) return refusal;
        return query switch
        {
            GetBoard => _board.Build(range, now),
            GetCenterStats => CenterStatistics(query, range, now),
            GetQueueStats queue => QueueStatistics(queue, range, now),
            GetGateStats gate => GateStatistics(gate, range, now),
            GetSkillStats skill => SkillStatistics(skill, range, now),
            GetAgentStats agent => AgentStatisticsOf(agent, range, now),
            _ => throw new InvalidOperationException($"{query.GetType().Name} is not a statistics query."),
        };
    }

    /// <summary>
    /// The estimated remaining wait of a waiting contact. Null before the statistics are loaded; the query does not wait for
    /// that.
    /// </summary>
    public EstimatedWait? EstimateOf(ContactId id)
    {
        if (!state.HasStatistics) return null;
        if (!Registry.Contacts.TryGetValue(id, out var contact) || contact.State != ContactState.Queued) return null;
        if (ThroughputEstimators.EstimateWait(contact) is not var (estimate, estimator)) return null;
        return new EstimatedWait(
            TimeSpan.FromMilliseconds(estimate.P50), TimeSpan.FromMilliseconds(estimate.P90),
            estimator.Key.Channel is null ? "queue" : "line", estimator.Intervals.Used);
    }

    private ContactStatsReply CenterStatistics(StatsQuery query, StatsRange range, Timestamp now)
    {
        var total = new FigureTotals(FigureTotals.AgentWidth);
        List<long> contacts = [], times = [];
        foreach (var agent in Registry.Agents)
        {
            var sum = agent.SumOfDay(range.From, range.To, now);
            total.Add(sum);
            if (sum[Figure.LoggedInTime] == 0) continue;
            contacts.Add(sum[Figure.Answered] + sum[Figure.CallbacksAnswered]);
            times.Add(sum[Figure.TalkTime] + sum[Figure.WrapUpTime]);
        }

        return ContactStatisticsOf([Registry.Center], Registry.Gates.Select(gate => gate.Statistics), query, range, now) with
        {
            Agents = CurrentCounts.Agents(Registry.Agents),
            AgentTotal = FigureCalculator.OfAgent(total),
            Fairness = new FairnessFigures(
                contacts.Count, FigureCalculator.Fairness(contacts), FigureCalculator.Fairness(times)),
        };
    }

    private Reply QueueStatistics(GetQueueStats query, StatsRange range, Timestamp now)
    {
        // The figures of a removed queue stay for as long as they are kept.
        if (state.FindQueue(query.Queue) is null && Registry.FindQueue(query.Queue) is not { HasFigures: true })
            return Refusals.QueueUnknown(query.Queue);
        var gates = Registry.Gates.Where(gate => gate.Queue == query.Queue)
            .OrderBy(gate => gate.Gate?.Value, StringComparer.Ordinal).ToList();
        var open = gates.Select(gate => gate.Statistics);
        return ContactStatisticsOf([Registry.QueueOf(query.Queue)], open, query, range, now) with
        {
            Gates = [.. gates.Select(gate => new GateFigures(
                gate.Gate, CurrentCounts.Contacts([gate.Statistics], [gate.Statistics], now),
                FigureCalculator.OfContacts(Sum([gate.Statistics], query, range))))],
        };
    }

    private Reply GateStatistics(GetGateStats query, StatsRange range, Timestamp now)
    {
        var sources = Registry.Gates.Where(gate => gate.Gate == query.Gate).Select(gate => gate.Statistics).ToList();
        var isKnown = state.Settings.Gates.Any(gate => gate.Id == query.Gate) || sources.Exists(source => source.HasFigures);
        if (!isKnown) return Refusals.GateUnknown(query.Gate);
        return ContactStatisticsOf(sources, sources, query, range, now);
    }

    private ContactStatsReply SkillStatistics(GetSkillStats query, StatsRange range, Timestamp now)
    {
        ContactStatistics[] sources = Registry.FindSkill(query.Skill) is { } source ? [source] : [];
        var open = Registry.Gates.Select(gate => gate.Statistics);
        var reply = ContactStatisticsOf(sources, open, query, range, now,
            contact => contact.Requirements.Any(requirement => requirement.Skill == query.Skill));
        return reply with
        {
            Agents = CurrentCounts.Agents(Registry.Agents.Where(agent => agent.Skills.Any(skill => skill.Skill == query.Skill))),
        };
    }

    private Reply AgentStatisticsOf(GetAgentStats query, StatsRange range, Timestamp now)
    {
        if (!state.Agents.ContainsKey(query.Agent) || Registry.FindAgent(query.Agent) is not { } agent)
            return Refusals.AgentUnknown(query.Agent);
        AgentFigures Figures(StatsRange range) => FigureCalculator.OfAgent(agent.Sum(range.From, range.To, now)) with
        {
            NotReadyReasons = agent.NotReadyReasons(range.From, range.To, now),
        };
        return new AgentStatsReply(
            now, Statistics.Calendar.TimeZone, new AgentNow(
                agent.Presence, agent.Offered, agent.Connected, agent.WrapUp + agent.OwnWrapUps),
            TimeSlots.Start(range.From), TimeSlots.Start(range.To), Figures(range))
        {
            Intervals = query.Interval is not { } minutes ? null : [.. range.Split(minutes, Statistics.Calendar).Select(part =>
                new AgentInterval(TimeSlots.Start(part.From), TimeSlots.Start(part.To), Figures(part)))],
        };
    }

    private ContactStatsReply ContactStatisticsOf(
        IReadOnlyList<ContactStatistics> sources, IEnumerable<ContactStatistics> open, StatsQuery query, StatsRange range,
        Timestamp now, Predicate<OpenContact>? which = null) =>
        new(now, Statistics.Calendar.TimeZone, query.By, CurrentCounts.Contacts(sources, open, now, which),
            TimeSlots.Start(range.From), TimeSlots.Start(range.To), FigureCalculator.OfContacts(Sum(sources, query, range)))
        {
            Intervals = query.Interval is not { } minutes ? null : [.. range.Split(minutes, Statistics.Calendar).Select(part =>
                new ContactInterval(
                    TimeSlots.Start(part.From), TimeSlots.Start(part.To),
                    FigureCalculator.OfContacts(Sum(sources, query, part))))],
        };

    private static FigureTotals Sum(IReadOnlyList<ContactStatistics> sources, StatsQuery query, StatsRange range)
    {
        var sum = new FigureTotals(FigureTotals.FullWidth);
        foreach (var source in sources)
            sum.Add((query.By == StatsBasis.Arrival ? source.Arrivals : source.Outcomes).Sum(range.From, range.To));
        return sum;
    }
}
