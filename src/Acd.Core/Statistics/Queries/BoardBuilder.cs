namespace Acd.Core;

/// <summary>Makes the board. It passes over all open contacts, agents and lines once, whatever the number of queues.</summary>
internal sealed class BoardBuilder(EngineState state)
{
    /// <summary>How often a board may ask whether a kind of agents serves a set of skills: a few milliseconds.</summary>
    internal const int MaxComparisons = 250_000;

    private StatisticsRegistry Registry => state.Statistics.Registry;

    public BoardReply Build(StatsRange today, Timestamp now)
    {
        var waits = Waits();
        var unservable = UnservableContacts();
        var serving = AvailableByQueue();
        var queues = state.Settings.Queues.Select(queue => QueueOf(queue, waits.GetValueOrDefault(queue.Id), today, now) with
        {
            Unservable = unservable.GetValueOrDefault(queue.Id),
            Available = serving?[queue.Id],
        }).ToArray();
        var all = (waits.Values.Min(wait => wait.Longest), waits.Values.Sum(wait => wait.Parked));
        var center = Fill(new BoardTotals(), Registry.Center, all, today) with
        {
            Open = state.Settings.Open,
            Unservable = unservable.Values.Sum(),
            Available = state.MatchIndex.Profiles.Sum(profile => profile.Available),
            Offered = Registry.Center.Outcomes.Sum(today.From, today.To)[Figure.Entered],
        };
        return new BoardReply(state.Tracker.LastSequence, now, center, queues, Agents());
    }

    private BoardQueue QueueOf(
        QueueSettings settings, (Timestamp? Longest, int Parked) waits, StatsRange today, Timestamp now)
    {
        var row = new BoardQueue(settings.Id, settings.Name ?? settings.Id.Value)
        {
            Open = state.FindQueue(settings.Id)!.IsOpen(now),
            Target = settings.ServiceLevelTarget,
        };
        if (Registry.FindQueue(settings.Id) is { } statistics) row = Fill(row, statistics, waits, today);
        return state.Statistics.Estimators.EstimateNext(settings.Id) is not { } estimate
            ? row
            : row with
            {
                Estimate = TimeSpan.FromMilliseconds(estimate.P50),
                EstimateP90 = TimeSpan.FromMilliseconds(estimate.P90),
            };
    }

    private static T Fill<T>(
        T row, ContactStatistics statistics, (Timestamp? Longest, int Parked) waits, StatsRange today) where T : BoardFigures
    {
        var totals = statistics.Outcomes.Sum(today.From, today.To);
        var figures = FigureCalculator.OfContacts(totals);
        var ended = figures.Answered + figures.Abandoned + figures.Expired + figures.Overflowed;
        return (T)(row with
        {
            Waiting = statistics.Count(ContactState.Queued) - waits.Parked,
            Ringing = statistics.Count(ContactState.Offered),
            Connected = statistics.Count(ContactState.Connected),
            WrapUp = statistics.Count(ContactState.WrapUp),
            Callbacks = statistics.Callbacks,
            LongestWaitingSince = waits.Longest,
            Offered = figures.Entered + figures.MovedIn + figures.TransferredIn,
            Answered = figures.Answered,
            Abandoned = figures.Abandoned,
            ServiceLevel = figures.ServiceLevel.OfOffered,
            AbandonedShare = ended == 0 ? null : Math.Round((decimal)figures.Abandoned / ended, 4),
            AverageSpeedOfAnswer = figures.AverageSpeedOfAnswer,
        });
    }

    /// <summary>When the one that waits longest in each queue began to wait, and how many are parked.</summary>
    private Dictionary<QueueId, (Timestamp? Longest, int Parked)> Waits()
    {
        var waits = new Dictionary<QueueId, (Timestamp? Longest, int Parked)>();
        foreach (var (queue, _, statistics) in Registry.Gates)
        {
            var (longest, parked) = waits.GetValueOrDefault(queue);
            foreach (var contact in statistics.Open ?? [])
            {
                if (contact.IsParked) parked++;
                else if (contact is { IsWaiting: true, IsCallback: false } && !(contact.WaitingSince >= longest))
                    longest = contact.WaitingSince;
            }

            waits[queue] = (longest, parked);
        }

        return waits;
    }

    private Dictionary<QueueId, int> UnservableContacts()
    {
        var counts = new Dictionary<QueueId, int>();
        foreach (var line in state.MatchIndex.Lines)
        {
            if (line.Key.ForFurtherRings || line.ServingProfiles > 0 || line.Count + line.ReservedCount == 0) continue;
            counts[line.Key.Queue] = counts.GetValueOrDefault(line.Key.Queue) + line.Count + line.ReservedCount;
        }

        return counts;
    }

    private Dictionary<QueueId, int>? AvailableByQueue()
    {
        var profiles = state.MatchIndex.Profiles.Where(profile => profile.Available > 0).ToArray();
        var skills = QueueSkills.OfAll(state);
        var sets = state.Settings.Queues.Sum(queue => (long)skills[queue.Id].Sets);
        if (sets * profiles.Length > MaxComparisons) return null;
        return state.Settings.Queues.ToDictionary(
            queue => queue.Id, queue => profiles.Where(skills[queue.Id].AreServedBy).Sum(profile => profile.Available));
    }

    private BoardAgents Agents()
    {
        var counts = new int[Enum.GetValues<AgentState>().Length];
        foreach (var agent in state.AgentsInOrder) counts[(int)AgentStates.Of(agent)]++;
        return new BoardAgents(
            counts[(int)AgentState.Idle], counts[(int)AgentState.Ringing], counts[(int)AgentState.Busy],
            counts[(int)AgentState.WrapUp], counts[(int)AgentState.NotReady], counts[(int)AgentState.Offline]);
    }
}
