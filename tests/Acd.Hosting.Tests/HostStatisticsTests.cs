using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>Statistics across the restarts of hosts.</summary>
public sealed class HostStatisticsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1_000)]
    public async Task Statistics_are_the_same_after_a_restart_however_seldom_they_are_written(int every)
    {
        await using var first = await TestEngineHost.StartAsync(options => options.BoardsEvery = every);
        await first.AddAgentAsync("ada");
        for (var i = 0; i < 20; i++) await first.EnqueueAsync($"c{i}").OrTimeout("the contact");
        first.Time.Advance(TimeSpan.FromMinutes(7));
        await first.SendAsync(new AbandonContact(new("c19"))).OrTimeout("the abandoned contact");
        var before = await AskAsync(first);
        Assert.Equal((20, 1), (before.Total.Entered, before.Total.Abandoned));
        await first.Host.StopAsync();

        await using var second = await TestEngineHost.StartAsync(options => options.BoardsEvery = every, beside: first);
        await second.WaitForStatusAsync(CenterStatus.Active);

        var after = await AskAsync(second);
        Assert.Equal((before.Now, before.Total, before.AgentTotal), (after.Now, after.Total, after.AgentTotal));
    }

    [Fact]
    public async Task Statistics_whose_events_are_gone_begin_with_the_kept_ones()
    {
        await using var first = await TestEngineHost.StartAsync();
        await first.EnqueueAsync("c1").OrTimeout("the contact");
        first.Store.FailNextCommits(CommitFault.FailBefore);
        await first.Host.StopAsync();
        first.Database.TrimmedUpTo = 1;

        await using var second = await TestEngineHost.StartAsync(beside: first);
        await second.WaitForStatusAsync(CenterStatus.Active);

        var stats = await AskAsync(second);
        Assert.Equal((1, 0), (stats.Now.Waiting, stats.Total.Entered));
    }

    [Fact]
    public async Task A_host_that_stops_leaves_no_events_to_be_counted_again()
    {
        await using var first = await TestEngineHost.StartAsync();
        await first.EnqueueAsync("c1").OrTimeout("the contact");
        await first.SendAsync(new AbandonContact(new("c1"))).OrTimeout("the abandoned contact");
        var before = await AskAsync(first);
        await first.Host.StopAsync();
        first.Database.TrimmedUpTo = first.Database.Events.Count;

        await using var second = await TestEngineHost.StartAsync(beside: first);
        await second.WaitForStatusAsync(CenterStatus.Active);

        Assert.Equal((1, before.Total), (before.Total.Abandoned, (await AskAsync(second)).Total));
    }

    [Fact]
    public async Task A_center_serves_while_its_statistics_load_and_queries_of_them_are_answered_then()
    {
        await using var first = await TestEngineHost.StartAsync();
        await first.EnqueueAsync("c1").OrTimeout("the contact");
        await first.Host.StopAsync();
        await using var second = new TestEngineHost(beside: first);
        var released = await StartWithoutStatisticsAsync(second);

        var statistics = AskAsync(second);
        await second.EnqueueAsync("c2").OrTimeout("the contact");
        Assert.Null(Assert.IsType<ContactReply>(
            await second.SendAsync(new GetContact(new("c2"))).OrTimeout("the contact's state")).EstimatedWait);
        Assert.False(statistics.IsCompleted);

        released.SetResult();
        Assert.Equal(2, (await statistics).Total.Entered);
    }

    [Fact]
    public async Task Queries_of_statistics_that_are_not_loaded_yet_are_refused_past_the_request_limit()
    {
        await using var center = new TestEngineHost(options => options.IntakeLimit = 2);
        var loaded = await StartWithoutStatisticsAsync(center);
        var waiting = new List<Task<ContactStatsReply>>();
        for (var i = 0; i < 2; i++)
        {
            waiting.Add(AskAsync(center));
            await center.SendAsync(new GetCenter()).OrTimeout("the reply behind the query");
        }

        Assert.Same(HostRefusals.Busy, await center.SendAsync(new GetCenterStats()).OrTimeout("the refusal"));
        Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").OrTimeout("the contact"));

        loaded.SetResult();
        await Task.WhenAll(waiting).OrTimeout("the statistics");
        await AskAsync(center);
    }

    [Fact]
    public async Task Queries_of_statistics_are_refused_where_the_center_stops_before_they_are_loaded()
    {
        await using var center = new TestEngineHost();
        var released = await StartWithoutStatisticsAsync(center);

        var statistics = center.SendAsync(new GetCenterStats());
        var stop = center.Host.StopAsync();

        Assert.Same(HostRefusals.Unavailable, await statistics.OrTimeout("the refusal"));
        released.SetResult();
        await stop;
    }

    [Fact]
    public async Task A_center_that_stops_waits_for_its_statistics_to_count_the_events_since()
    {
        await using var first = await TestEngineHost.StartAsync();
        await first.EnqueueAsync("c1").OrTimeout("the contact");
        await first.Host.StopAsync();
        await using var second = new TestEngineHost(beside: first);
        var released = await StartWithoutStatisticsAsync(second);
        await second.EnqueueAsync("c2").OrTimeout("the contact");
        var statistics = AskAsync(second);

        var stop = second.Host.StopAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => stop.WaitAsync(TimeSpan.FromMilliseconds(200)));
        released.SetResult();
        await stop.OrTimeout("the end");

        Assert.Equal(2, (await statistics).Total.Entered);
        first.Database.TrimmedUpTo = first.Database.Events.Count;
        await using var third = await TestEngineHost.StartAsync(beside: first);
        await third.WaitForStatusAsync(CenterStatus.Active);
        Assert.Equal(2, (await AskAsync(third)).Total.Entered);
    }

    [Fact]
    public async Task A_center_whose_statistics_cannot_be_read_loads_again()
    {
        await using var center = new TestEngineHost();
        var lost = await StartWithoutStatisticsAsync(center);
        await center.EnqueueAsync("c1").OrTimeout("the contact");

        center.Store.StatisticsGate = null;
        lost.SetException(new StoreUnavailableException("The connection broke."));

        await center.WaitForStatusAsync(CenterStatus.Recovering);
        await center.Time.WhenArmedAsync(TimeSpan.FromMilliseconds(50)).OrTimeout("a wait of 50 ms");
        center.Time.Advance(TimeSpan.FromMilliseconds(50));
        await center.WaitForStatusAsync(CenterStatus.Active);
        Assert.Equal(1, (await AskAsync(center)).Total.Entered);
    }

    [Fact]
    public async Task Statistics_that_were_read_while_another_owner_had_the_lease_are_not_loaded()
    {
        await using var center = new TestEngineHost();
        var released = await StartWithoutStatisticsAsync(center);
        center.Time.Suspend(TestDatabase.LeaseDuration);
        Assert.NotNull(center.Database.TryAcquire("another"));
        center.Database.Put(new NamedDocument("board:skill/en/1", "{}"));

        released.SetResult();

        await center.WaitForStatusAsync(CenterStatus.Standby);
        Assert.DoesNotContain(center.Log.Lines, line => line.Text.Contains("broke"));
    }

    [Fact]
    public async Task Statistics_that_cannot_be_loaded_break_the_center_again_and_again_though_it_serves_until_then()
    {
        await using var first = await TestEngineHost.StartAsync();
        await first.EnqueueAsync("c1").OrTimeout("the contact");
        await first.Host.StopAsync();
        first.Database.Put(new NamedDocument("board:skill/en/1", "{}"));

        await using var second = await TestEngineHost.StartAsync(beside: first);
        foreach (var milliseconds in new[] { 50, 100 })
        {
            await second.WaitForStatusAsync(CenterStatus.Active);
            await second.EnqueueAsync("c2").OrTimeout("the contact, or its refusal");
            await second.WaitForStatusAsync(CenterStatus.Recovering);
            await second.Time.WhenArmedAsync(TimeSpan.FromMilliseconds(milliseconds)).OrTimeout($"a wait of {milliseconds} ms");
            second.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }

        await second.WaitForStatusAsync(CenterStatus.Active);
        await second.WaitForStatusAsync(CenterStatus.Recovering);
        await second.WaitForStatusAsync(CenterStatus.Stopped);
        Assert.Single(second.Log.Lines, line => line.Text.Contains("broke, 3 in a row"));
    }

    [Fact]
    public async Task A_wait_grows_while_nothing_happens()
    {
        await using var center = await TestEngineHost.StartAsync();
        await center.EnqueueAsync("c1").OrTimeout("the contact");
        center.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(1), (await AskAsync(center)).Now.LongestWait);
    }

    [Fact]
    public void A_store_that_keeps_fewer_events_than_statistics_need_is_refused()
    {
        var options = new EngineHostOptions { BoardsEvery = 1_001 };

        var refused = Assert.Throws<ArgumentException>(() => new EngineHost(new ShortHistoryStore(), options));

        Assert.Contains("BoardsEvery is 1001 and must be at most the 1000 events", refused.Message);
    }

    /// <summary>Starts a center that serves and loads its statistics when the result is set.</summary>
    private static async Task<TaskCompletionSource> StartWithoutStatisticsAsync(TestEngineHost center)
    {
        var gate = center.Store.StatisticsGate = new TaskCompletionSource();
        await center.Host.StartAsync();
        await center.WaitForStatusAsync(CenterStatus.Active);
        return gate;
    }

    private static async Task<ContactStatsReply> AskAsync(TestEngineHost center) =>
        Assert.IsType<ContactStatsReply>(await center.SendAsync(new GetCenterStats()).OrTimeout("the statistics"));

    /// <summary>A store that only knows how many events it keeps.</summary>
    private sealed class ShortHistoryStore : IStore
    {
        public int EventsKept => 1_000;

        public ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask RenewAsync(Lease lease, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel) =>
            throw new NotSupportedException();

        public ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel) =>
            throw new NotSupportedException();

        public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel) =>
            throw new NotSupportedException();

        public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel) =>
            throw new NotSupportedException();

        public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel) =>
            throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
