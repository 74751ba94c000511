using Acd.Core;

namespace Acd.Hosting;

/// <summary>A center as its callers see it: in this process or elsewhere in the cluster.</summary>
public interface IContactCenter
{
    /// <summary>Whether the center serves at the moment.</summary>
    CenterStatus Status { get; }

    /// <summary>
    /// Sends a request. The reply comes when the store has its effects. A refusal is a <see cref="Refusal"/>; after
    /// <c>center.busy</c>, <c>center.unavailable</c> and <c>center.standby</c> the same request may be sent again.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancel">Ends the wait for the reply; the request may still be carried out.</param>
    ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default);

    /// <summary>Committed events by sequence without a gap, until the caller or the center stops.</summary>
    /// <param name="agent">The agent whose events are wanted; null for all events.</param>
    /// <param name="after">The sequence number of the last event that the caller has; null for only new events.</param>
    /// <param name="cancel">Ends the stream.</param>
    /// <exception cref="EventsGoneException">The events after <paramref name="after"/> are no longer kept.</exception>
    /// <exception cref="SubscriberTooSlowException">
    /// The caller is too far behind. It may resume after the last event it has.
    /// </exception>
    /// <exception cref="CenterUnavailableException">The center does not serve at the moment.</exception>
    IAsyncEnumerable<CenterEvent> SubscribeAsync(AgentId? agent, long? after, CancellationToken cancel = default);

    /// <summary>
    /// The events of <see cref="SubscribeAsync"/> as JSON, with the same exceptions. No event is parsed for it; one of a later
    /// version, whose type is unknown here, is among them.
    /// </summary>
    /// <inheritdoc cref="SubscribeAsync"/>
    IAsyncEnumerable<SerializedEvent> SubscribeSerializedAsync(
        AgentId? agent, long? after, CancellationToken cancel = default) =>
        SerializedEvent.FromAsync(SubscribeAsync(agent, after, cancel), cancel);
}

/// <summary>Whether a center serves.</summary>
public enum CenterStatus
{
    /// <summary>It has not started yet.</summary>
    Starting,

    /// <summary>Another process holds the lease; this one waits to take over.</summary>
    Standby,

    /// <summary>It serves.</summary>
    Active,

    /// <summary>It holds the lease, but the store fails. It serves again when the store does.</summary>
    Recovering,

    /// <summary>It has stopped.</summary>
    Stopped,
}
