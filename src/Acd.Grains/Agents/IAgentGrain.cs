using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// An agent's session: its devices, their heartbeats and presence reports, its live view and its offers. Commands do not pass
/// through it. Its key is <c>center/agent</c>. Devices and the reports that were seen are in grain storage, so that they outlive
/// a silo.
/// </summary>
[Alias("acd.agent")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes in what a device reports of the agent's presence: each report once, and in the order in which they come. A report
    /// that was seen before changes nothing and is answered with the agent as it is. The latest 256 are remembered.
    /// </summary>
    /// <param name="report">The report's own id, 1 to 64 characters as every id.</param>
    /// <param name="presence">The reported presence.</param>
    [Alias("report")]
    ValueTask<Reply> ReportPresenceAsync(string report, SetPresence presence);

    /// <summary>
    /// Takes in what a source reports of the agent's presence, in the order of the source's numbers: one that comes after a
    /// later one of its source changes nothing, nor does one that is repeated. The latest 16 sources are remembered.
    /// </summary>
    /// <param name="source">The source's id, 1 to 64 characters as every id.</param>
    /// <param name="sequence">The report's number at its source.</param>
    /// <param name="presence">The reported presence.</param>
    /// <returns>A <see cref="ReportOutcome"/>, or a refusal such as <c>agent.unknown</c>.</returns>
    [Alias("reportInOrder")]
    ValueTask<Reply> ReportInOrderAsync(string source, long sequence, SetPresence presence);

    /// <summary>Connects a device; 16 at the most. One that is connected may connect again.</summary>
    /// <param name="device">The device's id, 1 to 64 characters as every id.</param>
    /// <returns>
    /// An <see cref="AgentView"/>, or a refusal: <c>agent.unknown</c>, <c>agent.tooManyDevices</c>, <c>request.badId</c>.
    /// </returns>
    [Alias("connect")]
    ValueTask<Reply> ConnectAsync(string device);

    /// <summary>Disconnects a device. No error where it is not connected.</summary>
    /// <param name="device">The device's id.</param>
    [Alias("disconnect")]
    ValueTask DisconnectAsync(string device);

    /// <summary>
    /// A device's sign of life, which is the agent's too; a device that is silent for 90 s is forgotten. The engine gets one
    /// when a third of the heartbeat timeout has passed since the last, and logs the agent out when none come.
    /// </summary>
    /// <param name="device">The device's id.</param>
    /// <returns>
    /// An <see cref="AgentView"/>, or a refusal: <c>agent.deviceUnknown</c>, <c>agent.unknown</c>, <c>agent.offline</c>.
    /// </returns>
    [Alias("beat")]
    ValueTask<Reply> HeartbeatAsync(string device);

    /// <summary>The agent as events show it, some milliseconds behind the dispatcher.</summary>
    /// <returns>An <see cref="AgentView"/>, or a refusal: <c>agent.unknown</c>, <c>center.unavailable</c>.</returns>
    [Alias("view")]
    ValueTask<Reply> GetViewAsync();

    /// <summary>
    /// The agent's offers, as they come and go. The stream begins with the offers that are pending, or after the last news that
    /// the caller has.
    /// </summary>
    /// <param name="after">The <see cref="OfferNews.Position"/> of the last news that the caller has.</param>
    /// <param name="cancel">Ends the stream.</param>
    [Alias("offers")]
    IAsyncEnumerable<OfferNews> WatchOffersAsync(long? after, CancellationToken cancel = default);
}

/// <summary>News of an agent's offers: the pending ones, or an event.</summary>
/// <param name="Position">The sequence number of the last event that is contained in this and all former news.</param>
/// <param name="Pending">All offers that are pending, at the beginning of a stream or after a gap.</param>
/// <param name="Event">The <see cref="OfferEvent"/>.</param>
public sealed record OfferNews(long Position, IReadOnlyList<LiveContact>? Pending = null, CenterEvent? Event = null) : Reply;

/// <summary>What became of a source's report.</summary>
/// <param name="Latest">The number of the source's latest report; the report was late where its own is less.</param>
/// <param name="Presence">The agent's presence now.</param>
/// <param name="Reason">The reason of that presence, where it has one.</param>
public sealed record ReportOutcome(long Latest, Presence Presence, string? Reason) : Reply;

/// <summary>An agent, its contacts and its devices.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="Presence">Its presence.</param>
/// <param name="Reason">The reason of the presence, if one was given.</param>
/// <param name="Contacts">Its contacts, the first one first.</param>
/// <param name="Devices">The devices that are connected.</param>
/// <param name="Position">The sequence number of the last event that the view contains.</param>
public sealed record AgentView(
    AgentId Agent, AgentProfile Profile, Presence Presence, string? Reason, IReadOnlyList<LiveContact> Contacts,
    IReadOnlyList<string> Devices, long Position) : Reply;

/// <summary>A contact that an agent has.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="State">Offered, connected or in wrap-up.</param>
/// <param name="Offer">The offer by which the agent got it.</param>
/// <param name="Channel">Its channel.</param>
public sealed record LiveContact(ContactId Contact, ContactState State, OfferId Offer, ChannelId Channel);
