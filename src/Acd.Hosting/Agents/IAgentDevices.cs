using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The devices of agents, and what other systems report of agents' presence. On Redis an agent's grain owns them, in a center
/// of one process the process itself. Both keep them in the store, so that a restart loses none.
/// </summary>
public interface IAgentDevices
{
    /// <summary>The devices of an agent that are connected.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="cancel">Ends the wait for the reply.</param>
    /// <returns>An <see cref="AgentDevicesReply"/>, or a refusal such as <c>agent.unknown</c>.</returns>
    ValueTask<Reply> ListAsync(AgentId agent, CancellationToken cancel = default);

    /// <summary>
    /// Connects a device; <see cref="AgentSession.MaxDevices"/> at the most. One that is connected stays so.
    /// </summary>
    /// <param name="agent">The agent.</param>
    /// <param name="device">The device's id, of the form of every id.</param>
    /// <param name="cancel">Ends the wait for the reply; the device may still be connected.</param>
    /// <returns>
    /// An <see cref="AgentDevicesReply"/>, or a refusal: <c>agent.unknown</c>, <c>agent.tooManyDevices</c>,
    /// <c>request.badId</c>.
    /// </returns>
    ValueTask<Reply> ConnectAsync(AgentId agent, string device, CancellationToken cancel = default);

    /// <summary>
    /// Takes in a device's sign of life, which is the agent's too. A device that is silent for
    /// <see cref="AgentSession.DeviceTimeout"/> is forgotten.
    /// </summary>
    /// <param name="agent">The agent.</param>
    /// <param name="device">The device's id.</param>
    /// <param name="cancel">Ends the wait for the reply.</param>
    /// <returns>
    /// An <see cref="AgentDevicesReply"/>, or a refusal: <c>agent.unknown</c>, <c>agent.deviceUnknown</c>,
    /// <c>agent.offline</c>.
    /// </returns>
    ValueTask<Reply> RenewAsync(AgentId agent, string device, CancellationToken cancel = default);

    /// <summary>Disconnects a device. One that is not connected is no error.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="device">The device's id.</param>
    /// <param name="cancel">Ends the wait for the reply; the device may still be disconnected.</param>
    /// <returns>An <see cref="AgentDevicesReply"/>, or a refusal such as <c>agent.unknown</c>.</returns>
    ValueTask<Reply> DisconnectAsync(AgentId agent, string device, CancellationToken cancel = default);

    /// <summary>
    /// Takes in what a source reports of an agent's presence, in the order of the source's own numbers. A report that comes
    /// after a later one of its source changes nothing, and its reply says so. One that is repeated is answered as before.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="cancel">Ends the wait for the reply; the report may still be carried out.</param>
    /// <returns>A <see cref="PresenceReportReply"/>, or a refusal such as <c>agent.unknown</c>.</returns>
    ValueTask<Reply> ReportAsync(PresenceReport report, CancellationToken cancel = default);
}

/// <summary>What a source reports of an agent's presence.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Source">The source's id, of the form of every id.</param>
/// <param name="Sequence">The report's number at its source, which grows: a counter, or the source's clock.</param>
/// <param name="Presence">The presence.</param>
/// <param name="Reason">The reason of <see cref="Presence.NotReady"/>.</param>
public sealed record PresenceReport(AgentId Agent, string Source, long Sequence, Presence Presence, string? Reason = null)
{
    /// <summary>The greatest number, which every client can write exactly.</summary>
    public const long MaxSequence = 9_007_199_254_740_991;
}

/// <summary>An agent's devices.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Devices">The devices that are connected, the first one first.</param>
public sealed record AgentDevicesReply(AgentId Agent, IReadOnlyList<string> Devices) : Reply;

/// <summary>What became of a presence report.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Source">The report's source.</param>
/// <param name="Sequence">The report's number.</param>
/// <param name="Applied">False where the report was late, so that it changed nothing.</param>
/// <param name="Latest">The number of the source's latest report.</param>
/// <param name="Presence">The agent's presence now.</param>
/// <param name="Reason">The reason of that presence, where it has one.</param>
public sealed record PresenceReportReply(
    AgentId Agent, string Source, long Sequence, bool Applied, long Latest, Presence Presence, string? Reason) : Reply;
