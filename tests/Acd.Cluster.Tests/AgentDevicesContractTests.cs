// Over 300 lines because the contract and its three owners stand together.
using Acd.Core;
using Acd.Hosting;
using Acd.Storage;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Cluster.Tests;

/// <summary>What agents' devices and presence reports do, the same whatever owns them.</summary>
public abstract class AgentDevicesContractTests
{
    private protected abstract IContactCenter Center { get; }

    private protected abstract IAgentDevices Devices { get; }

    /// <summary>The owner of an agent's session ends, and the next one has what was kept.</summary>
    private protected abstract Task RestartOwnerAsync(AgentId agent);

    [Fact]
    public async Task Devices_connect_and_leave_within_their_bounds()
    {
        var agent = await AddAgentAsync("bounds");

        Assert.Equal([], await ListAsync(agent));
        Assert.Equal(["phone"], Ids(await Devices.ConnectAsync(agent, "phone")));
        Assert.Equal(["phone"], Ids(await Devices.ConnectAsync(agent, "phone")));
        Assert.Equal(["phone", "laptop"], Ids(await Devices.ConnectAsync(agent, "laptop")));
        Assert.Equal(["laptop"], Ids(await Devices.DisconnectAsync(agent, "phone")));
        Assert.Equal(["laptop"], Ids(await Devices.DisconnectAsync(agent, "phone")));
        for (var number = 1; number < AgentSession.MaxDevices; number++) await Devices.ConnectAsync(agent, $"d{number}");
        Assert.Equal("agent.tooManyDevices", Code(await Devices.ConnectAsync(agent, "phone")));
        Assert.IsType<AgentDevicesReply>(await Devices.ConnectAsync(agent, "laptop"));
        await Devices.DisconnectAsync(agent, "d3");
        Assert.Equal(AgentSession.MaxDevices, Ids(await Devices.ConnectAsync(agent, "phone")).Count);
        Assert.Equal("request.badId", Code(await Devices.ConnectAsync(agent, "no id")));
    }

    [Fact]
    public async Task A_devices_sign_of_life_is_the_agents()
    {
        var agent = await AddAgentAsync("alive");
        Assert.Equal("agent.deviceUnknown", Code(await Devices.RenewAsync(agent, "phone")));
        await Devices.ConnectAsync(agent, "phone");
        Assert.False(await HasHeartbeatAsync(agent));

        Assert.Equal(["phone"], Ids(await Devices.RenewAsync(agent, "phone")));
        Assert.True(await HasHeartbeatAsync(agent));
        await Center.SendAsync(new SetPresence(agent, Presence.Offline));
        await UntilAsync(async () => Code(await Devices.RenewAsync(agent, "phone")) == "agent.offline");
    }

    [Fact]
    public async Task An_unknown_agent_has_no_devices_and_no_reports()
    {
        var nobody = new AgentId("nobody-at-all");

        Assert.Equal("agent.unknown", Code(await Devices.ListAsync(nobody)));
        Assert.Equal("agent.unknown", Code(await Devices.ConnectAsync(nobody, "phone")));
        Assert.Equal("agent.unknown", Code(await Devices.DisconnectAsync(nobody, "phone")));
        Assert.Equal("agent.unknown", Code(await Devices.ReportAsync(new(nobody, "desk", 1, Presence.Available))));
    }

    [Fact]
    public async Task Reports_count_in_the_order_of_their_source_and_a_late_one_says_so()
    {
        var agent = await AddAgentAsync("ordered");

        var first = await ReportAsync(agent, "desk", 5, Presence.NotReady, "lunch");
        Assert.Equal((true, 5, Presence.NotReady, "lunch"), (first.Applied, first.Latest, first.Presence, first.Reason));
        var late = await ReportAsync(agent, "desk", 3, Presence.Available);
        Assert.Equal((false, 5, Presence.NotReady, "lunch"), (late.Applied, late.Latest, late.Presence, late.Reason));
        Assert.Equal(Presence.NotReady, await PresenceAsync(agent));

        // Another source has numbers of its own.
        Assert.True((await ReportAsync(agent, "calendar", 1, Presence.Available)).Applied);
        Assert.Equal(Presence.Available, await PresenceAsync(agent));
    }

    [Fact]
    public async Task A_report_that_is_repeated_is_answered_as_before_and_not_carried_out_again()
    {
        var agent = await AddAgentAsync("repeated");
        await ReportAsync(agent, "desk", 7, Presence.NotReady, "lunch");
        await Center.SendAsync(new SetPresence(agent, Presence.Available));

        var again = await ReportAsync(agent, "desk", 7, Presence.NotReady, "lunch");

        Assert.Equal((true, 7), (again.Applied, again.Latest));
        Assert.Equal(Presence.Available, await PresenceAsync(agent));
    }

