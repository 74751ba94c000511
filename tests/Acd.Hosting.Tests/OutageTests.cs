using Acd.Core;

namespace Acd.Hosting.Tests;

/// <summary>What a host does when nobody served for a while.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_next_host_knows_since_when_nobody_served()
    {
        await using var first = await TestEngineHost.StartAsync(Sensitive);
        await RingAsync(first);
        first.Time.Advance(TimeSpan.FromSeconds(2));
        await first.EnqueueAsync("c2").OrTimeout("the second contact");
        var served = CenterClockNow(first);
        await first.Host.StopAsync();
        first.Time.Advance(Away);

        await using var second = await TestEngineHost.StartAsync(Sensitive, beside: first);
        await second.WaitForStatusAsync(CenterStatus.Active);
        var returned = await AssertNobodyPaysAsync(second);

        Assert.Equal(served, returned.AwayFrom);
    }

    [Fact]
    public async Task A_host_that_was_suspended_notices_it()
    {
        await using var center = await TestEngineHost.StartAsync(Sensitive);
        await RingAsync(center);
        center.Time.Advance(Away);
        await AssertNobodyPaysAsync(center);
    }

    [Fact]
    public async Task A_short_break_is_no_outage()
    {
        await using var first = await TestEngineHost.StartAsync(options => options.OutageAfter = TimeSpan.FromMinutes(2));
        await RingAsync(first);
        await first.Host.StopAsync();
        first.Time.Advance(Away);

        await using var second = await TestEngineHost.StartAsync(
            options => options.OutageAfter = TimeSpan.FromMinutes(2), beside: first);
        await second.WaitForStatusAsync(CenterStatus.Active);

        Assert.Contains(await second.ReadAsync(5, after: 0), one => one is OfferTimedOut);
    }

    private static void Sensitive(EngineHostOptions options) => options.OutageAfter = TimeSpan.FromSeconds(1);

    /// <summary>Lets a contact ring at an agent, for 20 s.</summary>
    private static async Task RingAsync(TestEngineHost center)
    {
        await center.AddAgentAsync("ada");
        await center.EnqueueAsync("c1").OrTimeout("the contact");
    }

    private static Timestamp CenterClockNow(TestEngineHost center) => Timestamp.From(center.Time.GetUtcNow());

    /// <summary>The ring was due in the outage: it is revoked, the agent stays available, and the contact rings anew.</summary>
    private static async Task<CenterReturned> AssertNobodyPaysAsync(TestEngineHost center)
    {
        var events = new List<CenterEvent>();
        await foreach (var next in center.Host.SubscribeAsync(null, 0))
        {
            events.Add(next);
            if (events.OfType<ContactOffered>().Count() == 2) break;
        }

        Assert.DoesNotContain(events, one => one is OfferTimedOut);
        Assert.Equal(new ContactId("c1"), events.OfType<OfferRevoked>().Single().Contact);
        Assert.Equal(new ContactId("c1"), events.OfType<ContactOffered>().Last().Contact);
        var agent = Assert.IsType<AgentReply>(await center.SendAsync(new GetAgent(new("ada"))).OrTimeout("the agent"));
        Assert.Equal((Presence.Available, 0), (agent.Agent.Presence, agent.Agent.MissedOffers));
        return events.OfType<CenterReturned>().Single();
    }
}
