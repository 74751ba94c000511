namespace Acd.Core;

/// <summary>Answers queries about boards.</summary>
internal sealed class BoardInquiries(Center center)
{
    private Boards Boards => center.Boards;

    private BoardBook Book => Boards.Book;

    public Reply Answer(StatsQuery query, Timestamp now)
    {
        if (StatsRange.Of(query, Boards, now, out var range) is { } refusal) return refusal;
        return query switch
        {
            GetCenterStats => OfCenter(query, range, now),
            GetQueueStats queue => OfQueue(queue, range, now),
            GetGateStats gate => OfGate(gate, range, now),
            GetSkillStats skill => OfSkill(skill, range, now),
            GetAgentStats agent => OfAgent(agent, range, now),
            _ => throw new InvalidOperationException($"{query.GetType().Name} asks for no board."),
        };
    }

    /// <summary>
    /// How long a waiting contact will wait from now on. As long as the boards are not made yet nobody knows, and nobody waits
    /// for them.
    /// </summary>
    public EstimatedWait? EstimateOf(ContactId id)
    {
        if (!center.HasBoards) return null;
        if (!Book.Contacts.TryGetValue(id, out var contact) || contact.State != ContactState.Queued) return null;
        if (Paces.Estimate(contact) is not var (estimate, pace)) return null;
        return new EstimatedWait(
            TimeSpan.FromMilliseconds(estimate.P50), TimeSpan.FromMilliseconds(estimate.P90),
            pace.Key.Channel is null ? "queue" : "line", pace.Intervals.Used);
    }

    private ContactStatsReply OfCenter(StatsQuery query, StatsRange range, Timestamp now)
    {
        var total = new Tally(Tally.AgentWidth);
        List<long> contacts = [], times = [];
        foreach (var agent in Book.Agents)
        {
            var sum = agent.SumOfDay(range.From, range.To, now);
            total.Add(sum);
            if (sum[Figure.LoggedInTime] == 0) continue;
            contacts.Add(sum[Figure.Answered] + sum[Figure.CallbacksAnswered]);
            times.Add(sum[Figure.TalkTime] + sum[Figure.WrapUpTime]);
        }

        return Of([Book.Center], Book.Gates.Select(gate => gate.Board), query, range, now) with
        {
            Agents = BoardViews.Agents(Book.Agents),
            AgentTotal = FigureViews.OfAgent(total),
            Fairness = new FairnessFigures(
                contacts.Count, FigureViews.Fairness(contacts), FigureViews.Fairness(times)),
        };
    }

    private Reply OfQueue(GetQueueStats query, StatsRange range, Timestamp now)
    {
        if (center.FindQueue(query.Queue) is null) return Refusals.QueueUnknown(query.Queue);
        var gates = Book.Gates.Where(gate => gate.Queue == query.Queue)
            .OrderBy(gate => gate.Gate?.Value, StringComparer.Ordinal).ToList();
        return Of([Book.QueueOf(query.Queue)], gates.Select(gate => gate.Board), query, range, now) with
        {
            Gates = [.. gates.Select(gate => new GateFigures(
                gate.Gate, BoardViews.Contacts([gate.Board], [gate.Board], now),
                FigureViews.OfContacts(Sum([gate.Board], query, range))))],
        };
    }

    private Reply OfGate(GetGateStats query, StatsRange range, Timestamp now)
    {
        if (center.Settings.Gates.All(gate => gate.Id != query.Gate)) return Refusals.GateUnknown(query.Gate);
        var boards = Book.Gates.Where(gate => gate.Gate == query.Gate).Select(gate => gate.Board).ToList();
        return Of(boards, boards, query, range, now);
    }

    private ContactStatsReply OfSkill(GetSkillStats query, StatsRange range, Timestamp now)
    {
        ContactBoard[] boards = Book.FindSkill(query.Skill) is { } board ? [board] : [];
        var open = Book.Gates.Select(gate => gate.Board);
        var reply = Of(boards, open, query, range, now,
            contact => contact.Requirements.Any(requirement => requirement.Skill == query.Skill));
        return reply with
        {
            Agents = BoardViews.Agents(Book.Agents.Where(agent => agent.Skills.Any(skill => skill.Skill == query.Skill))),
        };
    }

    private Reply OfAgent(GetAgentStats query, StatsRange range, Timestamp now)
    {
        if (!center.Agents.ContainsKey(query.Agent) || Book.FindAgent(query.Agent) is not { } agent)
            return Refusals.AgentUnknown(query.Agent);
        AgentFigures Figures(StatsRange range) => FigureViews.OfAgent(agent.Sum(range.From, range.To, now));
        return new AgentStatsReply(
            now, Boards.Days.TimeZone, new AgentNow(agent.Presence, agent.Offered, agent.Connected, agent.WrapUp),
            Slots.Start(range.From), Slots.Start(range.To), Figures(range))
        {
            Intervals = query.Interval is not { } minutes ? null : [.. range.Split(minutes, Boards.Days).Select(part =>
                new AgentInterval(Slots.Start(part.From), Slots.Start(part.To), Figures(part)))],
        };
    }

    private ContactStatsReply Of(
        IReadOnlyList<ContactBoard> boards, IEnumerable<ContactBoard> open, StatsQuery query, StatsRange range, Timestamp now,
        Predicate<OpenContact>? which = null) =>
        new(now, Boards.Days.TimeZone, query.By, BoardViews.Contacts(boards, open, now, which), Slots.Start(range.From),
            Slots.Start(range.To), FigureViews.OfContacts(Sum(boards, query, range)))
        {
            Intervals = query.Interval is not { } minutes ? null : [.. range.Split(minutes, Boards.Days).Select(part =>
                new ContactInterval(
                    Slots.Start(part.From), Slots.Start(part.To), FigureViews.OfContacts(Sum(boards, query, part))))],
        };

    private static Tally Sum(IReadOnlyList<ContactBoard> boards, StatsQuery query, StatsRange range)
    {
        var sum = new Tally(Tally.FullWidth);
        foreach (var board in boards)
            sum.Add((query.By == StatsBasis.Arrival ? board.Arrivals : board.Outcomes).Sum(range.From, range.To));
        return sum;
    }
}
