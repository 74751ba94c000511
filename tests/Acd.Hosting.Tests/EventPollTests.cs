using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>A reader asks for events by number again and again.</summary>
public sealed class EventPollTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_next_events_are_given_as_soon_as_they_are_committed()
    {
        await using var center = await TestEngineHost.StartAsync();
        var next = center.Host.ReadNextAsync(0, 10, Wait);
        Assert.False(next.IsCompleted);

        await center.EnqueueAsync("c1").OrTimeout("the reply");

        Assert.Equal([1L, 2L], (await next.OrTimeout("the events")).Events.Select(one => one.Sequence));
        var second = await center.Host.ReadNextAsync(1, 10, Wait).OrTimeout("the second event");
        Assert.Equal(2, Assert.Single(second.Events).Sequence);
        Assert.Equal(1, Assert.Single((await center.Host.ReadNextAsync(0, 1, Wait).OrTimeout("one event")).Events).Sequence);
    }

    [Fact]
    public async Task Where_nothing_happens_the_wait_ends_without_an_event()
    {
        await using var center = await TestEngineHost.StartAsync();
        var next = center.Host.ReadNextAsync(0, 10, Wait);
        await center.Time.WhenArmedAsync(Wait).OrTimeout("the wait");

        center.Time.Advance(Wait);

        Assert.Empty((await next.OrTimeout("the end of the wait")).Events);
    }

    [Fact]
    public async Task A_canceled_wait_is_an_answer_without_an_event()
    {
        await using var center = await TestEngineHost.StartAsync();
        using var cancel = new CancellationTokenSource();
        var next = center.Host.ReadNextAsync(0, 10, Wait, cancel.Token);

        await cancel.CancelAsync();

        Assert.Empty((await next.OrTimeout("the end of the wait")).Events);
    }

    [Fact]
    public async Task Events_that_are_no_longer_in_memory_are_read_from_the_store_without_a_gap()
    {
        await using var center = await TestEngineHost.StartAsync(
            options => (options.RecentEvents, options.EventsPreloaded) = (3, 0));
        for (var number = 0; number < 10; number++) await center.EnqueueAsync($"c{number}").OrTimeout("the reply");

        var read = new List<CenterEvent>();
        while (read.Count < 20)
        {
            var page = await center.Host.ReadNextAsync(read.Count, 7, Wait).OrTimeout("a page");
            Assert.InRange(page.Events.Count, 1, 7);
            read.AddRange(page.Events);
        }

        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), read.Select(one => one.Sequence));
    }

    [Fact]
    public async Task A_wait_ends_when_the_center_no_longer_serves()
    {
        await using var center = await TestEngineHost.StartAsync();
        var next = center.Host.ReadNextAsync(0, 10, Wait);

        await center.Host.StopAsync().OrTimeout("the stop");

        await Assert.ThrowsAsync<CenterUnavailableException>(() => next.OrTimeout("the end of the wait"));
    }

    [Fact]
    public void A_reader_that_is_ahead_is_given_nothing()
    {
        var feed = new EventFeed(new EngineHostOptions());
        feed.SetStatus(CenterStatus.Active);

        Assert.Empty(feed.Read(5, 10).Events);
        Assert.False(feed.WaitForNextAsync(5).IsCompleted);
    }
}
