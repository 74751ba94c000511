using Acd.Core;
using static Acd.Hosting.Tests.CommitFault;

namespace Acd.Hosting.Tests;

public sealed class EngineHostTests
{
    [Fact]
    public async Task A_stop_commits_and_answers_everything_that_was_taken_in()
    {
        await using var center = await TestEngineHost.StartAsync(options => options.MaxBatch = 2);
        center.Store.FailNextCommits(Wait);
        var replies = Enumerable.Range(1, 7).Select(i => center.EnqueueAsync($"c{i}")).ToList();
        await center.Store.Commits.WaitForAsync(1);
        var stop = center.Host.StopAsync();
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("late").OrTimeout("the refusal while it stops"));
        Assert.False(stop.IsCompleted);

        center.Store.ReleaseCommit();
        await stop.OrTimeout("the stop");
        Assert.All(await Task.WhenAll(replies).OrTimeout("the replies"), reply => Assert.IsType<ContactReply>(reply));
        Assert.Equal(7, center.Database.Contacts.Count);
        Assert.Null(center.Database.Owner);
        await center.WaitForStatusAsync(CenterStatus.Stopped);
        Assert.False(center.Host.HasGivenUp);
    }

    [Fact]
    public async Task A_stop_does_not_wait_longer_than_it_may()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(Hang);
        var reply = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        var stop = center.Host.StopAsync();
        await center.Time.WhenArmedAsync(center.Options.StopTimeout).OrTimeout("the stop's timeout");
        center.Time.Advance(center.Options.StopTimeout);
        await stop.OrTimeout("the stop");
        Assert.Same(HostRefusals.Unavailable, await reply.OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Stopped);
    }

    [Fact]
    public async Task A_stop_while_the_store_is_down_ends()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.IsDown = true;
        await center.EnqueueAsync("c1").OrTimeout("the refusal");
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        await center.Host.StopAsync().OrTimeout("the stop");
        Assert.Equal(CenterStatus.Stopped, center.Host.Status);
    }

    [Fact]
    public async Task A_standby_stops_too()
    {
        await using var active = await TestEngineHost.StartAsync();
        await using var standby = await TestEngineHost.StartAsync(beside: active);
        await standby.WaitForStatusAsync(CenterStatus.Standby);
        await standby.Host.StopAsync().OrTimeout("the stop");
        Assert.Equal(CenterStatus.Stopped, standby.Host.Status);
        Assert.Equal(active.Options.Owner, active.Database.Owner);
    }

    [Fact]
    public async Task A_host_that_was_not_started_refuses_and_ends()
    {
        var center = new TestEngineHost();
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        await center.DisposeAsync();
        await center.DisposeAsync();
    }

    [Fact]
    public void Every_invalid_option_is_reported_at_once()
    {
        var options = new EngineHostOptions { MaxBatch = 0, FirstBackoff = TimeSpan.FromMinutes(2) };
        Assert.Equal(3, options.GetValidationErrors().Count);
        var store = new FaultyStore(new TestDatabase(TimeProvider.System));
        var error = Assert.Throws<ArgumentException>(() => new EngineHost(store, options));
        Assert.Contains("MaxBatch is 0 and must be 1 to 100000.", error.Message, StringComparison.Ordinal);
        Assert.Empty(new EngineHostOptions().GetValidationErrors());
        Assert.Equal(
            ["Matching is 7 and must be index or zinter."],
            new EngineHostOptions { Matching = (MatchingKind)7 }.GetValidationErrors());
    }
}
