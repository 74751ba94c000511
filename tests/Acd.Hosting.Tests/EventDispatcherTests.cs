using Acd.Core;
using Acd.Testing;

namespace Acd.Hosting.Tests;

public sealed class EventDispatcherTests
{
    private readonly HeldTaskScheduler _scheduler = new();
    private readonly EventFeed _feed;
    private long _published;

    public EventDispatcherTests()
    {
        _feed = new EventFeed(new EngineHostOptions { Scheduler = _scheduler, SubscriberBuffer = 200_000 });
        _feed.SetStatus(CenterStatus.Active);
    }

    [Fact]
    public void Publishing_leaves_the_work_for_subscribers_to_a_task_that_keeps_the_order()
    {
        var subscriber = Subscribe();
        Publish(3);
        Publish(2);

        Assert.Equal(5, _feed.Last);
        Assert.Empty(Read(subscriber));
        Assert.Equal(1, _scheduler.Run());
        Assert.Equal([1, 2, 3, 4, 5], Read(subscriber));
    }

    [Fact]
    public void A_subscriber_gets_what_is_published_after_it_came_and_before_it_left()
    {
        var early = Subscribe();
        Publish(2);
        var late = Subscribe();
        Publish(1);
        _feed.Remove(early);
        Assert.Equal(1, _feed.Subscribers);
        Publish(1);
        _scheduler.Run();

        Assert.Equal([1, 2, 3], Read(early));
        Assert.Equal([3, 4], Read(late));
    }

    [Fact]
    public void A_subscription_that_ends_has_the_events_before_its_end()
    {
        var subscriber = Subscribe();
        Publish(2);
        _feed.SetStatus(CenterStatus.Stopped);
        Assert.Equal(1, _feed.Subscribers);
        _scheduler.Run();

        Assert.Equal([1, 2], Read(subscriber));
        Assert.Equal(0, _feed.Subscribers);
        Assert.Throws<CenterUnavailableException>(() => { _feed.GetStartPosition(null); });
    }

    [Fact]
    public void A_backlog_past_its_limit_is_dispatched_by_the_publisher()
    {
        var subscriber = Subscribe();
        for (var i = 0; i <= EventDispatcher.MaxPendingEvents; i += 1_000) Publish(1_000);
        var dispatched = Read(subscriber);
        _scheduler.Run();

        Assert.NotEmpty(dispatched);
        Assert.Equal(Enumerable.Range(1, (int)_published).Select(i => (long)i), [.. dispatched, .. Read(subscriber)]);
    }

    [Fact]
    public async Task Subscribers_that_come_and_go_meanwhile_get_every_event_once()
    {
        var feed = new EventFeed(new EngineHostOptions { SubscriberBuffer = 200_000 });
        feed.SetStatus(CenterStatus.Active);
        var publishing = Task.Run(() =>
        {
            for (var i = 1; i <= 20_000; i += 5) feed.Publish(Events(i, 5));
        });
        var readings = Enumerable.Range(0, 20).Select(_ => Task.Run(() => ReadAllAsync(feed)));

        await Task.WhenAll(readings).OrTimeout("the readings");
        await publishing;
        await Polling.UntilAsync(
            () => Task.FromResult(feed.Subscribers == 0), TimeSpan.FromSeconds(30), () => $"{feed.Subscribers} are left.");
    }

    private static async Task ReadAllAsync(EventFeed feed)
    {
        var last = 0L;
        var subscription = new Subscription(feed, (_, _, _) => throw new NotSupportedException(), null, 0);
        await foreach (var next in subscription.ReadAsync(default))
        {
            Assert.Equal(last + 1, next.Sequence);
            last = next.Sequence;
            if (last == 20_000) break;
        }
    }

    private static CenterEvent[] Events(long first, int count) =>
    [
        .. Enumerable.Range(0, count).Select(
            i => new SettingsChanged { Sequence = first + i, At = new(first + i), Open = true }),
    ];

    private SubscriberChannel Subscribe() => _feed.CatchUp(null, _feed.Last).Subscriber!;

    private void Publish(int count)
    {
        _feed.Publish(Events(_published + 1, count));
        _published += count;
    }

    private static List<long> Read(SubscriberChannel subscriber)
    {
        var read = new List<long>();
        while (subscriber.TryRead(out var next)) read.Add(next.Sequence);
        return read;
    }
}
