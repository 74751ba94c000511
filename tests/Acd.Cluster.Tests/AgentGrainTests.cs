using System.Diagnostics;
using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Acd.Testing;

namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
public sealed class AgentGrainTests(ClusterFixture shared)
{
    [Fact]
    public async Task A_presence_report_counts_once()
    {
        var (agent, grain) = await AgentAsync("rita", "reports");
        var pause = new SetPresence(agent, Presence.NotReady, "lunch");

        var back = new SetPresence(agent, Presence.Available);

        Assert.Equal(Presence.NotReady, PresenceIn(await grain.ReportPresenceAsync("r1", pause)));
        Assert.Equal(Presence.Available, PresenceIn(await grain.ReportPresenceAsync("r2", back)));
        Assert.Equal(Presence.Available, PresenceIn(await grain.ReportPresenceAsync("r1", pause)));
    }

    [Fact]
    public async Task A_report_that_comes_twice_at_once_is_carried_out_once()
    {
        var (agent, grain) = await AgentAsync("rosa", "reports-at-once");
        var before = (await shared.Center.Dispatcher.ReadAsync(long.MaxValue, 1)).Last;
        var pause = new SetPresence(agent, Presence.NotReady, "lunch");

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grain.ReportPresenceAsync("twice", pause).AsTask()));

        Assert.All(replies, reply => Assert.Equal(Presence.NotReady, PresenceIn(reply)));
        Assert.Equal(before + 1, (await shared.Center.Dispatcher.ReadAsync(long.MaxValue, 1)).Last);
    }

    [Fact]
    public async Task The_latest_reports_are_remembered_and_a_refused_one_is_not()
    {
        var (agent, grain) = await AgentAsync("rene", "many-reports");
        var stranger = new SetPresence(new AgentId("somebody"), Presence.Available);
        Assert.Equal("agent.notThisOne", Assert.IsType<Refusal>(await grain.ReportPresenceAsync("r0", stranger)).Code);
        Assert.Equal("request.badId", Assert.IsType<Refusal>(await grain.ReportPresenceAsync("r 0", new(agent, 0))).Code);

        for (var number = 0; number <= AgentSession.MaxReports; number++)
            await grain.ReportPresenceAsync($"r{number}", new SetPresence(agent, Presence.Available));
        await grain.ReportPresenceAsync("r1", new SetPresence(agent, Presence.Draining));
        Assert.Equal(Presence.Available, PresenceIn(await shared.Center.SendAsync(new GetAgent(agent))));
        await grain.ReportPresenceAsync("r0", new SetPresence(agent, Presence.NotReady));
        Assert.Equal(Presence.NotReady, PresenceIn(await shared.Center.SendAsync(new GetAgent(agent))));
    }

    [Fact]
    public async Task The_view_follows_a_contacts_whole_life()
    {
        var (agent, grain) = await AgentAsync("vera", "views");
        Assert.Equal(Presence.Available, (await ViewAsync(grain)).Presence);

        await shared.Center.EnqueueAsync("view-1", "views");
        var offered = await UntilAsync(grain, view => view.Contacts is [{ State: ContactState.Offered }]);
        await shared.Center.SendAsync(new AcceptOffer(offered.Contacts[0].Offer, agent));
        await UntilAsync(grain, view => view.Contacts is [{ State: ContactState.Connected }]);
        await shared.Center.SendAsync(new CompleteContact(new("view-1")));
        await UntilAsync(grain, view => view.Contacts is []);
        await shared.Center.SendAsync(new SetPresence(agent, Presence.NotReady, "lunch"));
        await UntilAsync(grain, view => view is { Presence: Presence.NotReady, Reason: "lunch" });
        await shared.Center.SendAsync(new RemoveAgent(agent));
        await Polling.UntilAsync(
            async () => await grain.GetViewAsync() is Refusal,
            ClusterTestHost.Timeout, () => "The removed agent still has a view.");
    }

    [Fact]
    public async Task Devices_connect_beat_and_leave_within_their_bounds()
    {
        var (agent, grain) = await AgentAsync("dave", "devices");
        Assert.Equal("agent.deviceUnknown", Assert.IsType<Refusal>(await grain.HeartbeatAsync("phone")).Code);

        Assert.Equal(["phone"], Assert.IsType<AgentView>(await grain.ConnectAsync("phone")).Devices);
        Assert.Equal(["phone"], Assert.IsType<AgentView>(await grain.HeartbeatAsync("phone")).Devices);
        Assert.True(Assert.IsType<AgentReply>(await shared.Center.SendAsync(new GetAgent(agent))).Agent.HasHeartbeat);
        for (var number = 1; number < AgentSession.MaxDevices; number++) await grain.ConnectAsync($"device-{number}");
        Assert.Equal("agent.tooManyDevices", Assert.IsType<Refusal>(await grain.ConnectAsync("one-more")).Code);
        await grain.DisconnectAsync("device-1");
        Assert.IsType<AgentView>(await grain.ConnectAsync("one-more"));

        var unknown = shared.Center.Agent("nobody-has-this-name");
        Assert.Equal("agent.unknown", Assert.IsType<Refusal>(await unknown.ConnectAsync("phone")).Code);
    }

    [Fact]
    public async Task A_session_is_kept_as_JSON_and_outlives_its_grain()
    {
        var (agent, grain) = await AgentAsync("json", "sessions");
        await grain.ConnectAsync("phone");
        await grain.ReportPresenceAsync("kept-1", new SetPresence(agent, Presence.Available));

        Assert.Contains(
            """{"devices":["phone"],"reports":["kept-1"]}""",
            await RedisInspector.StatesAsync(shared.Redis, "*/state/*acd/json*"));
        await shared.Center.Cluster.DeactivateAsync(grain);
        Assert.Equal(["phone"], (await ViewAsync(grain)).Devices);
        await grain.ReportPresenceAsync("kept-1", new SetPresence(agent, Presence.NotReady));
        Assert.Equal(Presence.Available, (await ViewAsync(grain)).Presence);
    }

    [Fact]
    public async Task A_device_that_could_not_be_written_is_not_connected()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis, silos: 1);
        await center.AddAgentAsync("rolf");
        var grain = center.Agent("rolf");
        await grain.ConnectAsync("first");

        // Redis refuses every write, and answers every read.
        await redis.SendAsync("CONFIG SET min-replicas-to-write 1");
        await Assert.ThrowsAnyAsync<Exception>(async () => await grain.ConnectAsync("second"));
        var refused = await grain.HeartbeatAsync("second");
        await redis.SendAsync("CONFIG SET min-replicas-to-write 0");

        Assert.Equal("agent.deviceUnknown", Assert.IsType<Refusal>(refused).Code);
        await Polling.UntilAsync(
            async () => await grain.ConnectAsync("third") is AgentView { Devices: ["first", "third"] },
            ClusterTestHost.Timeout, () => "The next device does not connect.");
    }

    [Fact]
    public async Task A_session_with_nothing_in_it_is_deleted_and_that_of_a_removed_agent_too()
    {
        var (_, leaving) = await AgentAsync("lena", "sessions-end");
        var (removed, grain) = await AgentAsync("remo", "sessions-end");
        await leaving.ConnectAsync("phone");
        await grain.ConnectAsync("phone");
        await grain.ReportPresenceAsync("away", new SetPresence(removed, Presence.NotReady));
        Assert.Single(await RedisInspector.StatesAsync(shared.Redis, "*/state/*acd/lena*"));
        Assert.Single(await RedisInspector.StatesAsync(shared.Redis, "*/state/*acd/remo*"));

        await leaving.DisconnectAsync("phone");
        await shared.Center.SendAsync(new RemoveAgent(removed));

        await Polling.UntilAsync(
            async () => (await RedisInspector.StatesAsync(shared.Redis, "*/state/*acd/lena*")).Count == 0
                && (await RedisInspector.StatesAsync(shared.Redis, "*/state/*acd/remo*")).Count == 0,
            ClusterTestHost.Timeout, () => "A session is still there.");
        await shared.Center.AddAgentAsync("remo", "sessions-end");
        await Polling.UntilAsync(
            async () => await grain.ConnectAsync("tablet") is AgentView { Devices: ["tablet"] },
            ClusterTestHost.Timeout, () => "The new agent has the devices of the removed one.");
    }

    [Fact]
    public async Task The_engine_hears_few_of_many_heartbeats()
    {
        const int Beats = 200;
        var (agent, grain) = await AgentAsync("hera", "heartbeats");
        await grain.ConnectAsync("phone");
        var heard = 0;
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CenterTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("acd.request.kind") is nameof(HeartbeatAgent)) Interlocked.Increment(ref heard);
            },
        };
        ActivitySource.AddActivityListener(spans);

        for (var number = 0; number < Beats; number++) Assert.IsType<AgentView>(await grain.HeartbeatAsync("phone"));

        Assert.InRange(heard, 1, Beats / 10);
        Assert.True(Assert.IsType<AgentReply>(await shared.Center.SendAsync(new GetAgent(agent))).Agent.HasHeartbeat);
    }

    [Fact]
    public async Task A_heartbeat_after_a_login_reaches_the_engine_although_another_one_did_just_before()
    {
        var (agent, grain) = await AgentAsync("helen", "logins");
        await grain.ConnectAsync("phone");
        Assert.IsType<AgentView>(await grain.HeartbeatAsync("phone"));

        await shared.Center.SendAsync(new SetPresence(agent, Presence.Offline));
        await Polling.UntilAsync(
            async () => await grain.HeartbeatAsync("phone") is Refusal { Code: "agent.offline" },
            ClusterTestHost.Timeout, () => "The heartbeat of an agent that is offline is not refused.");
        var login = await shared.Center.SendAsync(new SetPresence(agent, Presence.Available));
        Assert.False(Assert.IsType<AgentReply>(login).Agent.HasHeartbeat);
        Assert.IsType<AgentView>(await grain.HeartbeatAsync("phone"));

        Assert.True(Assert.IsType<AgentReply>(await shared.Center.SendAsync(new GetAgent(agent))).Agent.HasHeartbeat);
    }

    [Fact]
    public async Task An_offer_stream_begins_with_what_is_pending_and_goes_on_with_what_happens()
    {
        var (agent, grain) = await AgentAsync("olaf", "offers");
        await shared.Center.EnqueueAsync("offers-1", "offers");
        using var stop = new CancellationTokenSource(ClusterTestHost.Timeout);
        await using var news = grain.WatchOffersAsync(null, stop.Token).GetAsyncEnumerator(stop.Token);

        Assert.True(await news.MoveNextAsync());
        var pending = Assert.Single(news.Current.Pending!);
        Assert.Equal(new ContactId("offers-1"), pending.Contact);
        await shared.Center.SendAsync(new AcceptOffer(pending.Offer, agent));
        await shared.Center.SendAsync(new CompleteContact(pending.Contact));
        await shared.Center.EnqueueAsync("offers-2", "offers");

        Assert.True(await news.MoveNextAsync());
        Assert.Equal(pending.Offer, Assert.IsType<OfferAccepted>(news.Current.Event).Offer);
        Assert.True(await news.MoveNextAsync());
        Assert.Equal(new ContactId("offers-2"), Assert.IsType<ContactOffered>(news.Current.Event).Contact);
    }

    [Fact]
    public async Task A_device_sees_every_offer_once_although_its_silo_and_the_dispatchers_are_killed()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis, silos: 3);
        var agent = await center.AddAgentAsync("dina");
        var grain = center.Agent("dina");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var news = new AgentDevice(center.Grains, "acd", agent, "phone").OffersAsync(cancel: stop.Token)
            .GetAsyncEnumerator(stop.Token);
        Assert.True(await news.MoveNextAsync());
        Assert.Empty(news.Current.Pending!);

        var offered = new List<string>();
        foreach (var victim in new IAddressable?[] { null, grain, center.Dispatcher })
        {
            if (victim is not null && center.Cluster.GetActiveSilos().Count() > 1)
                await center.Cluster.KillSiloAsync(await center.SiloOfAsync(victim));
            var contact = $"dina-{offered.Count}";
            await center.EnqueueAsync(contact);
            ContactOffered? offer = null;
            while (offer is null && await news.MoveNextAsync())
            {
                offer = news.Current.Event as ContactOffered;
                Assert.Null(news.Current.Pending);
            }

            offered.Add(offer!.Contact.Value);
            await center.SendAsync(new AcceptOffer(offer.Offer, agent));
            await center.SendAsync(new CompleteContact(offer.Contact));
        }

        Assert.Equal(["dina-0", "dina-1", "dina-2"], offered);
        Assert.Equal(["phone"], (await ViewAsync(grain)).Devices);
    }

    private static Presence PresenceIn(Reply reply) => Assert.IsType<AgentReply>(reply).Agent.Presence;

    private static async Task<AgentView> ViewAsync(IAgentGrain grain) => Assert.IsType<AgentView>(await grain.GetViewAsync());

    private static async Task<AgentView> UntilAsync(IAgentGrain grain, Func<AgentView, bool> shows)
    {
        AgentView? view = null;
        await Polling.UntilAsync(
            async () => shows(view = await ViewAsync(grain)), ClusterTestHost.Timeout, () => $"The view is {view}.");
        return view!;
    }

    private async Task<(AgentId Agent, IAgentGrain Grain)> AgentAsync(string id, string skill) =>
        (await shared.Center.AddAgentAsync(id, skill), shared.Center.Agent(id));
}
