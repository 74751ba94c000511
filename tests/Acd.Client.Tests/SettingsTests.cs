namespace Acd.Client.Tests;

/// <summary>Agents, settings and statistics at a real center.</summary>
public sealed class SettingsTests(CenterProcess center)
{
    private readonly AcdClient _acd = center.Client;

    [Fact]
    public async Task An_agent_is_made_changed_and_removed()
    {
        var made = await _acd.Agents.PutAsync(
            "set-ann",
            new AgentProfile { Name = "Ann", Skills = ["set-en", new("set-loans", 7)], Channels = [new("chat", 30, 2)] },
            mustBeNew: true);
        Assert.Equal((Presence.Offline, "Ann", 100), (made.Presence, made.Profile.Name!, made.Profile.Capacity!.Value));
        Assert.Equal([new SkillLevel("set-en", 10), new SkillLevel("set-loans", 7)], made.Profile.Skills!);

        var ready = await _acd.Agents.SetPresenceAsync("set-ann", Presence.NotReady, "lunch");
        Assert.Equal((Presence.NotReady, "lunch"), (ready.Presence, ready.Reason!));
        await _acd.Agents.PutSkillAsync("set-ann", new("set-es", 3));
        var fewer = await _acd.Agents.RemoveSkillAsync("set-ann", "set-en");
        Assert.Equal(["set-loans", "set-es"], fewer.Profile.Skills!.Select(skill => skill.Skill));
        Assert.True((await _acd.Agents.HeartbeatAsync("set-ann")).HasHeartbeat);
        Assert.Contains((await _acd.Agents.ListAsync(limit: 1000)).Agents, agent => agent.Id == "set-ann");

        var tag = (await _acd.Agents.GetAsync("set-ann")).Tag;
        await _acd.Agents.PutAsync("set-ann", fewer.Profile with { Name = "Anna" }, tag);
        var late = await Assert.ThrowsAsync<AcdException>(() => _acd.Agents.PutAsync("set-ann", fewer.Profile, tag));
        Assert.Equal("request.changed", late.Code);
        await _acd.Agents.RemoveAsync("set-ann");
        Assert.Equal("agent.unknown", (await Assert.ThrowsAsync<AcdException>(() => _acd.Agents.GetAsync("set-ann"))).Code);
    }

    [Fact]
    public async Task Devices_connect_and_other_systems_report()
    {
        await center.AddAgentAsync("dev-ann");

        var one = await _acd.Agents.ConnectDeviceAsync("dev-ann", "laptop");
        await _acd.Agents.RenewDeviceAsync("dev-ann", "laptop");
        var report = await _acd.Agents.ReportPresenceAsync("dev-ann", new("calendar", 7, Presence.NotReady, "meeting"));
        var late = await _acd.Agents.ReportPresenceAsync("dev-ann", new("calendar", 6, Presence.Available));

        Assert.Equal("laptop", Assert.Single(one.Devices).Id);
        Assert.Equal((true, false), (report.Applied, late.Applied));
        Assert.Equal((Presence.NotReady, 7), (late.Presence, late.Latest));
        Assert.Empty((await _acd.Agents.DisconnectDeviceAsync("dev-ann", "laptop")).Devices);
        Assert.Empty((await _acd.Agents.GetDevicesAsync("dev-ann")).Devices);
    }

    [Fact]
    public async Task A_queue_that_is_read_can_be_put_again()
    {
        var made = await _acd.Queues.PutAsync("again", new QueueSettings
        {
            OfferTimeout = TimeSpan.FromSeconds(15.5),
            Strategy = Strategy.MostSkilled,
            Plan = [new(TimeSpan.FromSeconds(60), new WaitAction { LowerLevels = 9 }) { SkipIfUnservable = true }],
            Hours = new("Europe/Berlin", [new(DayOfWeek.Monday, new(8, 0), new(18, 30))]) { Holidays = [new(2026, 12, 25)] },
            WhenRefused = new(5, new WaitAction { Queue = "default" }),
            AgentGone = [new(AgentGoneAction.Close) { Channel = "chat", After = TimeSpan.FromSeconds(90) }],
        });

        var read = await _acd.Queues.GetAsync("again");
        var put = await _acd.Queues.PutAsync("again", read, read.Tag, applyToRunning: true);

        Assert.Equal(TimeSpan.FromSeconds(15.5), read.OfferTimeout);
        Assert.Equal((made.Tag, DayOfWeek.Monday), (put.Tag, put.Hours!.Weekly[0].Day));
        Assert.Equal((AgentGoneAction.Close, "default"), (put.AgentGone![0].Do, put.WhenRefused!.Do.Queue!));
        Assert.Contains((await _acd.Queues.ListAsync()).Queues, queue => queue.Id == "again");
        var used = await _acd.Queues.PutAsync("copy", read);
        Assert.Equal("copy", used.Id);
        await _acd.Queues.RemoveAsync("copy");
    }