    [Fact]
    public async Task Of_reports_that_come_at_once_the_last_one_counts()
    {
        var agent = await AddAgentAsync("at-once");
        var reports = Enumerable.Range(1, 16).Select(number => number < 16
            ? ReportAsync(agent, "desk", number, Presence.NotReady, $"{number}")
            : ReportAsync(agent, "desk", number, Presence.Available));

        await Task.WhenAll(reports);

        Assert.Equal(Presence.Available, await PresenceAsync(agent));
        Assert.False((await ReportAsync(agent, "desk", 15, Presence.NotReady)).Applied);
    }

    [Fact]
    public async Task A_report_that_was_refused_may_come_again_and_wrong_ones_are_refused()
    {
        var agent = await AddAgentAsync("refused");

        var tooLong = new PresenceReport(agent, "desk", 2, Presence.NotReady, new string('x', 65));
        Assert.Equal("request.outOfRange", Code(await Devices.ReportAsync(tooLong)));
        Assert.True((await ReportAsync(agent, "desk", 1, Presence.NotReady)).Applied);
        Assert.Equal("request.badId", Code(await Devices.ReportAsync(new(agent, "no id", 1, Presence.Available))));
        var negative = Assert.IsType<Refusal>(await Devices.ReportAsync(new(agent, "desk", -1, Presence.Available)));
        Assert.Equal(("request.outOfRange", "sequence"), (negative.Code, negative.Field));
    }

    [Fact]
    public async Task The_sources_that_reported_last_are_remembered()
    {
        var agent = await AddAgentAsync("sources");
        for (var number = 0; number <= AgentSession.MaxSources; number++)
            await ReportAsync(agent, $"s{number}", 9, Presence.Available);

        Assert.False((await ReportAsync(agent, "s1", 8, Presence.NotReady)).Applied);
        Assert.True((await ReportAsync(agent, "s0", 8, Presence.NotReady)).Applied);
    }

    [Fact]
    public async Task Devices_and_reports_outlive_their_owner()
    {
        var agent = await AddAgentAsync("kept");
        await Devices.ConnectAsync(agent, "phone");
        await ReportAsync(agent, "desk", 5, Presence.NotReady, "lunch");

        await RestartOwnerAsync(agent);

        Assert.Equal(["phone"], await ListAsync(agent));
        Assert.False((await ReportAsync(agent, "desk", 4, Presence.Available)).Applied);
        Assert.Equal(["phone"], Ids(await Devices.RenewAsync(agent, "phone")));
    }

    [Fact]
    public async Task An_agent_that_is_made_again_begins_without_the_devices_and_reports_of_the_former()
    {
        var agent = await AddAgentAsync("again");
        await Devices.ConnectAsync(agent, "phone");
        await ReportAsync(agent, "desk", 5, Presence.NotReady);

        await Center.SendAsync(new RemoveAgent(agent));
        await UntilAsync(async () => Code(await Devices.ListAsync(agent)) == "agent.unknown");
        await AddAgentAsync("again");

        await UntilAsync(async () => await Devices.ListAsync(agent) is AgentDevicesReply { Devices: [] });
        Assert.True((await ReportAsync(agent, "desk", 1, Presence.NotReady)).Applied);
    }

    private protected static IReadOnlyList<string> Ids(Reply reply) => Assert.IsType<AgentDevicesReply>(reply).Devices;

    private protected static string? Code(Reply reply) => (reply as Refusal)?.Code;

    private protected async Task<AgentId> AddAgentAsync(string name)
    {
        var agent = new AgentId($"devices-{name}");
        await UntilAsync(async () => await Center.SendAsync(new PutAgent(agent, new AgentProfile())) is AgentReply);
        Assert.IsType<AgentReply>(await Center.SendAsync(new SetPresence(agent, Presence.Available)));
        return agent;
    }

    private protected async Task<IReadOnlyList<string>> ListAsync(AgentId agent) => Ids(await Devices.ListAsync(agent));

    private protected async Task<PresenceReportReply> ReportAsync(
        AgentId agent, string source, long sequence, Presence presence, string? reason = null) =>
        Assert.IsType<PresenceReportReply>(
            await Devices.ReportAsync(new PresenceReport(agent, source, sequence, presence, reason)));

    private static Task UntilAsync(Func<Task<bool>> holds) =>
        Polling.UntilAsync(holds, ClusterTestHost.Timeout, () => "It does not come to hold.");

