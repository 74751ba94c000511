namespace Acd.Core.Tests;

/// <summary>Boards that are thrown away and loaded again, at any event, are what they were.</summary>
public sealed class StatisticsReloadTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Boards_after_a_reload_are_the_boards_before(int seed)
    {
        var random = new Random(seed);
        var every = random.Next(1, 200);
        var stream = new RandomEventStream(seed);
        var (boards, keeping) = Load([], [], every);
        var (untouched, beside) = Load([], [], every);
        Dictionary<string, string> store = new(StringComparer.Ordinal), expected = new(StringComparer.Ordinal);
        var (told, reloads, writes) = (0, 0, 0);
        while (stream.Events.Count < 3_000)
        {
            stream.Next();
            IReadOnlyList<CenterEvent> open = [.. stream.Events.Skip(told)];
            if (random.Next(2) == 0) keeping.CatchUp(open);
            if (random.Next(3) == 0) continue;
            told = stream.Events.Count;
            var before = store.Count;
            Take(keeping, open, store);
            Take(beside, open, expected);
            if (store.Count != before) writes++;
            Assert.Equal(Told(expected), Told(store));
            if (random.Next(20) > 0) continue;
            (boards, keeping) = Load(store, stream.Events, every);
            reloads++;
        }

        Assert.True(reloads > 50 && writes > 5, $"There were {reloads} reloads and {writes} writes.");
        keeping.CatchUp([.. stream.Events.Skip(told)]);
        beside.CatchUp([.. stream.Events.Skip(told)]);
        Assert.Equal(Asked(untouched), Asked(boards));
    }

    [Fact]
    public async Task Boards_that_are_counted_and_written_beside_are_what_they_are_otherwise()
    {
        var (random, stream) = (new Random(1), new RandomEventStream(1));
        var (boards, keeping) = Load([], [], 500);
        var (alone, beside) = Load([], [], 500);
        Dictionary<string, string> store = new(StringComparer.Ordinal), other = new(StringComparer.Ordinal);
        using var ended = new CancellationTokenSource();
        var work = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested) keeping.ProcessPending();
        });
        var (told, asked) = (0, 0);
        while (stream.Events.Count < 20_000)
        {
            stream.Next();
            if (random.Next(4) > 0) continue;
            IReadOnlyList<CenterEvent> open = [.. stream.Events.Skip(told)];
            if (random.Next(50) == 0)
            {
                keeping.CatchUp(open);
                beside.CatchUp(open);
                Assert.Equal(Asked(alone), Asked(boards));
                asked++;
            }

            told = stream.Events.Count;
            Take(keeping, open, store);
            Take(beside, open, other);
        }

        await ended.CancelAsync();
        await work;
        keeping.RequestCheckpoint();
        beside.RequestCheckpoint();
        stream.Next();
        Take(keeping, [.. stream.Events.Skip(told)], store);
        Take(beside, [.. stream.Events.Skip(told)], other);
        Assert.True(asked > 50, $"They were asked {asked} times.");
        Assert.Equal(Asked(alone), Asked(boards));
        Assert.Equal(Asked(alone), Asked(Load(store, stream.Events, 500).Boards));
        Assert.Equal(Asked(alone), Asked(Load(other, stream.Events, 500).Boards));
    }

    [Fact]
    public void An_engine_serves_before_its_boards_are_made_and_counts_what_happened_until_then()
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
    public void Boards_are_written_the_more_seldom_the_more_there_is_to_write(int waiting, bool beside, int least)
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
    public void A_store_of_the_time_before_boards_begins_with_what_is_there()
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
        Do(Engine.Load(store.Read(), start, boardsEvery: 1), new PutAgent(new("ada"), new()), new PutAgent(new("ben"), new()));
        Do(Engine.Load(store.Read(), start), new RemoveAgent(new("ben")));

        // The event of ben's leaving is not kept any longer: the boards begin anew with what is there, and are written at once.
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
    public void Gates_of_a_queue_are_told_in_the_same_order_after_a_reload()
    {
        var (start, store) = (Transcript.Start, new StoreFake(new CenterSettings()));
        var engine = Engine.Load(store.Read(), start, boardsEvery: 1);
        engine.Apply(new PutGate(new(new("web"), QueueId.Default)), start);
        engine.Apply(new EnqueueContact(new("c1")) { Gate = new("web") }, start);
        engine.Apply(new EnqueueContact(new("c2")), start);
        store.Write(engine.TakeChanges());

        Assert.Equal([null, new GateId("web")], GatesOf(engine));
        Assert.Equal(GatesOf(engine), GatesOf(Engine.Load(store.Read(), start)));

        static IEnumerable<GateId?> GatesOf(Engine engine) =>
            Assert.IsType<ContactStatsReply>(engine.Ask(new GetQueueStats(QueueId.Default))).Gates!.Select(gate => gate.Gate);
    }

    private static void Take(StatisticsCheckpointer keeping, IReadOnlyList<CenterEvent> events, Dictionary<string, string> store)
    {
        keeping.Enqueue(events);
        keeping.TakeDocuments(document => Put(store, document));
    }

    private static void Put(Dictionary<string, string> store, NamedDocument document)
    {
        if (document.Json is { } json) store[document.Name] = json;
        else store.Remove(document.Name);
    }

    private static IEnumerable<string> Told(Dictionary<string, string> documents) =>
        documents.Select(document => $"{document.Key} {document.Value}").Order(StringComparer.Ordinal);

    private static string Asked(StatisticsProjection boards) => string.Join('\n',
        $"{CurrentCounts.Agents(boards.Registry.Agents)}",
        $"{CurrentCounts.Contacts([boards.Registry.Center], boards.Registry.Gates.Select(gate => gate.Board), boards.At)}",
        $"{FigureCalculator.OfContacts(boards.Registry.Center.Outcomes.Sum(boards.RetainedFrom, long.MaxValue))}",
        $"{FigureCalculator.OfContacts(boards.Registry.Center.Arrivals.Sum(boards.RetainedFrom, long.MaxValue))}");

    private static (StatisticsProjection Boards, StatisticsCheckpointer Keeping) Load(
        Dictionary<string, string> named, IReadOnlyList<CenterEvent> events, int every)
    {
        var documents = new CenterDocuments
        {
            Named = [.. named.Select(entry => new NamedDocument(entry.Key, entry.Value))],
            LastSequence = events.Count,
        };
        documents = documents with { UncountedEvents = [.. events.Skip((int)documents.StatisticsSequence)] };
        var keeping = StatisticsRestorer.CreateCheckpointer(documents, Transcript.Start, every);
        keeping.Restore(documents.Named);
        return (keeping.CatchUp([]), keeping);
    }
}