    [Fact]
    public async Task Gates_skills_channels_and_the_center_are_set()
    {
        await _acd.Queues.PutAsync("gated", new QueueSettings());
        var gate = await _acd.Gates.PutAsync(
            "gated-line", new GateSettings { Queue = "gated", Skills = ["gated-en"], Whisper = "Hello", Priority = 2 });
        var contact = await _acd.Contacts.EnqueueAsync(new NewContact { Gate = "gated-line" });
        Assert.Equal(("gated", 2, "Hello"), (contact.Queue!, contact.Priority, gate.Whisper!));
        Assert.Equal(gate.Tag, (await _acd.Gates.GetAsync("gated-line")).Tag);
        Assert.Contains((await _acd.Gates.ListAsync()).Gates, one => one.Id == "gated-line");
        Assert.Equal(1, (await _acd.Skills.GetAsync("gated-en")).Waiting);
        Assert.Equal("English", (await _acd.Skills.PutAsync("gated-en", "English")).Description);
        Assert.Contains((await _acd.Skills.ListAsync()).Skills, skill => skill.Id == "gated-en");

        await _acd.Center.PutChannelAsync(new("fax", 50));
        Assert.Contains(new ChannelCost("fax", 50), (await _acd.Center.ListChannelsAsync()).Channels);
        var settings = await _acd.Center.GetSettingsAsync();
        var named = await _acd.Center.PutSettingsAsync(settings with { Name = "Support" }, settings.Tag);
        Assert.Equal(("Support", TimeSpan.FromSeconds(30)), (named.Name!, named.HeartbeatTimeout));
        Assert.Equal("Europe/Berlin", (await _acd.Center.PutTimeZoneAsync("Europe/Berlin")).Settings.TimeZone);
        Assert.Equal(
            TimeSpan.FromMinutes(10), (await _acd.Center.PutKeepRoomAsync(TimeSpan.FromMinutes(10))).Settings.KeepRoomForFirst);
        Assert.True((await _acd.Center.OpenAsync()).Settings.Open);
        Assert.True((await _acd.Center.GetAsync()).Counts.Queued > 0);
        await _acd.Contacts.AbandonAsync(contact.Id);
        await _acd.Gates.RemoveAsync("gated-line");
    }

    [Fact]
    public async Task Statistics_have_figures_and_intervals()
    {
        await _acd.Queues.PutAsync("figures", new QueueSettings());
        var agent = await center.AddAgentAsync("figures-ann");
        var (contact, offer) = await center.OfferAsync(agent, "figures");
        await _acd.Offers.AcceptAsync(offer);
        await _acd.Contacts.CompleteAsync(contact.Id);

        var period = new StatsPeriod
        {
            From = DateTimeOffset.UtcNow.AddHours(-1),
            Interval = TimeSpan.FromMinutes(15),
        };
        var queue = await _acd.Stats.OfQueueAsync("figures", period);
        var arrivals = await _acd.Stats.OfQueueAsync("figures", period with { By = StatsBasis.Arrival });
        var own = await _acd.Stats.OfAgentAsync(agent);

        Assert.Equal((1, 1m), (queue.Total.Answered, queue.Total.ServiceLevel.OfAnswered));
        Assert.Equal((StatsBasis.Outcome, StatsBasis.Arrival), (queue.By, arrivals.By));
        Assert.Contains(queue.Intervals!, interval => interval.Figures.Answered == 1);
        Assert.Equal((1, Presence.Available), (own.Total.Answered, own.Now.Presence));
        Assert.True((await _acd.Stats.OfCenterAsync()).Total.Answered > 0);
        Assert.Equal(1, (await _acd.Stats.OfSkillAsync(agent)).Total.Answered);
    }
}