    private async Task<Presence> PresenceAsync(AgentId agent) => (await GetAsync(agent)).Presence;

    private async Task<bool> HasHeartbeatAsync(AgentId agent) => (await GetAsync(agent)).HasHeartbeat;

    private async Task<AgentDocument> GetAsync(AgentId agent) =>
        Assert.IsType<AgentReply>(await Center.SendAsync(new GetAgent(agent))).Agent;
}

/// <summary>On Redis, where agents' grains own them; the client of the cluster asks.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ClusterAgentDevicesTests(ClusterFixture shared) : AgentDevicesContractTests
{
    private protected override IContactCenter Center => shared.Center.Center;

    private protected override IAgentDevices Devices =>
        shared.Center.Cluster.ServiceProvider.GetRequiredService<IAgentDevices>();

    private protected override async Task RestartOwnerAsync(AgentId agent) =>
        await shared.Center.Cluster.DeactivateAsync(shared.Center.Agent(agent.Value));
}

/// <summary>On SQLite and in memory, where the one process owns them.</summary>
public abstract class LocalAgentDevicesTests(Func<ManualTime, IStore> open) : AgentDevicesContractTests, IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private IStore? _store;
    private ServiceProvider? _parts;

    private protected override IContactCenter Center => _parts!.GetRequiredService<IContactCenter>();

    private protected override IAgentDevices Devices => _parts!.GetRequiredService<IAgentDevices>();

    public async ValueTask InitializeAsync()
    {
        _store = open(_time);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_parts is not null) await _parts.DisposeAsync();
        if (_store is not null) await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected override async Task RestartOwnerAsync(AgentId agent)
    {
        await _parts!.DisposeAsync();
        await StartAsync();
    }

    [Fact]
    public async Task A_device_that_falls_silent_is_forgotten_and_one_that_beats_is_not()
    {
        var agent = await AddAgentAsync("silent");
        await Devices.ConnectAsync(agent, "phone");
        await Devices.ConnectAsync(agent, "laptop");
        for (var seconds = 0; seconds <= 90; seconds += 10)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            Assert.IsType<AgentDevicesReply>(await Devices.RenewAsync(agent, "phone"));
        }

        Assert.Equal(["phone"], await ListAsync(agent));
        Assert.Equal("agent.deviceUnknown", Code(await Devices.RenewAsync(agent, "laptop")));
    }

    [Fact]
    public async Task Time_without_an_owner_silences_no_device()
    {
        var agent = await AddAgentAsync("outage");
        await Devices.ConnectAsync(agent, "phone");
        _time.Advance(TimeSpan.FromHours(1));

        await RestartOwnerAsync(agent);

        Assert.Equal(["phone"], await ListAsync(agent));
    }

    [Fact]
    public async Task A_session_with_nothing_in_it_has_no_document_nor_has_that_of_a_removed_agent()
    {
        var (leaving, removed) = (await AddAgentAsync("leaving"), await AddAgentAsync("removed"));
        await Devices.ConnectAsync(leaving, "phone");
        await Devices.ConnectAsync(removed, "phone");
        Assert.Equal(2, (await _store!.ReadNamedAsync("session:")).Count);

        await Devices.DisconnectAsync(leaving, "phone");
        await Center.SendAsync(new RemoveAgent(removed));
        Assert.Equal("agent.unknown", Code(await Devices.ListAsync(removed)));

        Assert.Empty(await _store.ReadNamedAsync("session:"));
    }

    private async Task StartAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton(_store!);
        services.AddAcdCenter();
        _parts = services.BuildServiceProvider();
        var host = _parts.GetRequiredService<EngineHost>();
        var active = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.StatusChanged += status =>
        {
            if (status == CenterStatus.Active) active.TrySetResult();
        };
        await ((IHostedService)host).StartAsync(CancellationToken.None);
        await active.Task.WaitAsync(ClusterTestHost.Timeout);
    }
}

/// <summary>In memory.</summary>
public sealed class MemoryAgentDevicesTests() : LocalAgentDevicesTests(
    time => StoreFactory.Open(new StoreOptions { Url = "memory:" }, time));

/// <summary>On SQLite.</summary>
public sealed class SqliteAgentDevicesTests : LocalAgentDevicesTests, IDisposable
{
    private readonly TempFolder _folder;

    public SqliteAgentDevicesTests() : this(new TempFolder())
    {
    }

    private SqliteAgentDevicesTests(TempFolder folder)
        : base(time => StoreFactory.Open(new StoreOptions { Url = $"sqlite:{folder.Path}/acd.db" }, time)) => _folder = folder;

    public void Dispose() => _folder.Dispose();
}
