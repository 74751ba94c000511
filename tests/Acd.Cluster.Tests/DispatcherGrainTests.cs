using Acd.Core;
using Acd.Grains;
using Acd.Storage;
using Acd.Testing;

namespace Acd.Cluster.Tests;

[Collection(OneClusterAtATime.Name)]
public sealed class DispatcherGrainTests(ClusterFixture shared)
{
    [Fact]
    public async Task Requests_go_to_the_one_engine_from_any_client_and_refusals_come_back_as_they_are()
    {
        var center = shared.Center;
        var agent = await center.AddAgentAsync("dora", "dispatch");

        var contact = await center.EnqueueAsync("dispatch-1", "dispatch");

        Assert.Equal(ContactState.Offered, contact.Contact.State);
        Assert.Equal(agent, contact.Contact.Offers[0].Agent);
        Assert.Equal(Refusals.ContactUnknown(new("nobody")), await center.SendAsync(new GetContact(new("nobody"))));
    }

    [Fact]
    public async Task Calls_are_taken_in_while_others_are_being_written()
    {
        var before = await LastAsync();

        var sent = Enumerable.Range(0, 500)
            .Select(number => new EnqueueContact(new ContactId($"many-{number}")) { Requirements = [new(new("many"))] })
            .Select(command => shared.Center.Dispatcher.SendAsync(command).AsTask());
        var replies = await Task.WhenAll(sent);

        Assert.All(replies, reply => Assert.IsType<ContactReply>(reply));
        Assert.Equal(before + 1_000, await LastAsync());
    }

    [Fact]
    public async Task A_dispatcher_of_another_center_is_none()
    {
        var stranger = shared.Center.Grains.GetGrain<IDispatcherGrain>("another");

        await Assert.ThrowsAsync<ArgumentException>(async () => await stranger.SendAsync(new GetCenter()));
    }

    [Fact]
    public async Task A_reader_goes_on_where_it_was_and_one_that_is_ahead_is_told_the_last_event()
    {
        var (dispatcher, reader) = (shared.Center.Dispatcher, Guid.NewGuid());
        var begin = await dispatcher.FollowAsync(reader, null);
        await shared.Center.EnqueueAsync("read-1", "reading");
        await shared.Center.EnqueueAsync("read-2", "reading");

        var events = new List<CenterEvent>();
        while (events.Count < 4) events.AddRange((await dispatcher.FollowAsync(reader, begin.Last + events.Count)).Events);
        var again = await dispatcher.FollowAsync(reader, begin.Last);
        var page = await dispatcher.ReadAsync(begin.Last, 2);
        var ahead = await dispatcher.FollowAsync(reader, begin.Last + 1_000);

        Assert.Equal([1, 2, 3, 4], events.Select(one => one.Sequence - begin.Last));
        Assert.Equal(begin.Last + 1, again.Events[0].Sequence);
        Assert.Equal([begin.Last + 1, begin.Last + 2], page.Events.Select(one => one.Sequence));
        Assert.Equal((begin.Last + 4, 0), (ahead.Last, ahead.Events.Count));
    }

    [Fact]
    public async Task A_dispatcher_that_was_fenced_goes_away_and_what_it_had_not_written_is_refused()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await TestCenter.StartAsync(redis);
        await center.EnqueueAsync("before");
        var ended = center.Cluster.WaitForDeactivationAsync(center.Dispatcher);

        // Another owner takes over, as after a pause of the whole machine: the old one's lease is gone, and a newer epoch there.
        await redis.SendAsync("DEL {acd}:lease");
        await using (var other = new RedisStore(RedisAddress.Parse(redis.Url), new StoreOptions { Url = redis.Url }))
        {
            var lease = await other.TryAcquireAsync("another");
            Assert.NotNull(lease);
            var refused = await center.Dispatcher.SendAsync(new EnqueueContact(new("fenced")));
            Assert.Equal(RefusalKind.Unavailable, Assert.IsType<Refusal>(refused).Kind);
            await ended.WaitAsync(TestCenter.Patience);
            Assert.Null(await other.FindContactAsync(new("fenced")));
            await other.ReleaseAsync(lease);
        }

        Assert.True((await center.EnqueueAsync("after")).Created);
        Assert.Equal(Refusals.ContactUnknown(new("fenced")), await center.SendAsync(new GetContact(new("fenced"))));
    }

    [Fact]
    public async Task Of_two_dispatchers_at_once_never_both_write()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await TestCenter.StartAsync(redis);
        await using var two = await TestCenter.StartAsync(redis, serves: false);
        await using var store = new RedisStore(RedisAddress.Parse(redis.Url), new StoreOptions { Url = redis.Url });
        using var stop = new CancellationTokenSource();
        var callers = new[] { CallAsync(one, "one", stop.Token), CallAsync(two, "two", stop.Token) };

        // Each time the one that has the lease is fenced, both dispatchers are alive and want it.
        for (var round = 0; round < 5; round++)
        {
            await redis.SendAsync("INCR {acd}:epoch");
            await redis.SendAsync("DEL {acd}:lease");
            var fenced = await EpochAsync(redis);
            await Polling.UntilAsync(
                async () => await EpochAsync(redis) > fenced, TestCenter.Patience, () => $"Nobody took over after {fenced}.");
        }

        await stop.CancelAsync();
        var acknowledged = (await Task.WhenAll(callers)).SelectMany(contacts => contacts).ToList();
        Assert.NotEmpty(acknowledged);
        foreach (var contact in acknowledged) Assert.NotNull(await store.FindContactAsync(contact));
        var events = await AllAsync(store);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(next => next.Sequence));
        var queued = events.OfType<ContactQueued>().Select(next => next.Contact).ToList();
        Assert.Equal(queued.Distinct().Count(), queued.Count);
    }

    private static async Task<List<ContactId>> CallAsync(TestCenter center, string name, CancellationToken stop)
    {
        var acknowledged = new List<ContactId>();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var contact = new ContactId($"{name}-{number}");
            if (await center.Center.SendAsync(new EnqueueContact(contact), CancellationToken.None) is ContactReply)
                acknowledged.Add(contact);
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }

        return acknowledged;
    }

    private static Task<long> EpochAsync(RedisServer redis) => RedisText.NumberAsync(redis, "{acd}:epoch");

    private static async Task<List<CenterEvent>> AllAsync(RedisStore store)
    {
        var events = new List<CenterEvent>();
        while (true)
        {
            var page = await store.ReadEventsAsync(events.Count, 1_000);
            if (page.Events.Count == 0) return events;
            events.AddRange(page.Events);
        }
    }

    private async Task<long> LastAsync() => (await shared.Center.Dispatcher.ReadAsync(long.MaxValue, 1)).Last;
}
