using System.Collections.Concurrent;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>Keeps agents' sessions.</summary>
public interface IAgentSessionStore
{
    /// <summary>An agent's session; null where there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    ValueTask<AgentSession?> ReadAsync(AgentId agent);

    /// <summary>Writes an agent's session, or deletes it where it is empty.</summary>
    /// <returns>A <see cref="Refusal"/> where it may not have been written.</returns>
    ValueTask<Reply> WriteAsync(AgentId agent, AgentSession session);
}

/// <summary>
/// The owner of agents' devices in a center of one process. Requests about one agent are carried out one after the other, so
/// that reports keep their order. Every heartbeat goes to the engine, which is near.
/// </summary>
/// <param name="center">The center.</param>
/// <param name="store">Where sessions are kept.</param>
/// <param name="time">The clock.</param>
public sealed class LocalAgentDevices(IContactCenter center, IAgentSessionStore store, TimeProvider time) : IAgentDevices
{
    private const int Turns = 64, ConnectsPerSweep = 1_024;

    // A device whose time is lost counts as heard when it is next looked at, so the time is kept long past its use.
    private static readonly TimeSpan HeardKept = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly ConcurrentDictionary<(AgentId Agent, string Device), long> _heard = [];
    private int _connects;

    /// <inheritdoc/>
    public ValueTask<Reply> ListAsync(AgentId agent, CancellationToken cancel = default) =>
        InTurnAsync(agent, (_, session) => new ValueTask<Reply>(DevicesOf(agent, session)), cancel);

    /// <inheritdoc/>
    public ValueTask<Reply> ConnectAsync(AgentId agent, string device, CancellationToken cancel = default) =>
        Id.IsValid(device)
            ? InTurnAsync(agent, (_, session) => ConnectAsync(agent, device, session), cancel)
            : new(Refusals.BadId("device"));

    /// <inheritdoc/>
    public ValueTask<Reply> RenewAsync(AgentId agent, string device, CancellationToken cancel = default) =>
        InTurnAsync(
            agent,
            async (_, session) =>
            {
                if (!session.Devices.Contains(device)) return AgentRefusals.DeviceUnknown(device);
                _heard[(agent, device)] = time.GetTimestamp();
                var reply = await center.SendAsync(new HeartbeatAgent(agent));
                return reply is Refusal ? reply : DevicesOf(agent, session);
            },
            cancel);

    /// <inheritdoc/>
    public ValueTask<Reply> DisconnectAsync(AgentId agent, string device, CancellationToken cancel = default) =>
        InTurnAsync(
            agent,
            async (_, session) =>
            {
                _heard.TryRemove((agent, device), out var _);
                if (session.Devices.Remove(device) && await store.WriteAsync(agent, session) is Refusal refusal) return refusal;
                return DevicesOf(agent, session);
            },
            cancel);

    /// <inheritdoc/>
    public ValueTask<Reply> ReportAsync(PresenceReport report, CancellationToken cancel = default) =>
        AgentRefusals.Check(report.Source, report.Sequence) is { } refusal
            ? new(refusal)
            : InTurnAsync(report.Agent, (agent, session) => ReportAsync(report, agent, session), cancel);

    private static AgentDevicesReply DevicesOf(AgentId agent, AgentSession session) => new(agent, [.. session.Devices]);

    private async ValueTask<Reply> ConnectAsync(AgentId agent, string device, AgentSession session)
    {
        if (!session.Devices.Contains(device))
        {
            if (session.Devices.Count >= AgentSession.MaxDevices) return AgentRefusals.TooManyDevices;
            session.Devices.Add(device);
            if (await store.WriteAsync(agent, session) is Refusal refusal) return refusal;
        }

        _heard[(agent, device)] = time.GetTimestamp();
        if (Interlocked.Increment(ref _connects) % ConnectsPerSweep == 0) SweepHeard();
        return DevicesOf(agent, session);
    }

    private async ValueTask<Reply> ReportAsync(PresenceReport report, AgentReply agent, AgentSession session)
    {
        var latest = session.LatestOf(report.Source);
        if (latest < report.Sequence || latest is null)
        {
            var reply = await center.SendAsync(new SetPresence(report.Agent, report.Presence, report.Reason));
            if (reply is not AgentReply changed) return reply;

            // Remembered after it was carried out: a process that dies in between leaves a report that comes again.
            session.Remember(report.Source, report.Sequence);
            if (await store.WriteAsync(report.Agent, session) is Refusal refusal) return refusal;
            (agent, latest) = (changed, report.Sequence);
        }

        return new PresenceReportReply(
            report.Agent, report.Source, report.Sequence, report.Sequence >= latest, latest.Value, agent.Agent.Presence,
            agent.Agent.Reason);
    }

    /// <summary>Acts on an agent's session while no other request does.</summary>
    private async ValueTask<Reply> InTurnAsync(
        AgentId agent, Func<AgentReply, AgentSession, ValueTask<Reply>> act, CancellationToken cancel)
    {
        // Only the wait for the turn may end early: the next one must not begin before a write of this one has ended.
        var turn = _turns[(uint)agent.GetHashCode() % Turns];
        await turn.WaitAsync(cancel);
        try
        {
            var reply = await center.SendAsync(new GetAgent(agent), CancellationToken.None);
            if (reply.IsAgentUnknown()) await ForgetAsync(agent);
            return reply is AgentReply known ? await act(known, await ReadAsync(known.Agent)) : reply;
        }
        catch (StoreUnavailableException)
        {
            return HostRefusals.Unavailable;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The agent's session, without the devices that are silent.</summary>
    private async ValueTask<AgentSession> ReadAsync(AgentDocument agent)
    {
        var session = await store.ReadAsync(agent.Id);

        // An agent of the same name, made after the former was removed, begins without its session.
        if (session is null || session.AgentSequence != agent.Sequence)
            return new AgentSession { AgentSequence = agent.Sequence };
        session.Devices.RemoveAll(device => IsSilent(agent.Id, device));
        return session;
    }

    private bool IsSilent(AgentId agent, string device)
    {
        // After a restart a device counts as heard: it could not reach the process meanwhile.
        var heard = _heard.GetOrAdd((agent, device), static (_, now) => now, time.GetTimestamp());
        return time.GetElapsedTime(heard) > AgentSession.DeviceTimeout;
    }

    private async ValueTask ForgetAsync(AgentId agent)
    {
        if (await store.ReadAsync(agent) is not { } session) return;
        foreach (var device in session.Devices) _heard.TryRemove((agent, device), out _);
        session.Clear();

        // Where it cannot be deleted it stays, and no later agent gets it: its sequence is another one.
        await store.WriteAsync(agent, session);
    }

    private void SweepHeard()
    {
        foreach (var (device, heard) in _heard)
            if (time.GetElapsedTime(heard) > HeardKept) _heard.TryRemove(device, out _);
    }
}
