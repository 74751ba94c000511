using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>Agents' devices and presence reports, which each agent's grain owns, wherever in the cluster it is.</summary>
/// <param name="grains">Orleans' client, or a silo.</param>
/// <param name="names">The names of the cluster and of its center.</param>
/// <param name="feed">Whether the cluster can be called yet.</param>
/// <param name="log">The log.</param>
internal sealed class ClusterAgentDevices(
    IGrainFactory grains, ClusterNames names, ClusterEventFeed feed, ILogger<ClusterAgentDevices> log) : IAgentDevices
{
    /// <inheritdoc/>
    public ValueTask<Reply> ListAsync(AgentId agent, CancellationToken cancel = default) =>
        CallAsync(agent, grain => grain.GetViewAsync(), cancel);

    /// <inheritdoc/>
    public ValueTask<Reply> ConnectAsync(AgentId agent, string device, CancellationToken cancel = default) =>
        CallAsync(agent, grain => grain.ConnectAsync(device), cancel);

    /// <inheritdoc/>
    public ValueTask<Reply> RenewAsync(AgentId agent, string device, CancellationToken cancel = default) =>
        CallAsync(agent, grain => grain.HeartbeatAsync(device), cancel);

    /// <inheritdoc/>
    public ValueTask<Reply> DisconnectAsync(AgentId agent, string device, CancellationToken cancel = default) => CallAsync(
        agent,
        async grain =>
        {
            await grain.DisconnectAsync(device);
            return await grain.GetViewAsync();
        },
        cancel);

    /// <inheritdoc/>
    public async ValueTask<Reply> ReportAsync(PresenceReport report, CancellationToken cancel = default)
    {
        var presence = new SetPresence(report.Agent, report.Presence, report.Reason);
        var reply = await CallAsync(
            report.Agent, grain => grain.ReportInOrderAsync(report.Source, report.Sequence, presence), cancel);
        return reply is ReportOutcome outcome
            ? new PresenceReportReply(
                report.Agent, report.Source, report.Sequence, report.Sequence >= outcome.Latest, outcome.Latest,
                outcome.Presence, outcome.Reason)
            : reply;
    }

    private async ValueTask<Reply> CallAsync(
        AgentId agent, Func<IAgentGrain, ValueTask<Reply>> call, CancellationToken cancel)
    {
        if (feed.Status == CenterStatus.Starting) return HostRefusals.Unavailable;
        try
        {
            var reply = await call(grains.GetAgentGrain(names.Center, agent)).AsTask().WaitAsync(cancel);
            return reply is AgentView view ? new AgentDevicesReply(agent, view.Devices) : reply;
        }
        catch (GatewayTooBusyException)
        {
            return HostRefusals.Busy;
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e))
        {
            return HostRefusals.Unavailable;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Grain storage has no exception of its own: a session that cannot be written fails the call with any.
            log.SessionFailed(failure, agent.Value);
            return HostRefusals.Unavailable;
        }
    }
}
