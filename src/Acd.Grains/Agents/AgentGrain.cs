using System.Runtime.CompilerServices;
using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Acd.Grains;

/// <summary>
/// The session of one agent. It is reentrant: an offer stream that waits, or a report on its way to the dispatcher, holds
/// nothing else up.
/// </summary>
[Reentrant]
internal sealed class AgentGrain(
    [PersistentState("session", AgentSessionSerializer.StorageName)] IPersistentState<AgentSession> session,
    ClusterNames names, ClusterEventFeed feed, ClusterContactCenter center, HeartbeatPace pace, TimeProvider time,
    ILogger<AgentGrain> log) : Grain, IAgentGrain
{
    private static readonly TimeSpan DeviceTimeout = AgentSession.DeviceTimeout;

    private readonly Dictionary<string, Task<Reply>> _pendingReports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lastSeen = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _saving = new(1, 1);
    private AgentId _agent;
    private AgentViewUpdater? _view;
    private Task<Reply>? _lastReport;
    private long? _forwardedAt;
    private long? _heldBackAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _agent = new AgentId(GrainKey.Parse(this.GetPrimaryKeyString(), names).Id);
        foreach (var device in session.State.Devices) _lastSeen[device] = time.GetTimestamp();
        this.RegisterGrainTimer(ForgetSilentDevicesAsync, DeviceTimeout / 3, DeviceTimeout / 3);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_view is not null) await _view.DisposeAsync();
    }

    public async ValueTask<Reply> ReportPresenceAsync(string report, SetPresence presence)
    {
        if (!Id.IsValid(report)) return Refusals.BadId("report");
        if (presence.Agent != _agent) return AgentRefusals.WrongAgent(_agent.Value);

        // The same report may come again while its first coming is still under way: both get the one answer.
        if (_pendingReports.TryGetValue(report, out var underWay)) return await underWay;
        if (session.State.Reports.Contains(report)) return await center.SendAsync(new GetAgent(_agent));
        var reporting = ApplyReportAsync(_lastReport, report, presence);
        _lastReport = reporting;
        if (!reporting.IsCompleted) _pendingReports[report] = reporting;
        try
        {
            return await reporting;
        }
        finally
        {
            _pendingReports.Remove(report);
        }
    }

    public async ValueTask<Reply> ReportInOrderAsync(string source, long sequence, SetPresence presence)
    {
        if (AgentRefusals.Check(source, sequence) is { } refusal) return refusal;
        if (presence.Agent != _agent) return AgentRefusals.WrongAgent(_agent.Value);
        var reporting = ApplyInOrderAsync(_lastReport, source, sequence, presence);
        _lastReport = reporting;
        return await reporting;
    }

    public async ValueTask<Reply> ConnectAsync(string device)
    {
        if (!Id.IsValid(device)) return Refusals.BadId("device");
        var known = session.State.Devices.Contains(device);
        if (!known && session.State.Devices.Count >= AgentSession.MaxDevices) return AgentRefusals.TooManyDevices;
        if (await GetViewAsync() is Refusal refusal) return refusal;
        _lastSeen[device] = time.GetTimestamp();
        if (!session.State.Devices.Contains(device)) await AddDeviceAsync(device);
        return await GetViewAsync();
    }

    public async ValueTask DisconnectAsync(string device)
    {
        _lastSeen.Remove(device);
        if (session.State.Devices.Remove(device)) await SaveAsync();
    }

    public async ValueTask<Reply> HeartbeatAsync(string device)
    {
        if (!session.State.Devices.Contains(device)) return AgentRefusals.DeviceUnknown(device);
        _lastSeen[device] = time.GetTimestamp();
        var isDue = _forwardedAt is not { } sent || time.GetElapsedTime(sent) >= await pace.GetIntervalAsync();
        if (!isDue) _heldBackAt = time.GetTimestamp();
        else if (await ForwardHeartbeatAsync() is Refusal refusal) return refusal;
        return await GetViewAsync();
    }

    public async ValueTask<Reply> GetViewAsync()
    {
        _view ??= new AgentViewUpdater(_agent, feed, center, time, log, OnEvent);
        if (await _view.GetViewAsync() is { } view) return view.ToView(session.State.Devices);
        if (_view.Refusal.IsAgentUnknown()) await ForgetAgentAsync();
        return _view.Refusal;
    }

    public async IAsyncEnumerable<OfferNews> WatchOffersAsync(
        long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var stream = new OfferStream(_agent, feed, center, time);
        await foreach (var news in stream.ReadAsync(after, cancel)) yield return news;
    }

    /// <summary>
    /// Carries a report out after the one before it. Two at once could change places: one goes by a call to a dispatcher that
    /// is being made, the other straight to its host.
    /// </summary>
    private async Task<Reply> ApplyReportAsync(Task<Reply>? before, string report, SetPresence presence)
    {
        if (before is { IsCompleted: false }) await Task.WhenAny(before);
        var reply = await center.SendAsync(presence);
        if (reply.IsAgentUnknown()) await ForgetAgentAsync();
        if (reply is Refusal) return reply;

        // Remembered after it was carried out: a silo that dies in between leaves a report that comes again and changes nothing.
        session.State.Remember(report);
        await SaveAsync();
        return reply;
    }

    /// <summary>Carries a report out unless a later one of its source was, after the report before it.</summary>
    private async Task<Reply> ApplyInOrderAsync(Task<Reply>? before, string source, long sequence, SetPresence presence)
    {
        if (before is { IsCompleted: false }) await Task.WhenAny(before);
        var latest = session.State.LatestOf(source);
        var isNew = latest is null || latest < sequence;
        var reply = await center.SendAsync(isNew ? presence : new GetAgent(_agent));
        if (reply.IsAgentUnknown()) await ForgetAgentAsync();
        if (reply is not AgentReply { Agent: var agent }) return reply;
        if (isNew)
        {
            session.State.Remember(source, sequence);
            await SaveAsync();
        }

        return new ReportOutcome(session.State.LatestOf(source) ?? sequence, agent.Presence, agent.Reason);
    }

    private async Task<Reply> ForwardHeartbeatAsync()
    {
        _heldBackAt = null;
        _forwardedAt = time.GetTimestamp();
        var reply = await center.SendAsync(new HeartbeatAgent(_agent));
        if (reply is Refusal) _forwardedAt = null;
        return reply;
    }

    /// <summary>
    /// The engine forgets heartbeats when it logs an agent out. After that the next one is forwarded at once, and one that was
    /// held back just before the agent logged in again is forwarded now.
    /// </summary>
    private void OnEvent(CenterEvent? happened)
    {
        if (happened is AgentChanged { Profile: null }) _ = ForgetAgentAsync();
        if (happened is not (null or AgentPresenceChanged)) return;
        _forwardedAt = null;
        if (happened is AgentPresenceChanged { Presence: not Presence.Offline } && _heldBackAt is { } heldBack)
            _ = ForwardAfterLoginAsync(heldBack);
    }

    private async Task ForwardAfterLoginAsync(long heldBack)
    {
        if (time.GetElapsedTime(heldBack) < await pace.GetIntervalAsync()) await ForwardHeartbeatAsync();
    }

    /// <summary>Adds a device; where it cannot be written the device is not connected, and the caller is told.</summary>
    private async Task AddDeviceAsync(string device)
    {
        session.State.Devices.Add(device);
        try
        {
            await SaveAsync();
        }
        catch
        {
            session.State.Devices.Remove(device);
            _lastSeen.Remove(device);
            throw;
        }
    }

    /// <summary>The agent was removed: its session goes too, so that an agent of the same name begins without it.</summary>
    private async Task ForgetAgentAsync()
    {
        _lastSeen.Clear();
        if (session.State.IsEmpty && !session.RecordExists) return;
        session.State.Clear();
        try
        {
            await SaveAsync();
        }
        catch (Exception failure)
        {
            // Grain storage has no exception of its own. The agent is gone all the same, and no caller waits for this.
            log.SessionNotCleared(failure, _agent.Value);
        }
    }

    private async Task ForgetSilentDevicesAsync(CancellationToken cancel)
    {
        var silent = session.State.Devices.RemoveAll(device =>
            !_lastSeen.TryGetValue(device, out var heard) || time.GetElapsedTime(heard) > DeviceTimeout);
        if (silent > 0) await SaveAsync();
    }

    /// <summary>
    /// Writes the session, or deletes it where it is empty; one write at a time, as each carries the mark of the one before.
    /// </summary>
    private async Task SaveAsync()
    {
        await _saving.WaitAsync();
        try
        {
            if (!session.State.IsEmpty) await session.WriteStateAsync();
            else if (session.RecordExists) await session.ClearStateAsync();
        }
        finally
        {
            _saving.Release();
        }
    }
}
