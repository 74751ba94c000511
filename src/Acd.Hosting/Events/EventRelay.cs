using System.Runtime.CompilerServices;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The events of a center that runs elsewhere, for any number of subscribers here: whoever brings them over does it once, and
/// the latest ones stay in memory for subscribers that come back.
/// </summary>
/// <param name="options">Its bounds: recent events, and those that may wait for one subscriber.</param>
/// <param name="older">Reads events that are not in memory any longer, from where they are kept.</param>
public sealed class EventRelay(EngineHostOptions options, EventPageReader older)
{
    private readonly EventFeed _feed = new(options);

    /// <summary>The sequence number of the last event that was published; 0 before there was one.</summary>
    public long Last => _feed.Last;

    /// <summary>How many subscribers there are.</summary>
    public int Subscribers => _feed.Subscribers;

    /// <summary>Gives events to the subscribers.</summary>
    /// <param name="events">The events after <see cref="Last"/>, by sequence without a gap.</param>
    public void Publish(IReadOnlyList<CenterEvent> events) => _feed.Publish(events);

    /// <summary>Begins anew after an event: there is a gap for those who subscribe, who are told so.</summary>
    /// <param name="after">The sequence number of the event before the next one.</param>
    public void Restart(long after) => _feed.Restart(after);

    /// <summary>
    /// Follows the center's status: while it recovers subscribers wait, when it serves no more they are told.
    /// </summary>
    public void SetStatus(CenterStatus status) => _feed.SetStatus(status);

    /// <inheritdoc cref="IContactCenter.SubscribeAsync"/>
    public async IAsyncEnumerable<CenterEvent> SubscribeAsync(
        AgentId? agent, long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        // Another relay may have been ahead of this one: what the caller has from there is not given again.
        await foreach (var next in new Subscription(_feed, older, agent, after).ReadAsync(cancel))
        {
            if (after is null || next.Sequence > after) yield return next;
        }
    }
}
