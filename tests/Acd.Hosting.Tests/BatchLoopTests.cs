using Acd.Core;
using static Acd.Hosting.Tests.CommitFault;

namespace Acd.Hosting.Tests;

public sealed class BatchLoopTests
{
    [Fact]
    public async Task A_reply_comes_after_the_store_has_its_effects_and_not_before()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(Wait);
        var reply = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        Assert.False(reply.IsCompleted);
        Assert.Empty(center.Database.Contacts);

        center.Store.ReleaseCommit();
        var contact = Assert.IsType<ContactReply>(await reply.OrTimeout("the reply")).Contact;
        Assert.Equal(contact, Assert.Single(center.Database.Contacts));
    }

    [Fact]
    public async Task The_next_batch_is_applied_while_the_last_one_is_committed()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(Wait);
        var first = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        var others = Enumerable.Range(2, 9).Select(i => center.EnqueueAsync($"c{i}")).ToList();
        await center.Applied.WaitForAsync(10);
        Assert.Equal(1, center.Store.Commits.Count);

        center.Store.ReleaseCommit();
        await first.OrTimeout("the first reply");
        await Task.WhenAll(others).OrTimeout("the other replies");
        Assert.Equal(2, center.Store.Commits.Count);
    }

    [Fact]
    public async Task A_batch_takes_no_more_than_it_may_and_the_rest_waits_in_the_queue()
    {
        await using var center = await TestEngineHost.StartAsync(options => (options.MaxBatch, options.IntakeLimit) = (4, 3));
        center.Store.FailNextCommits(Wait);
        var replies = new List<Task<Reply>> { center.EnqueueAsync("c0") };
        await center.Store.Commits.WaitForAsync(1);
        for (var i = 1; i <= 4; i++)
        {
            replies.Add(center.EnqueueAsync($"c{i}"));
            await center.Applied.WaitForAsync(1 + i);
        }

        for (var i = 5; i <= 7; i++) replies.Add(center.EnqueueAsync($"c{i}"));
        Assert.Same(HostRefusals.Busy, await center.EnqueueAsync("c8").OrTimeout("the refusal past the bound"));
        Assert.Equal(5, center.Applied.Count);

        center.Store.ReleaseCommit();
        Assert.All(await Task.WhenAll(replies).OrTimeout("the replies"), reply => Assert.IsType<ContactReply>(reply));
        Assert.IsType<ContactReply>(await center.EnqueueAsync("c8").OrTimeout("the reply after the backlog"));
        Assert.Equal(9, center.Database.Contacts.Count);
    }

    [Fact]
    public async Task A_query_never_shows_what_the_store_has_not()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(Wait);
        var command = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        var query = center.SendAsync(new GetContact(new("c1")));
        await center.Applied.WaitForAsync(2);
        Assert.False(query.IsCompleted);

        center.Store.ReleaseCommit();
        await command.OrTimeout("the command's reply");
        Assert.IsType<ContactReply>(await query.OrTimeout("the query's reply"));
        Assert.Equal(1, center.Store.Commits.Count);
    }

    [Fact]
    public async Task A_query_that_saw_what_was_then_lost_is_not_answered_with_it()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(Wait, FailBefore);
        var first = center.EnqueueAsync("c1");
        await center.Store.Commits.WaitForAsync(1);
        var command = center.EnqueueAsync("c2");
        var query = center.SendAsync(new GetContact(new("c2")));
        await center.Applied.WaitForAsync(3);
        center.Store.ReleaseCommit();

        Assert.IsType<ContactReply>(await first.OrTimeout("the first reply"));
        Assert.Same(HostRefusals.Unavailable, await command.OrTimeout("the refusal of the command"));
        Assert.Same(HostRefusals.Unavailable, await query.OrTimeout("the refusal of the query"));
    }

    [Fact]
    public async Task Refusals_and_queries_alone_need_no_commit()
    {
        await using var center = await TestEngineHost.StartAsync();
        var refusal = Assert.IsType<Refusal>(await center.SendAsync(new CompleteContact(new("none"))).OrTimeout("the refusal"));
        Assert.Equal("contact.unknown", refusal.Code);
        Assert.IsType<CenterReply>(await center.SendAsync(new GetCenter()).OrTimeout("the query's reply"));
        Assert.Equal(0, center.Store.Commits.Count);
    }

    [Fact]
    public async Task A_read_is_answered_only_while_the_lease_is_certainly_held()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Time.Suspend(TestDatabase.LeaseDuration);
        Assert.NotNull(center.Database.TryAcquire("another owner"));
        Assert.Same(HostRefusals.Unavailable, await center.SendAsync(new GetCenter()).OrTimeout("the stale read's refusal"));
        await center.WaitForStatusAsync(CenterStatus.Standby);
        Assert.Same(HostRefusals.Standby, await center.SendAsync(new GetCenter()).OrTimeout("the standby's refusal"));
    }

    [Fact]
    public async Task A_read_after_a_pause_is_answered_once_the_lease_is_known_to_hold()
    {
        await using var center = await TestEngineHost.StartAsync();
        await center.SendAsync(new GetCenterStats()).OrTimeout("the statistics, which only the lease holder reads");
        var before = center.Store.Renewals.Count;
        center.Time.Suspend(TestDatabase.LeaseDuration);
        Assert.IsType<CenterReply>(await center.SendAsync(new GetCenter()).OrTimeout("the reply"));
        Assert.Equal(before + 1, center.Store.Renewals.Count);
    }

    [Fact]
    public async Task Deadlines_happen_at_their_time_and_are_committed_like_requests()
    {
        await using var center = await TestEngineHost.StartAsync();
        await center.AddAgentAsync("a1");
        var contact = Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").OrTimeout("the contact")).Contact;
        Assert.Equal(ContactState.Offered, contact.State);
        var last = center.Database.Events[^1].Sequence;

        center.Time.Advance(TimeSpan.FromSeconds(19));
        Assert.IsType<CenterReply>(await center.SendAsync(new GetCenter()).OrTimeout("a reply before the deadline"));
        Assert.Equal(last, center.Database.Events[^1].Sequence);
        center.Time.Advance(TimeSpan.FromSeconds(1));

        var events = await center.ReadAsync(2, last);
        Assert.IsType<OfferTimedOut>(events[0]);
        Assert.IsType<AgentPresenceChanged>(events[1]);
        Assert.Equal(events, center.Database.Events.Skip((int)last).Take(2));
    }

    [Fact]
    public async Task A_wall_clock_set_forward_makes_deadlines_due()
    {
        await using var center = await TestEngineHost.StartAsync();
        await center.AddAgentAsync("a1");
        await center.EnqueueAsync("c1").OrTimeout("the contact");
        var last = center.Database.Events[^1].Sequence;
        center.Time.JumpWallClock(TimeSpan.FromHours(1));
        center.Time.Advance(TestDatabase.LeaseDuration);
        Assert.IsType<OfferTimedOut>((await center.ReadAsync(1, last))[0]);
    }

    [Fact]
    public async Task A_wall_clock_set_back_holds_no_deadline_up()
    {
        await using var center = await TestEngineHost.StartAsync();
        await center.AddAgentAsync("a1");
        var offered = Assert.IsType<ContactReply>(await center.EnqueueAsync("c1").OrTimeout("the contact")).Contact;
        var last = center.Database.Events[^1].Sequence;
        center.Time.JumpWallClock(TimeSpan.FromHours(-1));
        center.Time.Advance(TimeSpan.FromSeconds(20));
        var timedOut = (await center.ReadAsync(1, last))[0];
        Assert.IsType<OfferTimedOut>(timedOut);
        Assert.Equal(offered.EnteredAt + TimeSpan.FromSeconds(20), timedOut.At);
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_is_released_and_its_request_is_still_carried_out()
    {
        await using var center = await TestEngineHost.StartAsync();
        center.Store.FailNextCommits(Wait);
        using var cancellation = new CancellationTokenSource();
        var reply = center.Host.SendAsync(new EnqueueContact(new("c1")), cancellation.Token).AsTask();
        await center.Store.Commits.WaitForAsync(1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply.OrTimeout("the end of the wait"));

        center.Store.ReleaseCommit();
        Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new("c1"))).OrTimeout("the contact"));
    }

    [Fact]
    public async Task The_lease_is_renewed_while_nothing_is_committed()
    {
        await using var center = await TestEngineHost.StartAsync();
        await using var other = await TestEngineHost.StartAsync(beside: center);
        await other.WaitForStatusAsync(CenterStatus.Standby);
        await center.SendAsync(new GetCenterStats()).OrTimeout("the statistics, which only the lease holder reads");
        for (var i = 1; i <= 5; i++)
        {
            var before = center.Store.Renewals.Count;
            center.Time.Advance(TestDatabase.LeaseDuration / 3);
            await center.Store.Renewals.WaitForAsync(before + 1);
        }

        Assert.Equal(CenterStatus.Active, center.Host.Status);
        Assert.Equal(CenterStatus.Standby, other.Host.Status);
    }
}
