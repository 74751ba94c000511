namespace Acd.Core;

/// <summary>Answers queries about boards.</summary>
internal sealed class StatisticsQueryHandler(EngineState center)
{
    private StatisticsProjection Statistics => center.Statistics;

    private StatisticsRegistry Registry => Statistics.Registry;

    public Reply Answer(StatsQuery query, Timestamp now)
    {
        if (StatsRange.Of(query, Statistics, now, out var range) is { } refusal) return refusal;
        return query switch
        {
            GetCenterStats => CenterStatistics(query, range, now),
            GetQueueStats queue => QueueStatistics(queue, range, now),
            GetGateStats gate => GateStatistics(gate, range, now),
            GetSkillStats skill => SkillStatistics(skill, range, now),
            GetAgentStats agent => AgentStatisticsOf(agent, range, now),
            _ => throw new InvalidOperationException($"{query.GetType().Name} asks for no board."),
        };
    }

    /// <summary>
    /// How long a waiting contact will wait from now on. As long as the boards are not made yet nobody knows, and nobody waits
    /// for them.
    /// </summary>
    public EstimatedWait? EstimateOf(ContactId id)
    {
        if (!center.HasStatistics) return null;
        if (!Registry.Contacts.TryGetValue(id, out var contact) || contact.State != ContactState.Queued) return null;
        if (ThroughputEstimators.EstimateWait(contact) is not var (estimate, pace)) return null;
        return new EstimatedWait(
            TimeSpan.FromMilliseconds(estimate.P50), TimeSpan.FromMilliseconds(estimate.P90),
            pace.Key.Channel is null ? "queue" : "line", pace.Intervals.Used);
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

        return ContactStatisticsOf([Registry.Center], Registry.Gates.Select(gate => gate.Board), query, range, now) with
        {
            Agents = CurrentCounts.Agents(Registry.Agents),
            AgentTotal = FigureCalculator.OfAgent(total),
            Fairness = new FairnessFigures(
                contacts.Count, FigureCalculator.Fairness(contacts), FigureCalculator.Fairness(times)),
        };
    }

    private Reply QueueStatistics(GetQueueStats query, StatsRange range, Timestamp now)
    {
        if (center.FindQueue(query.Queue) is null) return Refusals.QueueUnknown(query.Queue);
        var gates = Registry.Gates.Where(gate => gate.Queue == query.Queue)
            .OrderBy(gate => gate.Gate?.Value, StringComparer.Ordinal).ToList();
        return ContactStatisticsOf([Registry.QueueOf(query.Queue)], gates.Select(gate => gate.Board), query, range, now) with
        {
            Gates = [.. gates.Select(gate => new GateFigures(
                gate.Gate, CurrentCounts.Contacts([gate.Board], [gate.Board], now),
                FigureCalculator.OfContacts(Sum([gate.Board], query, range))))],
        };
    }

    private Reply GateStatistics(GetGateStats query, StatsRange range, Timestamp now)
    {
        if (center.Settings.Gates.All(gate => gate.Id != query.Gate)) return Refusals.GateUnknown(query.Gate);
        var boards = Registry.Gates.Where(gate => gate.Gate == query.Gate).Select(gate => gate.Board).ToList();
        return ContactStatisticsOf(boards, boards, query, range, now);
    }

    private ContactStatsReply SkillStatistics(GetSkillStats query, StatsRange range, Timestamp now)
    {
        ContactStatistics[] boards = Registry.FindSkill(query.Skill) is { } board ? [board] : [];
        var open = Registry.Gates.Select(gate => gate.Board);
        var reply = ContactStatisticsOf(boards, open, query, range, now,
            contact => contact.Requirements.Any(requirement => requirement.Skill == query.Skill));
        return reply with
        {
            Agents = CurrentCounts.Agents(Registry.Agents.Where(agent => agent.Skills.Any(skill => skill.Skill == query.Skill))),
        };
    }

    private Reply AgentStatisticsOf(GetAgentStats query, StatsRange range, Timestamp now)
    {
        if (!center.Agents.ContainsKey(query.Agent) || Registry.FindAgent(query.Agent) is not { } agent)
            return Refusals.AgentUnknown(query.Agent);
        AgentFigures Figures(StatsRange range) => FigureCalculator.OfAgent(agent.Sum(range.From, range.To, now));
        return new AgentStatsReply(
            now, Statistics.Calendar.TimeZone, new AgentNow(agent.Presence, agent.Offered, agent.Connected, agent.WrapUp),
            TimeSlots.Start(range.From), TimeSlots.Start(range.To), Figures(range))
        {
            Intervals = query.Interval is not { } minutes ? null : [.. range.Split(minutes, Statistics.Calendar).Select(part =>
                new AgentInterval(TimeSlots.Start(part.From), TimeSlots.Start(part.To), Figures(part)))],
        };
    }

    private ContactStatsReply ContactStatisticsOf(
        IReadOnlyList<ContactStatistics> boards, IEnumerable<ContactStatistics> open, StatsQuery query, StatsRange range, Timestamp now,
        Predicate<OpenContact>? which = null) =>
        new(now, Statistics.Calendar.TimeZone, query.By, CurrentCounts.Contacts(boards, open, now, which), TimeSlots.Start(range.From),
            TimeSlots.Start(range.To), FigureCalculator.OfContacts(Sum(boards, query, range)))
        {
            Intervals = query.Interval is not { } minutes ? null : [.. range.Split(minutes, Statistics.Calendar).Select(part =>
                new ContactInterval(
                    TimeSlots.Start(part.From), TimeSlots.Start(part.To), FigureCalculator.OfContacts(Sum(boards, query, part))))],
        };

    private static FigureTotals Sum(IReadOnlyList<ContactStatistics> boards, StatsQuery query, StatsRange range)
    {
        var sum = new FigureTotals(FigureTotals.FullWidth);
        foreach (var board in boards)
            sum.Add((query.By == StatsBasis.Arrival ? board.Arrivals : board.Outcomes).Sum(range.From, range.To));
        return sum;
    }
}
