using System.Collections.Concurrent;
using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Acd.Storage;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.TestingHost;

namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
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
        await using var center = await ClusterTestHost.StartAsync(redis);
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
            await ended.WaitAsync(ClusterTestHost.Timeout);
            Assert.Null(await other.FindContactAsync(new("fenced")));
            await other.ReleaseAsync(lease);
        }

        // A reply may be lost while callers notice the new dispatcher; the repeated request finds what the first has made.
        await center.EnqueueAsync("after");
        Assert.Equal(Refusals.ContactUnknown(new("fenced")), await center.SendAsync(new GetContact(new("fenced"))));
    }

    [Fact]
    public async Task A_dispatcher_whose_silo_is_to_stop_is_on_another_one_before_the_silo_stops_anything()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis);
        await center.EnqueueAsync("before");
        var first = (InProcessSiloHandle)await center.SiloOfAsync(center.Dispatcher);
        var epoch = await EpochAsync(redis);

        // The grain refuses nobody on the way: what comes meanwhile waits for the successor.
        var here = first.SiloHost.Services.GetRequiredService<LocalDispatcher>();
        Assert.NotNull(here.ActiveHost);
        var leaving = here.StoppingAsync(CancellationToken.None);
        var meanwhile = center.Dispatcher.SendAsync(new EnqueueContact(new("meanwhile"))).AsTask();
        await leaving;

        Assert.IsType<ContactReply>(await meanwhile);
        Assert.Null(here.ActiveHost);
        Assert.NotEqual(first.SiloAddress, (await center.SiloOfAsync(center.Dispatcher)).SiloAddress);
        Assert.True(await EpochAsync(redis) > epoch);
        Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new("before"))));
    }

    [Fact]
    public async Task A_dispatcher_whose_activation_is_canceled_leaves_no_host_behind()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = new RedisStore(RedisAddress.Parse(redis.Url), new StoreOptions { Url = redis.Url });
        Assert.NotNull(await store.TryAcquireAsync("another"));

        // The owner is asked for its lease and keeps it, so that each activation waits for it until it is canceled.
        using var stop = new CancellationTokenSource();
        var holding = HoldLeaseAsync(redis, stop.Token);
        await using var center = await ClusterTestHost.StartAsync(
            redis.Url, silos: 1, serves: false, activationTimeout: TimeSpan.FromMilliseconds(500), countStores: true);
        var stores = ClusterTestHost.PartsOf(center.Cluster.Silos[0]).GetRequiredService<CountingStores>();
        await Polling.UntilAsync(
            () => Task.FromResult(stores.Opened >= 3),
            ClusterTestHost.Timeout, () => $"{stores.Opened} activations were tried.");

        await Polling.UntilAsync(
            () => Task.FromResult(stores.Disposed >= stores.Opened - 1),
            ClusterTestHost.Timeout,
            () => $"Of {stores.Opened} hosts that were started {stores.Disposed} have ended.");
        await stop.CancelAsync();
        await holding;
    }

    [Fact]
    public async Task A_dispatcher_that_stops_for_good_stops_its_application_and_another_member_serves()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis.Url, silos: 2, countStores: true);
        await center.EnqueueAsync("before");
        var broken = await center.SiloOfAsync(center.Dispatcher);
        var parts = ClusterTestHost.PartsOf(broken);
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        parts.GetRequiredService<CountingStores>().BeforeCommit = () => throw new InvalidOperationException("A bug.");

        // Each request breaks the host once; after three it gives up.
        using var enough = new CancellationTokenSource(ClusterTestHost.Timeout);
        var failure = parts.GetRequiredService<CenterFailure>();
        for (var number = 0; !failure.HasHappened; number++)
        {
            enough.Token.ThrowIfCancellationRequested();
            await center.Center.SendAsync(new EnqueueContact(new($"lost-{number}")), enough.Token);
        }

        // The application of a real process ends with that; the silos of a test have none that does.
        await stopping.Task.WaitAsync(ClusterTestHost.Timeout);
        await center.Cluster.StopSiloAsync(broken);
        await center.EnqueueAsync("after");
        Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new("before"))));
    }

    [Fact]
    public async Task Of_two_dispatchers_at_once_never_both_write()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await ClusterTestHost.StartAsync(redis);
        await using var two = await ClusterTestHost.StartAsync(redis, serves: false);
        await using var store = new RedisStore(RedisAddress.Parse(redis.Url), new StoreOptions { Url = redis.Url });
        using var stop = new CancellationTokenSource();
        var acknowledged = new ConcurrentQueue<ContactId>();
        var callers = new[] { CallAsync(one, "one", acknowledged, stop.Token), CallAsync(two, "two", acknowledged, stop.Token) };

        // Each time the one that has the lease is fenced, both dispatchers are alive and want it.
        for (var round = 0; round < 5; round++)
        {
            var (fenced, served) = (await EpochAsync(redis) + 1, acknowledged.Count);
            await redis.SendAsync("INCR {acd}:epoch");
            await redis.SendAsync("DEL {acd}:lease");
            await Polling.UntilAsync(
                async () => await EpochAsync(redis) > fenced && acknowledged.Count > served,
                ClusterTestHost.Timeout,
                () => $"Nobody took over after {fenced}.");
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        foreach (var contact in acknowledged) Assert.NotNull(await store.FindContactAsync(contact));
        var events = await AllAsync(store);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(next => next.Sequence));
        var queued = events.OfType<ContactQueued>().Select(next => next.Contact).ToList();
        Assert.Equal(queued.Distinct().Count(), queued.Count);
    }

    private static async Task CallAsync(
        ClusterTestHost center, string name, ConcurrentQueue<ContactId> acknowledged, CancellationToken stop)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var contact = new ContactId($"{name}-{number}");
            if (await center.Center.SendAsync(new EnqueueContact(contact), CancellationToken.None) is ContactReply)
                acknowledged.Enqueue(contact);
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task HoldLeaseAsync(RedisServer redis, CancellationToken stop)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!stop.IsCancellationRequested)
        {
            await redis.SendAsync("PEXPIRE {acd}:lease 10000");
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static Task<long> EpochAsync(RedisServer redis) => RedisInspector.NumberAsync(redis, "{acd}:epoch");

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
