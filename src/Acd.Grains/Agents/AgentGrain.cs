using System.Runtime.CompilerServices;
using Acd.Core;
using Orleans.Concurrency;

namespace Acd.Grains;

/// <summary>
/// A mailbox and a session. It is reentrant: an offer stream that waits, or a command on its way to the dispatcher, holds
/// nothing else up.
/// </summary>
[Reentrant]
internal sealed class AgentGrain(
    [PersistentState("session", SessionJson.Storage)] IPersistentState<AgentSession> session, CenterFeed feed,
    TimeProvider time) : Grain, IAgentGrain
{
    private static readonly TimeSpan DeviceTimeout = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, Task<Reply>> _reporting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _saving = new(1, 1);
    private AgentId _agent;
    private LiveViewPump? _live;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _agent = new AgentId(this.GetPrimaryKeyString());
        foreach (var device in session.State.Devices) _heard[device] = time.GetTimestamp();
        this.RegisterGrainTimer(ForgetSilentDevicesAsync, DeviceTimeout / 3, DeviceTimeout / 3);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_live is not null) await _live.DisposeAsync();
    }

    public ValueTask<Reply> SendAsync(Request request) => AgentRequests.AgentOf(request) == _agent
        ? feed.Dispatcher.SendAsync(request)
        : new ValueTask<Reply>(AgentRefusals.NotThisOne(_agent.Value));

    public async ValueTask<Reply> ReportPresenceAsync(string report, SetPresence presence)
    {
        if (!Id.IsValid(report)) return AgentRefusals.BadId("report");
        if (presence.Agent != _agent) return AgentRefusals.NotThisOne(_agent.Value);

        // The same report may come again while its first coming is still under way: both get the one answer.
        if (_reporting.TryGetValue(report, out var underWay)) return await underWay;
        if (session.State.Reports.Contains(report)) return await feed.Dispatcher.SendAsync(new GetAgent(_agent));
        var reporting = CarryOutAsync(report, presence);
        if (!reporting.IsCompleted) _reporting[report] = reporting;
        try
        {
            return await reporting;
        }
        finally
        {
            _reporting.Remove(report);
        }
    }

    public async ValueTask<Reply> ConnectAsync(string device)
    {
        if (!Id.IsValid(device)) return AgentRefusals.BadId("device");
        var known = session.State.Devices.Contains(device);
        if (!known && session.State.Devices.Count >= AgentSession.MostDevices) return AgentRefusals.TooManyDevices;
        if (await GetViewAsync() is Refusal refusal) return refusal;
        _heard[device] = time.GetTimestamp();
        if (!session.State.Devices.Contains(device))
        {
            session.State.Devices.Add(device);
            await SaveAsync();
        }

        return await GetViewAsync();
    }

    public async ValueTask DisconnectAsync(string device)
    {
        _heard.Remove(device);
        if (session.State.Devices.Remove(device)) await SaveAsync();
    }

    public async ValueTask<Reply> BeatAsync(string device)
    {
        if (!session.State.Devices.Contains(device)) return AgentRefusals.DeviceUnknown(device);
        _heard[device] = time.GetTimestamp();
        return await feed.Dispatcher.SendAsync(new HeartbeatAgent(_agent));
    }

    public async ValueTask<Reply> GetViewAsync()
    {
        _live ??= new LiveViewPump(_agent, feed, time);
        return await _live.ViewAsync() is { } view ? view.Show(session.State.Devices) : _live.Refusal;
    }

    public async IAsyncEnumerable<OfferNews> WatchOffersAsync(
        long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var stream = new OfferStream(_agent, feed, time);
        await foreach (var news in stream.ReadAsync(after, cancel)) yield return news;
    }

    private async Task<Reply> CarryOutAsync(string report, SetPresence presence)
    {
        var reply = await feed.Dispatcher.SendAsync(presence);
        if (reply is Refusal) return reply;

        // Remembered after it was carried out: a silo that dies in between leaves a report that comes again and changes nothing.
        session.State.Remember(report);
        await SaveAsync();
        return reply;
    }

    private async Task ForgetSilentDevicesAsync(CancellationToken cancel)
    {
        var silent = session.State.Devices.RemoveAll(device =>
            !_heard.TryGetValue(device, out var heard) || time.GetElapsedTime(heard) > DeviceTimeout);
        if (silent > 0) await SaveAsync();
    }

    /// <summary>Writes the session; one write at a time, for each carries the mark of the one before.</summary>
    private async Task SaveAsync()
    {
        await _saving.WaitAsync();
        try
        {
            await session.WriteStateAsync();
        }
        finally
        {
            _saving.Release();
        }
    }
}
