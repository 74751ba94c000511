using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Brings the feed up to the store's last event when an engine is loaded. Events of a commit whose answer was lost are
/// published before newer ones, and a new owner has the latest ones.
/// </summary>
internal sealed class EventCatchUp(EventFeed feed, TimedStore store, EngineHostOptions options, TimeProvider time)
{
    private const int PageSize = 1_000, FirstWindow = 128;

    /// <summary>
    /// How long the latest events of a new owner may take. What is not read by then is read from the store later.
    /// </summary>
    private static readonly TimeSpan PreloadTime = TimeSpan.FromSeconds(2);

    /// <summary>Publishes the store's events that the feed does not have.</summary>
    /// <param name="last">The sequence number of the store's last event.</param>
    /// <param name="continues">Whether there may be subscribers, who must get every event that they missed.</param>
    /// <param name="cancel">Cancels the reads.</param>
    /// <exception cref="StoreUnavailableException">The store fails.</exception>
    public async Task PublishAsync(long last, bool continues, CancellationToken cancel)
    {
        if (continues && feed.Last <= last) await PublishMissedAsync(last, cancel);
        else await PreloadAsync(last, cancel);
    }

    private async Task PublishMissedAsync(long last, CancellationToken cancel)
    {
        while (feed.Last < last)
        {
            var page = await store.ReadEventsAsync(feed.Last, PageSize, cancel);
            if (page.FirstKept > feed.Last + 1)
            {
                feed.Restart(page.FirstKept - 1);
                continue;
            }

            if (page.Events.Count == 0) throw new InvalidOperationException($"The store has no event after event {feed.Last}.");
            feed.Publish(page.Events);
        }
    }

    /// <summary>
    /// Publishes the latest events, as many as the options, their size and the time allow. They are read from the last one
    /// backwards. A store that fails meanwhile ends it: subscribers read what is missing from the store.
    /// </summary>
    private async Task PreloadAsync(long last, CancellationToken cancel)
    {
        var (parts, first, bytes, window) = (new Stack<IReadOnlyList<CenterEvent>>(), last, 0L, FirstWindow);
        var (least, startedAt) = (Math.Max(0, last - options.EventsPreloaded), time.GetTimestamp());
        try
        {
            while (first > least && bytes < options.PreloadedBytes && time.GetElapsedTime(startedAt) < PreloadTime)
            {
                var from = Math.Max(least, first - window);
                var (read, size) = await ReadAsync(from, first, cancel);
                bytes += size;
                if (read.Count == 0) break;
                parts.Push(read);
                if (read[0].Sequence != from + 1 || read.Count < first - from) break;
                first = from;
                window *= 2;
            }
        }
        catch (StoreUnavailableException)
        {
            // These events are only a saving. What needs the store says that it fails.
        }

        var kept = parts.TryPeek(out var oldest) ? oldest[0].Sequence - 1 : last;
        feed.Restart(kept);
        foreach (var part in parts) feed.Publish(part);
    }

    /// <summary>The events of a window that follow each other up to its end.</summary>
    private async Task<(List<CenterEvent> Events, long Bytes)> ReadAsync(long after, long last, CancellationToken cancel)
    {
        var (events, bytes) = (new List<CenterEvent>(), 0L);
        for (var position = after; position < last; position = events[^1].Sequence)
        {
            var page = await store.ReadEventsAsync(position, (int)Math.Min(PageSize, last - position), cancel);
            bytes += page.Bytes;
            if (page.Events.Count == 0) return ([], bytes);
            if (page.FirstKept > position + 1) events.Clear();
            events.AddRange(page.Events);
            if (bytes > options.PreloadedBytes && events[^1].Sequence < last) return ([], bytes);
        }

        return (events, bytes);
    }
}
