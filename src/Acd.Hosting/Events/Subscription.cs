using System.Runtime.CompilerServices;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// One subscriber's way through the events: from the store, from memory, and then live, without a gap and without a double.
/// </summary>
/// <param name="feed">The events in memory, and those to come.</param>
/// <param name="older">Reads those that are not in memory any longer.</param>
/// <param name="agent">Whose events are wanted; everyone's where none is given.</param>
/// <param name="after">The last event that the subscriber has seen; from now on where none is given.</param>
internal sealed class Subscription(EventFeed feed, EventPageReader older, AgentId? agent, long? after)
{
    private const int PageSize = 1_000;

    /// <summary>The events. The subscription begins with the first move.</summary>
    public async IAsyncEnumerable<CenterEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var position = feed.GetStartPosition(after);
        var seen = after is { } newest && newest > position && await IsCommittedAsync(newest, cancel) ? newest : position;
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
    /// Whether an event that this process has not told yet is in the store: another owner told it, who took over while this one
    /// still seems to serve. A number that the store has not is of another center; whoever has it is told what comes.
    /// </summary>
    private async Task<bool> IsCommittedAsync(long sequence, CancellationToken cancel)
    {
        var page = await ReadAsync(sequence - 1, 1, cancel);
        return page.Events is [{ Sequence: var found }, ..] && found >= sequence;
    }

    /// <summary>
    /// Reads the part after a position from the store, as far as it is revealed: what is newer comes when its callers know it.
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

/// <summary>Committed events by sequence, as <see cref="IStore.ReadEventsAsync"/> gives them.</summary>
/// <param name="after">The sequence number after which to begin.</param>
/// <param name="limit">How many at the most.</param>
/// <param name="cancel">Gives up.</param>
/// <exception cref="StoreUnavailableException">They cannot be had at the moment.</exception>
public delegate Task<EventPage> EventPageReader(long after, int limit, CancellationToken cancel);
