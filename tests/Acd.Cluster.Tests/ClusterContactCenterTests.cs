using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Acd.Cluster.Tests.ClusterTestHost;

namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
public sealed class ClusterContactCenterTests(ClusterFixture shared)
{
    [Fact]
    public async Task A_cluster_follows_its_primary_by_sentinels()
    {
        await using var redis = await RedisSentinelDeployment.StartAsync(replicas: 1);
        await using var center = await ClusterTestHost.StartAsync(redis.Url);
        await center.EnqueueAsync("before");
        Assert.Equal(":1", await redis.Servers[0].SendAsync("INCR test:last-write"));
        await Polling.UntilAsync(
            async () => await redis.Servers[1].SendAsync("EXISTS test:last-write") == ":1",
            ClusterTestHost.Timeout, () => "The replica has not got what was written.");

        await redis.Servers[0].KillAsync();
        await redis.NewPrimaryAsync(redis.Servers[0]);
        await center.EnqueueAsync("after");

        var found = Assert.IsType<ContactsReply>(await center.SendAsync(new ListContacts()));
        Assert.Equal(["before", "after"], found.Contacts.Select(contact => contact.Id.Value));
    }

    [Fact]
    public async Task Events_come_to_a_process_only_while_somebody_subscribes_and_a_later_subscriber_misses_none()
    {
        var center = shared.Center;
        var feed = center.Cluster.ServiceProvider.GetRequiredService<ClusterEventFeed>();
        feed.IdleTimeout = TimeSpan.Zero;
        var seen = (await center.EnqueueAsync("idle-1", "idle")).Contact.Sequence;
        Assert.Equal([seen, seen + 1], (await TakeAsync(center.Center, seen - 1, 2)).Select(one => one.Sequence));
        await Polling.UntilAsync(
            () => Task.FromResult(!feed.IsFollowing), ClusterTestHost.Timeout, () => "The events are followed for nobody.");

        await center.EnqueueAsync("idle-2", "idle");
        await center.EnqueueAsync("idle-3", "idle");
        Assert.False(feed.IsFollowing);
        Assert.Equal(CenterStatus.Active, center.Center.Status);
        var missed = TakeAsync(center.Center, seen + 1, 6);
        await center.EnqueueAsync("idle-4", "idle");

        Assert.Equal(Enumerable.Range(2, 6).Select(number => seen + number), (await missed).Select(one => one.Sequence));
    }

    [Fact]
    public async Task A_new_subscriber_is_given_what_happens_from_now_on_and_not_what_was_missed()
    {
        var center = shared.Center;
        var feed = center.Cluster.ServiceProvider.GetRequiredService<ClusterEventFeed>();
        feed.IdleTimeout = TimeSpan.Zero;
        await Polling.UntilAsync(
            () => Task.FromResult(!feed.IsFollowing), ClusterTestHost.Timeout, () => "The events are followed for nobody.");
        var last = (await center.EnqueueAsync("fresh-1", "fresh")).Contact.Sequence + 1;
        await using var events = center.Center.SubscribeAsync(null, null).GetAsyncEnumerator();

        var next = events.MoveNextAsync().AsTask();
        await Polling.UntilAsync(
            () => Task.FromResult(feed.IsFollowing), ClusterTestHost.Timeout, () => "The events are not followed.");
        await center.EnqueueAsync("fresh-2", "fresh");

        Assert.True(await next);
        Assert.True(events.Current.Sequence > last, $"Event {events.Current.Sequence} is not after event {last}.");
    }

    [Fact]
    public async Task Where_the_dispatcher_is_events_are_handed_over_as_they_are()
    {
        var center = shared.Center;
        var parts = PartsOf(await center.SiloOfAsync(center.Dispatcher));
        var first = (await center.EnqueueAsync("same-1", "same")).Contact.Sequence;

        var given = await TakeAsync(parts.GetRequiredService<IContactCenter>(), first - 1, 2);
        var own = await TakeAsync(parts.GetRequiredService<LocalDispatcher>().ActiveHost!, first - 1, 2);

        Assert.Same(own[0], given[0]);
        Assert.Same(own[1], given[1]);
    }

