using Acd.Core;
using Microsoft.Extensions.Logging;
using static Acd.Hosting.Tests.CommitFault;

namespace Acd.Hosting.Tests;

public sealed class LifecycleTests
{
    [Theory]
    [InlineData(FailBefore, 0)]
    [InlineData(FailAfter, 1)]
    public async Task After_a_failed_commit_the_center_is_what_the_store_has_and_a_retry_makes_one_contact(
        object fault, int contactsInStore)
    {
        await using var center = await TestCenter.StartAsync();
        center.Store.NextCommits((CommitFault)fault);
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal"));
        await center.BecomesAsync(CenterStatus.Recovering);
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal while it recovers"));
        Assert.Equal(contactsInStore, center.Database.Contacts.Count);

        await RecoverAsync(center);
        Assert.Equal(2, center.Database.Epoch);
        var retry = Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").Soon("the retry's reply"));
        Assert.Equal(contactsInStore == 0, retry.Created);
        Assert.Equal(retry.Contact, Assert.Single(center.Database.Contacts));
        Assert.Single(center.Database.Events, happened => happened is ContactQueued);
    }

    [Fact]
    public async Task A_failed_commit_refuses_its_callers_the_next_batch_and_the_intake()
    {
        await using var center = await TestCenter.StartAsync(options => options.MaxBatch = 1);
        center.Store.NextCommits(Wait);
        var committing = center.EnqueueAsync("c1");
        await center.Store.Commits.ReachAsync(1);
        var applied = center.EnqueueAsync("c2");
        await center.Applied.ReachAsync(2);
        var waiting = center.EnqueueAsync("c3");
        center.Store.IsDown = true;
        center.Store.LetGo();

        foreach (var reply in new[] { committing, applied, waiting })
            Assert.Same(Refused.Unavailable, await reply.Soon("a refusal"));
        await center.BecomesAsync(CenterStatus.Recovering);
        center.Store.IsDown = false;
        await RecoverAsync(center);
        Assert.Empty(center.Database.Contacts);
    }

