using Acd.Core;
using static Acd.Hosting.Tests.CommitFault;

namespace Acd.Hosting.Tests;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Events_come_live_and_in_order_after_the_store_has_them()
    {
        await using var center = await TestEngineHost.StartAsync();
        await using var events = center.Host.SubscribeAsync(null, null).GetAsyncEnumerator();
        var first = events.MoveNextAsync();
        center.Store.FailNextCommits(Wait);
        var reply = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        Assert.False(first.IsCompleted);

        center.Store.ReleaseCommit();
        await reply.OrTimeout("the reply");
        Assert.True(await first.OrTimeout("the first event"));
        Assert.IsType<ContactQueued>(events.Current);
        Assert.True(await events.MoveNextAsync().OrTimeout("the second event"));
        Assert.IsType<ContactUnservable>(events.Current);
        Assert.Equal(2, events.Current.Sequence);
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(50)]
    [InlineData(1)]
    public async Task A_subscriber_that_comes_back_gets_everything_since_without_a_gap_or_a_double(int recentEvents)
    {
        await using var center = await TestEngineHost.StartAsync(options =>
        {
            options.RecentEvents = recentEvents;
            options.EventsPreloaded = 0;
        });
        await EnqueueManyAsync(center, "before", 100);
        var reading = center.ReadAsync(320, after: 80);
        await EnqueueManyAsync(center, "meanwhile", 100);
        var events = await reading;
        Assert.Equal(Enumerable.Range(81, 320).Select(i => (long)i), events.Select(happened => happened.Sequence));
    }

    [Fact]
    public async Task An_agents_stream_has_its_events_only_from_the_store_from_memory_and_live()
    {
        await using var center = await TestEngineHost.StartAsync(
            options => (options.RecentEvents, options.EventsPreloaded) = (6, 6));
        await center.AddAgentAsync("a1");
        await center.AddAgentAsync("a2");
        await EnqueueManyAsync(center, "c", 10);
        var expected = center.Database.Events.Where(happened => happened.Agent == new AgentId("a2")).ToList();
        Assert.Equal(expected, await center.ReadAsync(expected.Count, 0, "a2"));

        await using var live = center.Host.SubscribeAsync(new AgentId("a2"), null).GetAsyncEnumerator();
        var next = live.MoveNextAsync();
        await center.SendAsync(new SetPresence(new("a1"), Presence.NotReady)).OrTimeout("the other agent's presence");
        await center.SendAsync(new SetPresence(new("a2"), Presence.NotReady)).OrTimeout("the agent's presence");
        Assert.True(await next.OrTimeout("the agent's event"));
        Assert.Equal(new AgentId("a2"), Assert.IsType<AgentPresenceChanged>(live.Current).Agent);
    }

    [Fact]
    public async Task Events_that_are_no_longer_kept_are_reported_as_gone()
    {
        await using var center = await TestEngineHost.StartAsync(
            options => (options.RecentEvents, options.EventsPreloaded) = (5, 5));
        await EnqueueManyAsync(center, "c", 20);
        center.Database.TrimmedUpTo = 30;
        var gone = await Assert.ThrowsAsync<EventsGoneException>(() => center.ReadAsync(1, after: 10));
        Assert.Equal(31, gone.FirstKept);
        Assert.Equal(31, (await center.ReadAsync(1, after: 30))[0].Sequence);
    }

    [Fact]
    public async Task A_subscriber_from_the_future_gets_what_comes_next()
    {
        await using var center = await TestEngineHost.StartAsync();
        await EnqueueManyAsync(center, "c", 1);
        await using var events = center.Host.SubscribeAsync(null, 1_000).GetAsyncEnumerator();
        var next = events.MoveNextAsync();
        await EnqueueManyAsync(center, "d", 1);
        Assert.True(await next.OrTimeout("the next event"));
        Assert.Equal(3, events.Current.Sequence);
    }

    [Fact]
    public async Task A_subscriber_that_does_not_keep_up_is_dropped_and_may_come_back_for_the_rest()
    {
        await using var center = await TestEngineHost.StartAsync(options => options.SubscriberBuffer = 10);
        await using var slow = center.Host.SubscribeAsync(null, null).GetAsyncEnumerator();
        var first = slow.MoveNextAsync();
        await EnqueueManyAsync(center, "c", 20);
        await center.WaitForSubscribersAsync(0);
        Assert.True(await first.OrTimeout("the first event"));
        var last = slow.Current.Sequence;
        await Assert.ThrowsAsync<SubscriberTooSlowException>(async () =>
        {
            while (await slow.MoveNextAsync().OrTimeout("the end of the stream")) Assert.Equal(++last, slow.Current.Sequence);
        });
        Assert.True(last >= 10);
        var rest = await center.ReadAsync(40 - (int)last, last);
        Assert.Equal(40, rest[^1].Sequence);
    }

    [Fact]
    public async Task Events_of_a_commit_whose_answer_was_lost_come_before_newer_ones()
    {
        await using var center = await TestEngineHost.StartAsync();
        await EnqueueManyAsync(center, "c", 1);
        await using var events = center.Host.SubscribeAsync(null, 0).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync().OrTimeout("event 1"));
        Assert.True(await events.MoveNextAsync().OrTimeout("event 2"));
        var third = events.MoveNextAsync();

        center.Store.FailNextCommits(FailAfter);
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("lost").OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        await Assert.ThrowsAsync<CenterUnavailableException>(() => center.ReadAsync(1, null));
        Assert.False(third.IsCompleted);
        await center.Time.WhenArmedAsync(center.Options.FirstBackoff).OrTimeout("the wait before the next try");
        center.Time.Advance(center.Options.FirstBackoff);
        await center.WaitForStatusAsync(CenterStatus.Active);
        await EnqueueManyAsync(center, "newer", 1);

        Assert.True(await third.OrTimeout("the lost event"));
        Assert.Equal(new ContactId("lost"), Assert.IsType<ContactQueued>(events.Current).Contact);
        for (var sequence = 4; sequence <= 6; sequence++)
        {
            Assert.True(await events.MoveNextAsync().OrTimeout($"event {sequence}"));
            Assert.Equal(sequence, events.Current.Sequence);
        }
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(1_000, 3)]
    public async Task A_subscriber_that_is_ahead_of_a_former_owner_gets_nothing_twice(long after, long next)
    {
        // Another owner has published events 3 to 5, or their commit's answer was lost; this owner has published 1 and 2.
        CenterEvent[] committed = [.. Enumerable.Range(1, 5).Select(sequence => new SettingsChanged
        {
            Sequence = sequence,
            At = new(sequence),
            Open = true,
        })];
        var feed = new EventFeed(new EngineHostOptions());
        feed.SetStatus(CenterStatus.Active);
        feed.Publish(committed[..2]);
        var subscription = new Subscription(feed, ReadAsync, null, after);
        await using var events = subscription.ReadAsync(default).GetAsyncEnumerator();
        var first = events.MoveNextAsync();
        Assert.Equal(1, feed.Subscribers);

        feed.Publish(committed[2..]);

        Assert.True(await first.OrTimeout("an event"));
        Assert.Equal(next, events.Current.Sequence);

        Task<EventPage> ReadAsync(long position, int limit, CancellationToken cancel) =>
            Task.FromResult(new EventPage([.. committed.Where(one => one.Sequence > position).Take(limit)], 1));
    }

    [Fact]
    public async Task Subscriptions_end_when_the_center_stops_or_loses_its_lease()
    {
        await using var center = await TestEngineHost.StartAsync();
        var reading = center.ReadAsync(1, null);
        center.Time.Suspend(TestDatabase.LeaseDuration);
        Assert.NotNull(center.Database.TryAcquire("another owner"));
        await center.EnqueueAsync("c1").OrTimeout("the refusal");
        Assert.Equal(CenterStatus.Standby, (await Assert.ThrowsAsync<CenterUnavailableException>(() => reading)).Status);
        await Assert.ThrowsAsync<CenterUnavailableException>(() => center.ReadAsync(1, null));

        await using var other = await TestEngineHost.StartAsync();
        reading = other.ReadAsync(1, null);
        await other.Host.StopAsync().OrTimeout("the stop");
        Assert.Equal(CenterStatus.Stopped, (await Assert.ThrowsAsync<CenterUnavailableException>(() => reading)).Status);
    }

    [Fact]
    public async Task A_host_that_takes_over_knows_the_latest_events_without_the_store()
    {
        await using var first = await TestEngineHost.StartAsync();
        await EnqueueManyAsync(first, "c", 10);
        await first.Host.StopAsync().OrTimeout("the stop");
        await using var second = await TestEngineHost.StartAsync(options => options.EventsPreloaded = 5, first);
        await second.WaitForStatusAsync(CenterStatus.Active);
        second.Store.IsDown = true;
        var events = await second.ReadAsync(5, after: 15);
        Assert.Equal(16, events[0].Sequence);
        await Assert.ThrowsAsync<CenterUnavailableException>(() => second.ReadAsync(1, after: 14));
    }

    [Fact]
    public async Task A_host_that_takes_over_reads_no_more_events_than_its_bytes_allow()
    {
        await using var first = await TestEngineHost.StartAsync();
        await EnqueueManyAsync(first, "c", 200);
        await first.Host.StopAsync().OrTimeout("the stop");
        first.Database.BytesPerEvent = 1_000_000;
        await using var second = await TestEngineHost.StartAsync(options => options.PreloadedBytes = 200_000_000, first);
        await second.WaitForStatusAsync(CenterStatus.Active);
        second.Store.IsDown = true;

        // The first 128 and the 256 before them, which are more than the bytes allow, are read.
        Assert.Equal(273, (await second.ReadAsync(128, after: 272))[0].Sequence);
        await Assert.ThrowsAsync<CenterUnavailableException>(() => second.ReadAsync(1, after: 0));
    }

    [Fact]
    public async Task A_host_that_takes_over_serves_although_the_latest_events_cannot_be_read()
    {
        await using var first = await TestEngineHost.StartAsync();
        await EnqueueManyAsync(first, "c", 10);
        await first.Host.StopAsync().OrTimeout("the stop");
        first.Database.EventsAreUnreadable = true;
        await using var second = await TestEngineHost.StartAsync(null, first);
        await second.WaitForStatusAsync(CenterStatus.Active);

        await Assert.ThrowsAsync<CenterUnavailableException>(() => second.ReadAsync(1, after: 14));
        first.Database.EventsAreUnreadable = false;
        Assert.Equal(15, (await second.ReadAsync(1, after: 14))[0].Sequence);
    }

    [Fact]
    public async Task A_subscriber_that_leaves_is_forgotten()
    {
        var feed = new EventFeed(new EngineHostOptions());
        feed.SetStatus(CenterStatus.Active);
        var subscriber = feed.CatchUp(new AgentId("a1"), 0).Subscriber;
        var everyone = feed.CatchUp(null, 0).Subscriber;
        Assert.Equal(2, feed.Subscribers);
        feed.Remove(subscriber!);
        feed.Remove(subscriber!);
        feed.Remove(everyone!);
        Assert.Equal(0, feed.Subscribers);
        await Task.CompletedTask;
    }

    private static async Task EnqueueManyAsync(TestEngineHost center, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.IsType<ContactReply>(await center.EnqueueAsync($"{prefix}{i}").OrTimeout("a contact"));
    }
}