    [Fact]
    public async Task Events_go_on_without_a_gap_when_the_dispatchers_silo_is_killed_or_stopped()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis, silos: 3);
        var seen = new List<CenterEvent>();
        using var stop = new CancellationTokenSource();
        var listening = ListenAsync(center.Center, seen, stop.Token);
        await center.EnqueueAsync("move-0");

        await center.Cluster.KillSiloAsync(await center.SiloOfAsync(center.Dispatcher));
        await center.EnqueueAsync("move-1");
        await center.Cluster.StopSiloAsync(await center.SiloOfAsync(center.Dispatcher));
        var last = (await center.EnqueueAsync("move-2")).Contact.Sequence + 1;

        await Polling.UntilAsync(
            () => Task.FromResult(Count(seen) >= last), ClusterTestHost.Timeout, () => $"{Count(seen)} of {last} events came.");
        await stop.CancelAsync();
        await listening;
        Assert.Equal(Enumerable.Range(1, (int)last).Select(number => (long)number), seen.Select(next => next.Sequence));
    }

    [Fact]
    public async Task A_message_of_another_version_is_refused_and_harms_no_other()
    {
        var refused = Assert.IsType<Refusal>(await shared.Center.Center.SendAsync(new RequestOfAnotherVersion()));

        Assert.Equal(HostRefusals.Unavailable.Code, refused.Code);
        Assert.Contains(nameof(RequestOfAnotherVersion), refused.Message, StringComparison.Ordinal);
        Assert.IsType<CenterReply>(await shared.Center.SendAsync(new GetCenter()));
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_unavailable_and_no_exception()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis, silos: 1);

        await center.Cluster.KillSiloAsync(center.Cluster.Silos[0]);

        Assert.Equal(HostRefusals.Unavailable, await center.Center.SendAsync(new GetCenter()));
        await Polling.UntilAsync(
            () => Task.FromResult(center.Center.Status == CenterStatus.Recovering), ClusterTestHost.Timeout,
            () => $"The center is {center.Center.Status}.");
        await Assert.ThrowsAsync<CenterUnavailableException>(async () =>
        {
            await using var events = center.Center.SubscribeAsync(null, 0, CancellationToken.None).GetAsyncEnumerator();
            await events.MoveNextAsync();
        });
    }

    [Fact]
    public async Task A_request_goes_straight_to_a_dispatcher_in_its_process_and_by_one_grain_call_to_any_other()
    {
        var center = shared.Center;
        var agent = await center.AddAgentAsync("sally", "short");
        var home = await center.SiloOfAsync(center.Dispatcher);
        var (here, elsewhere) = (PartsOf(home), PartsOf(center.Cluster.GetActiveSilos().First(silo => silo != home)));

        var near = await here.GetRequiredService<IContactCenter>().SendAsync(
            new EnqueueContact(new("short-1")) { Requirements = [new(new("short"))] });
        var offer = Assert.IsType<ContactReply>(near).Contact.Offers[0].Id;
        await here.GetRequiredService<IContactCenter>().SendAsync(new AcceptOffer(offer, agent));
        Assert.Equal((0, 0), CallsOf(here));
        Assert.IsType<ContactReply>(await elsewhere.GetRequiredService<IContactCenter>().SendAsync(
            new EnqueueContact(new("short-2")) { Requirements = [new(new("short"))] }));
        await elsewhere.GetRequiredService<IContactCenter>().SendAsync(new AcceptOffer(offer, agent));

        Assert.Equal((1, 1), CallsOf(here));
        Assert.Equal((0, 0), CallsOf(elsewhere));

        static (int Enqueued, int Accepted) CallsOf(IServiceProvider parts)
        {
            var calls = parts.GetRequiredService<GrainCallCounter>();
            return (calls.Count<EnqueueContact>(request => request.Contact.Value.StartsWith("short-", StringComparison.Ordinal)),
                calls.Count<AcceptOffer>(request => request.By == new AgentId("sally")));
        }
    }

    private static int Count(List<CenterEvent> seen)
    {
        lock (seen) return seen.Count;
    }

    private static async Task ListenAsync(IContactCenter center, List<CenterEvent> seen, CancellationToken stop)
    {
        try
        {
            await foreach (var next in center.SubscribeAsync(null, 0, stop))
            {
                lock (seen) seen.Add(next);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The test has seen enough.
        }
    }

    private static async Task<List<CenterEvent>> TakeAsync(IContactCenter center, long after, int count)
    {
        var events = new List<CenterEvent>();
        await Polling.UntilAsync(HasTakenAsync, ClusterTestHost.Timeout, () => "The events are not to be had.");
        return events;

        // While a dispatcher that another test has moved is recovering, subscribers are told so, and come again.
        async Task<bool> HasTakenAsync()
        {
            using var enough = new CancellationTokenSource(ClusterTestHost.Timeout);
            try
            {
                await foreach (var next in center.SubscribeAsync(null, after, enough.Token))
                {
                    events.Add(next);
                    if (events.Count == count) return true;
                }
            }
            catch (CenterUnavailableException) when (events.Count == 0)
            {
                // It comes again.
            }

            return false;
        }
    }

    private sealed record RequestOfAnotherVersion : Query;
}
