using Acd.Core;
using Microsoft.Extensions.Logging;
using static Acd.Hosting.Tests.CommitFault;

namespace Acd.Hosting.Tests;

public sealed class HostRunnerTests
{
    [Theory]
    [InlineData(FailBefore, 0)]
    [InlineData(FailAfter, 1)]
    public async Task After_a_failed_commit_the_center_is_what_the_store_has_and_a_retry_makes_one_contact(
        object fault, int contactsInStore)
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits((CommitFault)fault);
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal while it recovers"));
        Assert.Equal(contactsInStore, center.Database.Contacts.Count);

        await RecoverAsync(center);
        Assert.Equal(2, center.Database.Epoch);
        var retry = Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").OrTimeout("the retry's reply"));
        Assert.Equal(contactsInStore == 0, retry.Created);
        Assert.Equal(retry.Contact, Assert.Single(center.Database.Contacts));
        Assert.Single(center.Database.Events, happened => happened is ContactQueued);
    }

    [Fact]
    public async Task A_failed_commit_refuses_its_callers_the_next_batch_and_the_intake()
    {
        await using var center = await TestEngineHost.StartAsync(options => options.MaxBatch = 1);
        center.Store.FailNextCommits(Wait);
        var committing = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        var applied = center.EnqueueAsync("c2");
        await center.Applied.WaitForAsync(2);
        var waiting = center.EnqueueAsync("c3");
        center.Store.IsDown = true;
        center.Store.ReleaseCommit();

        foreach (var reply in new[] { committing, applied, waiting })
            Assert.Same(HostRefusals.Unavailable, await reply.OrTimeout("a refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        center.Store.IsDown = false;
        await RecoverAsync(center);
        Assert.Empty(center.Database.Contacts);
    }

    [Fact]
    public async Task A_commit_that_hangs_is_given_up_and_cannot_write_later()
    {
        await using var center = await TestEngineHost.StartAsync(options => options.CommitTimeout = TimeSpan.FromSeconds(5));
        center.Store.FailNextCommits(Hang);
        var reply = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        center.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(HostRefusals.Unavailable, await reply.OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        await RecoverAsync(center);

        center.Store.ReleaseCommit();
        await center.Store.Refused.WaitForAsync(1);
        Assert.Empty(center.Database.Contacts);
        Assert.True(Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").OrTimeout("the retry's reply")).Created);
    }

    [Fact]
    public async Task A_commit_has_as_long_as_its_store_may_take()
    {
        await using var center = new TestEngineHost(options => options.CommitTimeout = TimeSpan.FromSeconds(5));
        center.Store.MaxCommitDuration = TimeSpan.FromSeconds(8);
        await center.Host.StartAsync();
        await center.WaitForStatusAsync(CenterStatus.Active);
        center.Store.FailNextCommits(Wait, Wait);
        var first = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        center.Time.Advance(TimeSpan.FromSeconds(7));
        var second = center.EnqueueAsync("c2");
        await center.Applied.WaitForAsync(2);
        center.Store.ReleaseCommit();
        Assert.IsType<ContactReply>(await first.OrTimeout("the first reply"));

        await center.Store.Commits.WaitForAsync(2);
        center.Time.Advance(TimeSpan.FromSeconds(8));
        Assert.Same(HostRefusals.Unavailable, await second.OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
    }

    [Fact]
    public async Task Waits_between_tries_grow_until_the_store_answers()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.IsDown = true;
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        foreach (var milliseconds in new[] { 50, 100, 200, 400, 800, 1000, 1000 })
        {
            var wait = TimeSpan.FromMilliseconds(milliseconds);
            await center.Time.WhenArmedAsync(wait).OrTimeout($"a wait of {milliseconds} ms");
            var before = center.Store.Acquisitions.Count;
            center.Time.Advance(wait);
            await center.Store.Acquisitions.WaitForAsync(before + 1);
        }

        center.Store.IsDown = false;
        await center.Time.WhenArmedAsync(TimeSpan.FromSeconds(1)).OrTimeout("the last wait");
        center.Time.Advance(TimeSpan.FromSeconds(1));
        await center.WaitForStatusAsync(CenterStatus.Active);
        Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").OrTimeout("the retry's reply"));
    }

    [Fact]
    public async Task A_center_whose_lease_was_taken_while_it_recovered_stands_by()
    {
        await using var center = await TestEngineHost.StartAsync();
        var subscription = center.ReadAsync(1, null);
        center.Store.IsDown = true;
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        center.Time.Suspend(TestDatabase.LeaseDuration);
        Assert.NotNull(center.Database.TryAcquire("another owner"));
        center.Store.IsDown = false;
        await center.Time.WhenArmedAsync(center.Options.FirstBackoff).OrTimeout("the wait before the next try");
        Assert.False(subscription.IsCompleted);
        center.Time.Advance(center.Options.FirstBackoff);
        await center.WaitForStatusAsync(CenterStatus.Standby);
        await Assert.ThrowsAsync<CenterUnavailableException>(() => subscription);
        Assert.Single(center.Log.Lines, line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task A_store_that_is_down_at_the_start_is_asked_until_it_answers()
    {
        await using var center = new TestEngineHost();
        center.Store.IsDown = true;
        await center.Host.StartAsync();
        await center.Time.WhenArmedAsync(TimeSpan.FromMilliseconds(50)).OrTimeout("the wait for the store");
        Assert.Equal(CenterStatus.Starting, center.Host.Status);
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        center.Store.IsDown = false;
        center.Time.Advance(TimeSpan.FromMilliseconds(50));
        await center.WaitForStatusAsync(CenterStatus.Active);
    }

    [Fact]
    public async Task A_stale_owner_stops_at_once_and_stands_by()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Time.Suspend(TestDatabase.LeaseDuration);
        Assert.NotNull(center.Database.TryAcquire("another owner"));
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Standby);
        Assert.Empty(center.Database.Contacts);
        Assert.Same(HostRefusals.Standby, await center.EnqueueAsync("c1").OrTimeout("the standby's refusal"));
    }

    [Fact]
    public async Task A_standby_takes_over_when_the_lease_of_a_dead_owner_ends()
    {
        await using var dead = await TestEngineHost.StartAsync();
        await dead.AddAgentAsync("a1");
        await dead.EnqueueAsync("c1").OrTimeout("the contact");
        await using var standby = await TestEngineHost.StartAsync(beside: dead);
        await standby.WaitForStatusAsync(CenterStatus.Standby);
        Assert.Same(HostRefusals.Standby, await standby.EnqueueAsync("c2").OrTimeout("the standby's refusal"));

        dead.Store.IsDown = true;
        while (standby.Host.Status == CenterStatus.Standby)
        {
            await standby.Time.WhenArmedAsync(standby.Options.StandbyPoll).OrTimeout("the next poll");
            var before = standby.Store.Acquisitions.Count;
            standby.Time.Advance(standby.Options.StandbyPoll);
            await standby.Store.Acquisitions.WaitForAsync(before + 1);
            if (standby.Database.Owner == standby.Options.Owner) break;
        }

        await standby.WaitForStatusAsync(CenterStatus.Active);
        var contact = await standby.SendAsync(new GetContact(new("c1"))).OrTimeout("the contact");
        Assert.Equal(ContactState.Offered, Assert.IsType<ContactReply>(contact).Contact.State);
        Assert.IsType<ContactReply>(await standby.EnqueueAsync("c2").OrTimeout("the new owner's reply"));
    }

    [Fact]
    public async Task A_standby_takes_over_at_its_next_poll_when_the_owner_stops()
    {
        await using var first = await TestEngineHost.StartAsync();
        await using var second = await TestEngineHost.StartAsync(beside: first);
        await second.WaitForStatusAsync(CenterStatus.Standby);
        await first.Host.StopAsync().OrTimeout("the stop");
        await second.Time.WhenArmedAsync(second.Options.StandbyPoll).OrTimeout("the next poll");
        second.Time.Advance(second.Options.StandbyPoll);
        await second.WaitForStatusAsync(CenterStatus.Active);
    }

    [Fact]
    public async Task The_lease_is_renewed_while_the_documents_are_loaded()
    {
        await using var center = new TestEngineHost();
        var gate = center.Store.ReadGate = new TaskCompletionSource();
        await center.Host.StartAsync();
        for (var i = 1; i <= 6; i++)
        {
            await center.Time.WhenArmedAsync(TestDatabase.LeaseDuration / 3).OrTimeout("the wait until the renewal");
            center.Time.Advance(TestDatabase.LeaseDuration / 3);
            await center.Store.Renewals.WaitForAsync(i);
        }

        Assert.Null(center.Database.TryAcquire("another owner"));
        gate.SetResult();
        await center.WaitForStatusAsync(CenterStatus.Active);
    }

    [Fact]
    public async Task A_bug_of_the_store_is_logged_and_the_center_loads_the_store_again()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(Break);
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        await RecoverAsync(center);
        Assert.Contains(center.Log.Lines, line => line.Level == LogLevel.Critical);
        Assert.True(Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").OrTimeout("the retry's reply")).Created);
    }

    [Fact]
    public async Task A_request_that_breaks_the_engine_takes_nothing_from_the_batch_before_it()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(Wait);
        var before = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        var poison = center.SendAsync(new Poison());
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        Assert.False(before.IsCompleted);
        center.Store.ReleaseCommit();

        Assert.IsType<ContactReply>(await before.OrTimeout("the reply of the batch before"));
        Assert.Same(HostRefusals.Unavailable, await poison.OrTimeout("the refusal"));
        await RecoverAsync(center);
        Assert.Contains(
            center.Log.Lines, line => line.Level == LogLevel.Critical && line.Text.Contains("Poison 1; last Poison"));
        Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new("c1"))).OrTimeout("the contact"));
        Assert.Equal(1, center.Store.Commits.Count);
    }

    [Fact]
    public async Task A_center_that_breaks_again_and_again_gives_the_lease_to_another()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.BreaksLoading = true;
        center.Store.FailNextCommits(FailBefore);
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal"));
        await center.WaitForStatusAsync(CenterStatus.Recovering);
        foreach (var milliseconds in new[] { 50, 100, 200 })
        {
            await center.Time.WhenArmedAsync(TimeSpan.FromMilliseconds(milliseconds)).OrTimeout($"a wait of {milliseconds} ms");
            center.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }

        await center.WaitForStatusAsync(CenterStatus.Stopped);
        Assert.True(center.Host.HasGivenUp);
        Assert.Equal(3, center.Store.Loads.Count - 1);
        Assert.Same(HostRefusals.Unavailable, await center.EnqueueAsync("c1").OrTimeout("the refusal of a stopped center"));
        Assert.NotNull(center.Database.TryAcquire("another owner"));
    }

    /// <summary>A command that no engine knows; it stands for a bug that a request uncovers.</summary>
    private sealed record Poison : Command;

    private static async Task RecoverAsync(TestEngineHost center)
    {
        await center.Time.WhenArmedAsync(center.Options.FirstBackoff).OrTimeout("the wait before the next try");
        center.Time.Advance(center.Options.FirstBackoff);
        await center.WaitForStatusAsync(CenterStatus.Active);
    }
}
