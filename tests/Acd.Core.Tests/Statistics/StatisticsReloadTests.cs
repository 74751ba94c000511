namespace Acd.Core.Tests;

/// <summary>Statistics that are reloaded at any event are unchanged.</summary>
public sealed class StatisticsReloadTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Statistics_after_a_reload_equal_those_before(int seed)
    {
        var random = new Random(seed);
        var every = random.Next(1, 200);
        var stream = new RandomEventStream(seed);
        var (statistics, checkpointer) = Load([], [], every);
        var (untouched, beside) = Load([], [], every);
        Dictionary<string, string> store = new(StringComparer.Ordinal), expected = new(StringComparer.Ordinal);
        var (taken, reloads, writes) = (0, 0, 0);
        while (stream.Events.Count < 3_000)
        {
            stream.Next();
            IReadOnlyList<CenterEvent> open = [.. stream.Events.Skip(taken)];
            if (random.Next(2) == 0) checkpointer.CatchUp(open);
            if (random.Next(3) == 0) continue;
            taken = stream.Events.Count;
            var before = store.Count;
            Take(checkpointer, open, store);
            Take(beside, open, expected);
            if (store.Count != before) writes++;
            Assert.Equal(TextOf(expected), TextOf(store));
            if (random.Next(20) > 0) continue;
            (statistics, checkpointer) = Load(store, stream.Events, every);
            reloads++;
        }

        Assert.True(reloads > 50 && writes > 5, $"There were {reloads} reloads and {writes} writes.");
        checkpointer.CatchUp([.. stream.Events.Skip(taken)]);
        beside.CatchUp([.. stream.Events.Skip(taken)]);
        Assert.Equal(RepliesOf(untouched), RepliesOf(statistics));
    }

    [Fact]
    public async Task Statistics_on_a_background_thread_equal_those_on_the_engines_thread()
    {
        var (random, stream) = (new Random(1), new RandomEventStream(1));
        var (statistics, checkpointer) = Load([], [], 500);
        var (alone, beside) = Load([], [], 500);
        Dictionary<string, string> store = new(StringComparer.Ordinal), other = new(StringComparer.Ordinal);
        using var ended = new CancellationTokenSource();
        var work = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested) checkpointer.ProcessPending();
        });
        var (taken, queries) = (0, 0);
        while (stream.Events.Count < 20_000)
        {
            stream.Next();
            if (random.Next(4) > 0) continue;
            IReadOnlyList<CenterEvent> open = [.. stream.Events.Skip(taken)];
            if (random.Next(50) == 0)
            {
                checkpointer.CatchUp(open);
                beside.CatchUp(open);
                Assert.Equal(RepliesOf(alone), RepliesOf(statistics));
                queries++;
            }

            taken = stream.Events.Count;
            Take(checkpointer, open, store);
            Take(beside, open, other);
        }

        await ended.CancelAsync();
        await work;
        checkpointer.RequestCheckpoint();
        beside.RequestCheckpoint();
        stream.Next();
        Take(checkpointer, [.. stream.Events.Skip(taken)], store);
        Take(beside, [.. stream.Events.Skip(taken)], other);
        Assert.True(queries > 50, $"They were asked {queries} times.");
        Assert.Equal(RepliesOf(alone), RepliesOf(statistics));
        Assert.Equal(RepliesOf(alone), RepliesOf(Load(store, stream.Events, 500).Statistics));
        Assert.Equal(RepliesOf(alone), RepliesOf(Load(other, stream.Events, 500).Statistics));
    }

    [Fact]
    public void An_engine_serves_before_its_statistics_are_loaded_and_counts_the_events_until_then()
    {
        var now = Transcript.Start;
        var first = Engine.Load(CenterDocuments.Empty, now);
        first.Apply(new PutAgent(new("ada"), new AgentProfile()), now);
        first.Apply(new SetPresence(new("ada"), Presence.Available), now);
        for (var contact = 0; contact < 50; contact++) first.Apply(new EnqueueContact(new($"c{contact}")), now);
        for (var contact = 0; contact < 40; contact++)
        {
            var id = new ContactId($"c{contact}");
            first.Apply(new AcceptOffer(Assert.Single(Shown(first, id, now).Contact.Offers).Id), now);
            now += TimeSpan.FromSeconds(10);
            first.Apply(new CompleteContact(id), now);
        }

        var store = new StoreFake(new CenterSettings());
        first.RequestStatisticsFlush();
        store.Write(first.TakeChanges());
        var (at, after) = (Engine.Load(store.Read(), now), Engine.Load(store.Read(), now, boardsLater: true));
        foreach (var engine in new[] { at, after })
        {
            engine.Apply(new EnqueueContact(new("late")), now);
            engine.Apply(new AbandonContact(new("c48")), now);
            Assert.Empty(engine.TakeChanges().Named);
        }

        Assert.Equal((true, false), (at.HasStatistics, after.HasStatistics));
        Assert.NotNull(Shown(at, new("c49"), now).EstimatedWait);
        Assert.Null(Shown(after, new("c49"), now).EstimatedWait);
        after.LoadStatistics(store.Read().Named);
        Assert.True(after.HasStatistics);
        Assert.Equal(Shown(at, new("c49"), now).EstimatedWait, Shown(after, new("c49"), now).EstimatedWait);
        Assert.Equal($"{at.Ask(new GetCenterStats(), now)}", $"{after.Ask(new GetCenterStats(), now)}");

        static ContactReply Shown(Engine engine, ContactId id, Timestamp now) =>
            Assert.IsType<ContactReply>(engine.Ask(new GetContact(id), now));
    }

    [Theory]
    [InlineData(1, true, 4_096)]
    [InlineData(100, true, 4_096)]
    [InlineData(500, true, 16_000)]
    [InlineData(10_000, true, 24_576)]
    [InlineData(1, false, 8_192)]
    [InlineData(10_000, false, 32_768)]
    public void Statistics_are_written_less_often_the_more_documents_there_are(int waiting, bool beside, int least)
    {
        var start = Transcript.Start;
        var engine = Engine.Load(CenterDocuments.Empty, start);
        for (var contact = 0; contact < waiting; contact++) engine.Apply(new EnqueueContact(new($"w{contact}")), start);
        engine.RequestStatisticsFlush();
        Assert.NotEmpty(engine.TakeChanges().Named);
        var written = engine.LastSequence;
        for (var contact = 0; ; contact++)
        {
            engine.Apply(new EnqueueContact(new($"c{contact}")), start);
            engine.Apply(new AbandonContact(new($"c{contact}")), start);
            if (engine.TakeChanges().Named.Count > 0) break;
            if (beside) engine.UpdateStatistics();
        }

        Assert.InRange(engine.LastSequence - written, least, Math.Min(least + 400, 32_768 + 4));
    }

    [Fact]
    public void A_store_without_statistics_starts_with_what_is_there()
    {
        var start = Transcript.Start;
        var first = Engine.Load(CenterDocuments.Empty, start);
        first.Apply(new PutAgent(new("ada"), new AgentProfile { Skills = [new(new("en"))] }), start);
        first.Apply(new SetPresence(new("ada"), Presence.Available), start);
        first.Apply(new EnqueueContact(new("c1")), start);
        first.Apply(new EnqueueContact(new("c2")), start);
        var store = new StoreFake(new CenterSettings());
        store.Write(first.TakeChanges());

        var later = start + TimeSpan.FromMinutes(1);
        var engine = Engine.Load(store.Read(), later);

        var before = Assert.IsType<ContactStatsReply>(engine.Ask(new GetCenterStats()));
        Assert.Equal((1, 1, TimeSpan.FromMinutes(1)), (before.Now.Waiting, before.Now.Offered, before.Now.LongestWait));
        Assert.Equal(0, before.Total.Entered);
        Assert.Empty(engine.TakeChanges().Named);
        engine.Apply(new EnqueueContact(new("c3")), later);
        var named = engine.TakeChanges().Named;
        Assert.Contains(named, document => document.Name == "board:contact/c1");
        Assert.Equal(1, Assert.IsType<ContactStatsReply>(engine.Ask(new GetCenterStats())).Total.Entered);
    }

    [Fact]
    public void An_agent_who_was_removed_while_nothing_was_counted_does_not_come_back()
    {
        var (start, store) = (Transcript.Start, new StoreFake(new CenterSettings()));
        Do(
            Engine.Load(store.Read(), start, statisticsEvery: 1),
            new PutAgent(new("ada"), new()), new PutAgent(new("ben"), new()));
        Do(Engine.Load(store.Read(), start), new RemoveAgent(new("ben")));

        // The event of ben's removal is lost. The statistics start over with the current state and are written at once.
        Do(Engine.Load(store.Read(), start), new PutAgent(new("cyd"), new()));
        var engine = Engine.Load(store.Read(), start);

        Assert.Equal(2, Assert.IsType<ContactStatsReply>(engine.Ask(new GetCenterStats())).Agents!.Offline);

        void Do(Engine engine, params Command[] commands)
        {
            foreach (var command in commands) engine.Apply(command, start);
            store.Write(engine.TakeChanges());
        }
    }

    [Fact]
    public void Gates_of_a_queue_keep_their_order_after_a_reload()
    {
        var (start, store) = (Transcript.Start, new StoreFake(new CenterSettings()));
        var engine = Engine.Load(store.Read(), start, statisticsEvery: 1);
        engine.Apply(new PutGate(new(new("web"), QueueId.Default)), start);
        engine.Apply(new EnqueueContact(new("c1")) { Gate = new("web") }, start);
        engine.Apply(new EnqueueContact(new("c2")), start);
        store.Write(engine.TakeChanges());

        Assert.Equal([null, new GateId("web")], GatesOf(engine));
        Assert.Equal(GatesOf(engine), GatesOf(Engine.Load(store.Read(), start)));

        static IEnumerable<GateId?> GatesOf(Engine engine) =>
            Assert.IsType<ContactStatsReply>(engine.Ask(new GetQueueStats(QueueId.Default))).Gates!.Select(gate => gate.Gate);
    }

    private static void Take(
        StatisticsCheckpointer checkpointer, IReadOnlyList<CenterEvent> events, Dictionary<string, string> store)
    {
        checkpointer.Enqueue(events);
        checkpointer.TakeDocuments(document => Put(store, document));
    }

    private static void Put(Dictionary<string, string> store, NamedDocument document)
    {
        if (document.Json is { } json) store[document.Name] = json;
        else store.Remove(document.Name);
    }

    private static IEnumerable<string> TextOf(Dictionary<string, string> documents) =>
        documents.Select(document => $"{document.Key} {document.Value}").Order(StringComparer.Ordinal);

    private static string RepliesOf(StatisticsProjection statistics) => string.Join('\n',
        $"{CurrentCounts.Agents(statistics.Registry.Agents)}",
        $"{CurrentCounts.Contacts(
            [statistics.Registry.Center], statistics.Registry.Gates.Select(gate => gate.Statistics), statistics.At)}",
        $"{FigureCalculator.OfContacts(statistics.Registry.Center.Outcomes.Sum(statistics.RetainedFrom, long.MaxValue))}",
        $"{FigureCalculator.OfContacts(statistics.Registry.Center.Arrivals.Sum(statistics.RetainedFrom, long.MaxValue))}");

    private static (StatisticsProjection Statistics, StatisticsCheckpointer Checkpointer) Load(
        Dictionary<string, string> named, IReadOnlyList<CenterEvent> events, int every)
    {
        var documents = new CenterDocuments
        {
            Named = [.. named.Select(entry => new NamedDocument(entry.Key, entry.Value))],
            LastSequence = events.Count,
        };
        documents = documents with { UncountedEvents = [.. events.Skip((int)documents.StatisticsSequence)] };
        var checkpointer = StatisticsRestorer.CreateCheckpointer(documents, Transcript.Start, every);
        checkpointer.Restore(documents.Named);
        return (checkpointer.CatchUp([]), checkpointer);
    }
}
