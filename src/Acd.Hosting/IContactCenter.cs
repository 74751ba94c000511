using Acd.Core;

namespace Acd.Hosting;

/// <summary>The center as its callers see it: in this process, or at the other end of a cluster.</summary>
public interface IContactCenter
{
    /// <summary>Whether this center serves at the moment.</summary>
    CenterStatus Status { get; }

    /// <summary>
    /// Sends a request. The reply comes when the store has what it tells of; an expected refusal is a <see cref="Refusal"/>,
    /// among them <c>center.busy</c>, <c>center.unavailable</c> and <c>center.standby</c>, after which the same request may be
    /// sent again.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancel">Stops waiting for the reply; the request may be carried out all the same.</param>
    ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default);

    /// <summary>Events by sequence without a gap, as soon as the store has them, until the caller or the center stops.</summary>
    /// <param name="agent">Only the events of this agent's stream; all where none is given.</param>
    /// <param name="after">
    /// The sequence number of the last event that the caller has seen; from now on where none is given.
    /// </param>
    /// <param name="cancel">Ends the stream.</param>
    /// <exception cref="EventsGoneException">The events after <paramref name="after"/> are not kept any longer.</exception>
    /// <exception cref="SubscriberTooSlowException">
    /// The caller fell too far behind; it may resume after the last event it has.
    /// </exception>
    /// <exception cref="CenterUnavailableException">The center does not serve at the moment.</exception>
    IAsyncEnumerable<CenterEvent> SubscribeAsync(AgentId? agent, long? after, CancellationToken cancel = default);
}

/// <summary>Whether a center serves.</summary>
public enum CenterStatus
{
    /// <summary>It has not begun to.</summary>
    Starting,

    /// <summary>Another process owns the engine; this one waits to take over.</summary>
    Standby,

    /// <summary>It serves.</summary>
    Active,

    /// <summary>It owns the engine, but the store does not answer; it goes on by itself when the store does.</summary>
    Recovering,

    /// <summary>It serves no more.</summary>
    Stopped,
}
