using System.Runtime.CompilerServices;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// One subscriber's events: from the store, then from memory, then live, each once and without a gap.
/// </summary>
/// <param name="feed">The events in memory and the live ones.</param>
/// <param name="older">Reads events that are no longer in memory.</param>
/// <param name="agent">The agent whose events are wanted; null for all events.</param>
/// <param name="after">The last event that the subscriber has; null for only new events.</param>
internal sealed class Subscription(EventFeed feed, EventPageReader older, AgentId? agent, long? after)
{
    private const int PageSize = 1_000;

    /// <summary>The events. The subscription begins when the first one is asked for.</summary>
    public async IAsyncEnumerable<CenterEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var position = feed.GetStartPosition(after);
        var seen = after is { } newest && newest > position ? newest : position;
        if (seen > position) await ThrowIfFutureAsync(seen, cancel);
        SubscriberChannel? subscriber = null;
        try
        {
            while (subscriber is null)
            {
                var part = feed.CatchUp(agent, position);
                if (part.IsInStore) part = await ReadStoreAsync(part, cancel);
                subscriber = part.Subscriber;
                position = part.Position;
                foreach (var next in part.Events)
                    if (next.Sequence > seen) yield return next;
            }

            await foreach (var next in subscriber.ReadAsync(cancel))
                if (next.Sequence > seen) yield return next;
        }
        finally
        {
            if (subscriber is not null) feed.Remove(subscriber);
        }
    }

    /// <summary>
    /// An event that is not published here may be in the store: another owner has taken over and published it, while this one
    /// still seems to serve. A number that is not in the store is of another center, or of a store that has lost data since.
    /// What its subscriber knows is wrong, so it starts again with the first kept event.
    /// </summary>
    /// <exception cref="EventsGoneException">The event does not exist.</exception>
    private async Task ThrowIfFutureAsync(long sequence, CancellationToken cancel)
    {
        var page = await ReadAsync(sequence - 1, 1, cancel);
        if (page.Events is not [{ Sequence: var found }, ..] || found < sequence)
            throw new EventsGoneException(Math.Min(page.FirstKept, sequence));
    }

    /// <summary>
    /// Reads the part after a position from the store, up to the last published event.
    /// </summary>
    private async Task<CatchUpPart> ReadStoreAsync(CatchUpPart part, CancellationToken cancel)
    {
        var page = await ReadAsync(part.Position, PageSize, cancel);
        if (page.FirstKept > part.Position + 1) throw new EventsGoneException(page.FirstKept);
        var events = new List<CenterEvent>();
        var position = part.Position;
        foreach (var next in page.Events)
        {
            if (next.Sequence > part.Last) break;
            if (next.Sequence != position + 1)
                throw new InvalidOperationException($"The store has event {next.Sequence} after event {position}.");
            position = next.Sequence;
            if (agent is null || next.Agent == agent) events.Add(next);
        }

        if (position == part.Position) throw new InvalidOperationException($"The store has no event after event {position}.");
        return part with { Events = events, Position = position };
    }

    private async Task<EventPage> ReadAsync(long position, int limit, CancellationToken cancel)
    {
        try
        {
            return await older(position, limit, cancel);
        }
        catch (StoreUnavailableException)
        {
            throw new CenterUnavailableException(CenterStatus.Recovering);
        }
    }
}

/// <summary>Reads committed events by sequence, as <see cref="IStore.ReadEventsAsync"/> does.</summary>
/// <param name="after">The sequence number before the first event.</param>
/// <param name="limit">How many events at most.</param>
/// <param name="cancel">Cancels the read.</param>
/// <exception cref="StoreUnavailableException">They cannot be read at the moment.</exception>
public delegate Task<EventPage> EventPageReader(long after, int limit, CancellationToken cancel);
