namespace Acd.Core.Tests;

/// <summary>Statistics of an engine on random streams, compared with the engine's counts and the reference statistics.</summary>
public sealed class EngineStatisticsTests
{
    private const int Steps = 1_500;

    private static readonly StreamStyle[] Styles =
        [StreamStyle.Calls, StreamStyle.Blended, StreamStyle.Restive, StreamStyle.Heartbeating];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Statistics_equal_the_engines_counts_and_the_figures_of_its_events(int seed)
    {
        var stream = new CommandStream(seed, Styles[seed % Styles.Length]);
        var model = new ReferenceModel(stream.Settings, Transcript.Start);
        var engine = Engine.Load(new CenterDocuments { Settings = stream.Settings }, Transcript.Start, statisticsEvery: 40);
        var (events, named, now) = (new List<CenterEvent>(), new Dictionary<string, NamedDocument>(), Transcript.Start);
        for (var step = 0; step < Steps; step++)
        {
            var next = stream.Next(model);
            now += next.After;
            model.Play(next.Request, now);
            engine.Play(next.Request, now);

            var changes = engine.TakeChanges();
            events.AddRange(changes.Events);
            foreach (var document in changes.Named) named[document.Name] = document;
            Compare(engine);
        }

        Assert.Contains("board:head", named.Keys);
        ByHand(engine, stream.Settings, events);
    }

    [Fact]
    public void Figures_of_a_removed_queue_and_gate_stay_for_the_day()
    {
        var engine = Engine.Load(CenterDocuments.Empty, Transcript.Start);
        QueueId queue = new("sales");
        GateId gate = new("in");
        engine.Apply(new PutQueue(new QueueSettings(queue) { MaxWaiting = 0 }), Transcript.Start);
        engine.Apply(new PutGate(new GateSettings(gate, queue)), Transcript.Start);
        engine.Apply(new PutQueue(new QueueSettings(new("never"))), Transcript.Start);
        engine.Apply(new EnqueueContact(new("c1")) { Gate = gate }, Transcript.Start);
        engine.Apply(new RemoveGate(gate), Transcript.Start);
        engine.Apply(new RemoveQueue(queue), Transcript.Start);
        engine.Apply(new RemoveQueue(new("never")), Transcript.Start);

        var ofQueue = Assert.IsType<ContactStatsReply>(engine.Ask(new GetQueueStats(queue))).Total;
        var ofGate = Assert.IsType<ContactStatsReply>(engine.Ask(new GetGateStats(gate))).Total;

        Assert.Equal((1, 1, 1, 0), (ofQueue.Entered, ofQueue.Rejected, ofQueue.RejectedFull, ofQueue.RejectedClosed));
        Assert.Equal(ofQueue, ofGate);
        Assert.Equal("queue.unknown", Assert.IsType<Refusal>(engine.Ask(new GetQueueStats(new("never")))).Code);
    }

    [Fact]
    public void Time_beyond_the_most_reasons_counts_together()
    {
        var times = new ReasonTimes();
        for (var number = 0; number < Limits.ReasonsPerSlot + 2; number++) times.Add(5, $"r{number}", 10);
        times.Add(5, "r0", 1);

        var sum = times.Sum(5, 6);
        Assert.Equal((Limits.ReasonsPerSlot + 1, 11, 20), (sum.Count, sum["r0"], sum["others"]));
    }

    private static void Compare(Engine engine)
    {
        var counts = Assert.IsType<CenterReply>(engine.Ask(new GetCenter())).Counts;
        var stats = Assert.IsType<ContactStatsReply>(engine.Ask(new GetCenterStats()));
        Assert.Equal(
            (counts.Queued, counts.Offered, counts.Connected, counts.WrapUp, counts.Available),
            (stats.Now.Waiting + stats.Now.Parked, stats.Now.Offered, stats.Now.Connected, stats.Now.WrapUp,
                stats.Agents!.Available));
        var agents = stats.Agents;
        Assert.Equal(
            counts.Offline + counts.Available + counts.NotReady + counts.Draining,
            agents.Offline + agents.Idle + agents.Offered + agents.Busy + agents.WrapUp + agents.NotReady + agents.Draining);
    }

    private static void ByHand(Engine engine, CenterSettings settings, List<CenterEvent> events)
    {
        var until = events[^1].At;
        var reference = new ReferenceStatistics(events, settings, until);
        var from = TimeSlots.Start(ReferenceStatistics.SlotOf(until) - 95);
        foreach (var by in Enum.GetValues<StatsBasis>())
        {
            var query = new GetCenterStats { From = from, To = until + TimeSpan.FromHours(1), By = by, Interval = 15 };
            var stats = Assert.IsType<ContactStatsReply>(engine.Ask(query, until));
            foreach (var interval in stats.Intervals!)
            {
                var slot = ReferenceStatistics.SlotOf(interval.From);
                long Sum(Figure figure) => reference.Sum(figure, by == StatsBasis.Arrival, slot, _ => true);
                var figures = interval.Figures;
                Assert.Equal(
                    (Sum(Figure.Entered), Sum(Figure.Offered), Sum(Figure.Answered), Sum(Figure.Abandoned), Sum(Figure.Handled)),
                    (figures.Entered, figures.Offered, figures.Answered, figures.Abandoned, figures.Handled));
                Assert.Equal(Sum(Figure.TalkTime), StatisticsProjection.Milliseconds(figures.TalkTime));
                Assert.Equal(Sum(Figure.AnswerWait), StatisticsProjection.Milliseconds(figures.AnswerWait));
            }

            // Queues add up to the center, gates to their queue, and intervals to the total.
            Assert.Equal(stats.Intervals.Sum(interval => interval.Figures.Handled), stats.Total.Handled);
            var queues = engine.Settings.Queues.Select(queue => Assert.IsType<ContactStatsReply>(engine.Ask(
                new GetQueueStats(queue.Id) { From = query.From, To = query.To, By = by }, until))).ToList();
            Assert.Equal(stats.Total.Entered, queues.Sum(queue => queue.Total.Entered));
            Assert.All(queues, queue => Assert.Equal(queue.Total.Entered, queue.Gates!.Sum(gate => gate.Total.Entered)));
        }
    }
}
