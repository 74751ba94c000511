using System.Runtime.CompilerServices;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The events of a center that runs elsewhere, for any number of subscribers in this process. They are brought over once, and
/// the latest ones stay in memory for subscribers that resume.
/// </summary>
/// <param name="options">The limits: recent events, and those that may wait for one subscriber.</param>
/// <param name="older">Reads events that are no longer in memory.</param>
public sealed class EventRelay(EngineHostOptions options, EventPageReader older)
{
    private readonly EventFeed _feed = new(options);

    /// <summary>The sequence number of the last published event; 0 before the first.</summary>
    public long Last => _feed.Last;

    /// <summary>The number of subscribers.</summary>
    public int Subscribers => _feed.Subscribers;

    /// <summary>Publishes events.</summary>
    /// <param name="events">
    /// The events after <see cref="Last"/>, by sequence without a gap. The list must not change afterwards.
    /// </param>
    public void Publish(IReadOnlyList<CenterEvent> events) => _feed.Publish(events);

    /// <summary>Starts again after a gap: present subscriptions end with <see cref="EventsGoneException"/>.</summary>
    /// <param name="after">The sequence number of the event before the next one.</param>
    public void Restart(long after) => _feed.Restart(after);

    /// <summary>Follows the center's status: subscriptions wait while it recovers, and end when it no longer serves.</summary>
    public void SetStatus(CenterStatus status) => _feed.SetStatus(status);

    /// <inheritdoc cref="IContactCenter.SubscribeAsync"/>
    public async IAsyncEnumerable<CenterEvent> SubscribeAsync(
        AgentId? agent, long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        // Another relay may have been ahead of this one; the caller's events from there are skipped.
        await foreach (var next in new Subscription(_feed, older, agent, after).ReadAsync(cancel))
        {
            if (after is null || next.Sequence > after) yield return next;
        }
    }
}
