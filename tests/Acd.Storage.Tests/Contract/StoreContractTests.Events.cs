using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>Events are read as they were committed.</summary>
public abstract partial class StoreContractTests
{
    [Fact]
    public async Task Events_are_read_in_pages_without_a_gap_and_as_they_were_committed()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        for (var first = 1; first <= 1201; first += 240)
            await store.CommitAsync(lease, CreateChanges(events: Events(first, first + 239)));

        var read = new List<CenterEvent>();
        while (await store.ReadEventsAsync(read.Count, 100) is { Events.Count: > 0 and <= 100 } page)
        {
            Assert.Equal(1, page.FirstKept);
            read.AddRange(page.Events);
        }

        Assert.Equal(Events(1, 1440).Select(Json), read.Select(Json));
        Assert.Equal(1433, (await store.ReadEventsAsync(1432, 1)).Events.Single().Sequence);
        Assert.Empty((await store.ReadEventsAsync(5000, 10)).Events);
    }

    [Fact]
    public async Task An_event_that_is_read_has_the_very_JSON_that_was_committed()
    {
        var store = Open();
        var written = """
            {"type":"agentPresenceChanged","sequence":2,"at":"2026-03-01T12:00:00Z","agent":"a","presence":"available","later":1}
            """u8.ToArray();
        await store.CommitAsync(
            await AcquireAsync(store), CreateChanges(events: [Event(1), EventJson.Read(written), Event(3)]));

        var read = (await store.ReadEventsAsync(1, 1)).Events.Single();

        Assert.Equal(written, EventJson.GetUtf8(read).ToArray());
    }

    [Fact]
    public async Task Events_of_one_big_batch_are_read_in_pages_too()
    {
        var store = Open();
        await store.CommitAsync(await AcquireAsync(store), CreateChanges(events: Events(1, 3000)));

        var page = await store.ReadEventsAsync(1020, 10);
        var read = page.Events.Concat((await store.ReadEventsAsync(page.Events[^1].Sequence, 600)).Events).ToArray();

        Assert.InRange(page.Events.Count, 1, 10);
        Assert.Equal(Events(1021, read[^1].Sequence).Select(Json), read.Select(Json));
    }

    [Fact]
    public async Task A_page_of_large_events_ends_early_and_the_next_one_goes_on()
    {
        var store = Open();
        var large = new string('x', 700_000);
        CenterEvent[] events =
        [
            .. Events(1, 20).Select(
                small => small.Sequence % 2 == 0 ? small : (AgentPresenceChanged)small with { Reason = large }),
        ];
        await store.CommitAsync(await AcquireAsync(store), CreateChanges(events: events));

        var read = new List<CenterEvent>();
        while (await store.ReadEventsAsync(read.Count, 1000) is { Events.Count: > 0 } page)
        {
            Assert.InRange(page.Events.Count, 1, 13);
            Assert.InRange(page.Bytes, 100, EventPage.MaxBytes + large.Length);
            read.AddRange(page.Events);
        }

        Assert.Equal(events.Select(Json), read.Select(Json));
    }

    [Fact]
    public async Task Old_events_are_trimmed_and_a_page_names_the_oldest_kept()
    {
        var store = Open(new StoreOptions { EventsKept = 1000 });
        var lease = await AcquireAsync(store);
        for (var first = 1; first <= 5000; first += 50)
            await store.CommitAsync(lease, CreateChanges(events: Events(first, first + 49)));

        var page = await store.ReadEventsAsync(0, 10_000);

        Assert.InRange(page.FirstKept, 3001, 4001);
        Assert.Equal(page.FirstKept, page.Events[0].Sequence);
        Assert.Equal(page.FirstKept, (await store.ReadEventsAsync(4990, 1)).FirstKept);
        Assert.Equal(5000, (await store.LoadAsync(lease)).LastSequence);
    }

    [Fact]
    public async Task Every_sort_of_event_comes_back()
    {
        var store = Open();
        CenterEvent[] events =
        [
            new ContactQueued
            {
                Sequence = 1, At = At(1), Contact = new("c1"), ContactSequence = 1, Queue = QueueId.Default,
                Channel = ChannelId.Voice, Requirements = [new(new("en"), 4)], Priority = 3, Rank = At(-179),
            },
            new ContactOffered
            {
                Sequence = 2, At = At(1), Agent = new("ada"), Contact = new("c1"), ContactSequence = 2, Queue = QueueId.Default,
                Channel = ChannelId.Voice, Offer = new("o2"), Due = At(21),
            },
            new AgentChanged { Sequence = 3, At = At(2), Agent = new("ada"), Profile = Agent("ada", 1).Profile },
            new SettingsChanged { Sequence = 4, At = At(3), Queue = new QueueSettings(new("sales")) },
            new SettingsChanged { Sequence = 5, At = At(4), Settings = new CenterSettings() },
        ];
        await store.CommitAsync(await AcquireAsync(store), CreateChanges(events: events));

        Assert.Equal(events.Select(Json), (await store.ReadEventsAsync(0, 100)).Events.Select(Json));
    }

    [Fact]
    public async Task A_store_that_does_not_own_the_lease_reads_what_the_owner_wrote()
    {
        IStore owner = Open(), other = Open();
        Assert.Empty((await other.ReadEventsAsync(0, 10)).Events);
        var lease = await AcquireAsync(owner);
        await owner.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 2)));

        Assert.Equal(Json(Contact("c1", 1)), Json(await other.FindContactAsync(new("c1"))));
        await owner.CommitAsync(lease, CreateChanges([Closed("c1", 1, 9)], events: Events(3, 3)));
        Assert.Equal(Json(Closed("c1", 1, 9)), Json(await other.FindContactAsync(new("c1"))));
        Assert.Equal([1, 2, 3], (await other.ReadEventsAsync(0, 10)).Events.Select(e => e.Sequence));
    }
}