    [Fact]
    public async Task A_commit_that_hangs_is_given_up_and_cannot_write_later()
    {
        await using var center = await TestCenter.StartAsync(options => options.CommitTimeout = TimeSpan.FromSeconds(5));
        center.Store.NextCommits(Hang);
        var reply = center.EnqueueAsync("c1");
        await center.Store.Commits.ReachAsync(1);
        center.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(Refused.Unavailable, await reply.Soon("the refusal"));
        await center.BecomesAsync(CenterStatus.Recovering);
        await RecoverAsync(center);

        center.Store.LetGo();
        await center.Store.Refused.ReachAsync(1);
        Assert.Empty(center.Database.Contacts);
        Assert.True(Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").Soon("the retry's reply")).Created);
    }

    [Fact]
    public async Task Waits_between_tries_grow_until_the_store_answers()
    {
        await using var center = await TestCenter.StartAsync();
        center.Store.IsDown = true;
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal"));
        await center.BecomesAsync(CenterStatus.Recovering);
        foreach (var milliseconds in new[] { 50, 100, 200, 400, 800, 1000, 1000 })
        {
            var wait = TimeSpan.FromMilliseconds(milliseconds);
            await center.Time.WhenArmedAsync(wait).Soon($"a wait of {milliseconds} ms");
            var before = center.Store.Acquisitions.Count;
            center.Time.Advance(wait);
            await center.Store.Acquisitions.ReachAsync(before + 1);
        }

        center.Store.IsDown = false;
        await center.Time.WhenArmedAsync(TimeSpan.FromSeconds(1)).Soon("the last wait");
        center.Time.Advance(TimeSpan.FromSeconds(1));
        await center.BecomesAsync(CenterStatus.Active);
        Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").Soon("the retry's reply"));
    }

    [Fact]
    public async Task A_center_whose_lease_was_taken_while_it_recovered_stands_by()
    {
        await using var center = await TestCenter.StartAsync();
        var subscription = center.ReadAsync(1, null);
        center.Store.IsDown = true;
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal"));
        await center.BecomesAsync(CenterStatus.Recovering);
        center.Time.Suspend(TestDatabase.LeaseDuration);
        Assert.NotNull(center.Database.TryAcquire("another owner"));
        center.Store.IsDown = false;
        await center.Time.WhenArmedAsync(center.Options.FirstBackoff).Soon("the wait before the next try");
        Assert.False(subscription.IsCompleted);
        center.Time.Advance(center.Options.FirstBackoff);
        await center.BecomesAsync(CenterStatus.Standby);
        await Assert.ThrowsAsync<CenterUnavailableException>(() => subscription);
        Assert.Single(center.Log.Lines, line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task A_store_that_is_down_at_the_start_is_asked_until_it_answers()
    {
        await using var center = new TestCenter();
        center.Store.IsDown = true;
        await center.Host.StartAsync();
        await center.Time.WhenArmedAsync(TimeSpan.FromMilliseconds(50)).Soon("the wait for the store");
        Assert.Equal(CenterStatus.Starting, center.Host.Status);
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal"));
        center.Store.IsDown = false;
        center.Time.Advance(TimeSpan.FromMilliseconds(50));
        await center.BecomesAsync(CenterStatus.Active);
    }

    [Fact]
    public async Task A_stale_owner_stops_at_once_and_stands_by()
    {
        await using var center = await TestCenter.StartAsync();
        center.Time.Suspend(TestDatabase.LeaseDuration);
        Assert.NotNull(center.Database.TryAcquire("another owner"));
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal"));
        await center.BecomesAsync(CenterStatus.Standby);
        Assert.Empty(center.Database.Contacts);
        Assert.Same(Refused.Standby, await center.EnqueueAsync("c1").Soon("the standby's refusal"));
    }

    [Fact]
    public async Task A_standby_takes_over_when_the_lease_of_a_dead_owner_ends()
    {
        await using var dead = await TestCenter.StartAsync();
        await dead.AddAgentAsync("a1");
        await dead.EnqueueAsync("c1").Soon("the contact");
        await using var standby = await TestCenter.StartAsync(beside: dead);
        await standby.BecomesAsync(CenterStatus.Standby);
        Assert.Same(Refused.Standby, await standby.EnqueueAsync("c2").Soon("the standby's refusal"));

        dead.Store.IsDown = true;
        while (standby.Host.Status == CenterStatus.Standby)
        {
            await standby.Time.WhenArmedAsync(standby.Options.StandbyPoll).Soon("the next poll");
            var before = standby.Store.Acquisitions.Count;
            standby.Time.Advance(standby.Options.StandbyPoll);
            await standby.Store.Acquisitions.ReachAsync(before + 1);
            if (standby.Database.Owner == standby.Options.Owner) break;
        }

        await standby.BecomesAsync(CenterStatus.Active);
        var contact = await standby.SendAsync(new GetContact(new("c1"))).Soon("the contact");
        Assert.Equal(ContactState.Offered, Assert.IsType<ContactReply>(contact).Contact.State);
        Assert.IsType<ContactReply>(await standby.EnqueueAsync("c2").Soon("the new owner's reply"));
    }

    [Fact]
    public async Task A_standby_takes_over_at_its_next_poll_when_the_owner_stops()
    {
        await using var first = await TestCenter.StartAsync();
        await using var second = await TestCenter.StartAsync(beside: first);
        await second.BecomesAsync(CenterStatus.Standby);
        await first.Host.StopAsync().Soon("the stop");
        await second.Time.WhenArmedAsync(second.Options.StandbyPoll).Soon("the next poll");
        second.Time.Advance(second.Options.StandbyPoll);
        await second.BecomesAsync(CenterStatus.Active);
    }

    [Fact]
    public async Task The_lease_is_renewed_while_the_documents_are_loaded()
    {
        await using var center = new TestCenter();
        var holdup = center.Store.Holdup = new TaskCompletionSource();
        await center.Host.StartAsync();
        for (var i = 1; i <= 6; i++)
        {
            await center.Time.WhenArmedAsync(TestDatabase.LeaseDuration / 3).Soon("the wait until the renewal");
            center.Time.Advance(TestDatabase.LeaseDuration / 3);
            await center.Store.Renewals.ReachAsync(i);
        }

        Assert.Null(center.Database.TryAcquire("another owner"));
        holdup.SetResult();
        await center.BecomesAsync(CenterStatus.Active);
    }

    [Fact]
    public async Task A_bug_of_the_store_is_told_and_the_center_goes_on_from_what_the_store_has()
    {
        await using var center = await TestCenter.StartAsync();
        center.Store.NextCommits(Break);
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal"));
        await center.BecomesAsync(CenterStatus.Recovering);
        await RecoverAsync(center);
        Assert.Contains(center.Log.Lines, line => line.Level == LogLevel.Critical);
        Assert.True(Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").Soon("the retry's reply")).Created);
    }

    [Fact]
    public async Task A_request_that_breaks_the_engine_takes_nothing_from_the_batch_before_it()
    {
        await using var center = await TestCenter.StartAsync();
        center.Store.NextCommits(Wait);
        var before = center.EnqueueAsync("c1");
        await center.Store.Commits.ReachAsync(1);
        var poison = center.SendAsync(new Poison());
        await center.BecomesAsync(CenterStatus.Recovering);
        Assert.False(before.IsCompleted);
        center.Store.LetGo();

        Assert.IsType<ContactReply>(await before.Soon("the reply of the batch before"));
        Assert.Same(Refused.Unavailable, await poison.Soon("the refusal"));
        await RecoverAsync(center);
        Assert.Contains(
            center.Log.Lines, line => line.Level == LogLevel.Critical && line.Text.Contains("Poison 1; last Poison"));
        Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new("c1"))).Soon("the contact"));
        Assert.Equal(1, center.Store.Commits.Count);
    }

    [Fact]
    public async Task A_center_that_breaks_again_and_again_gives_the_lease_to_another()
    {
        await using var center = await TestCenter.StartAsync();
        center.Store.BreaksLoading = true;
        center.Store.NextCommits(FailBefore);
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal"));
        await center.BecomesAsync(CenterStatus.Recovering);
        foreach (var milliseconds in new[] { 50, 100, 200 })
        {
            await center.Time.WhenArmedAsync(TimeSpan.FromMilliseconds(milliseconds)).Soon($"a wait of {milliseconds} ms");
            center.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }

        await center.BecomesAsync(CenterStatus.Stopped);
        Assert.Equal(3, center.Store.Loads.Count - 1);
        Assert.Same(Refused.Unavailable, await center.EnqueueAsync("c1").Soon("the refusal of a stopped center"));
        Assert.NotNull(center.Database.TryAcquire("another owner"));
    }

    /// <summary>No engine knows it: it stands for any bug that a request may uncover.</summary>
    private sealed record Poison : Command;

    private static async Task RecoverAsync(TestCenter center)
    {
        await center.Time.WhenArmedAsync(center.Options.FirstBackoff).Soon("the wait before the next try");
        center.Time.Advance(center.Options.FirstBackoff);
        await center.BecomesAsync(CenterStatus.Active);
    }
}
