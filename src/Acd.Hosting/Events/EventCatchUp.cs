namespace Acd.Hosting;

/// <summary>
/// Brings the feed up to the store's last event when an engine is loaded. Events of a commit whose answer was lost are
/// published before newer ones, and a new owner has the latest ones.
/// </summary>
internal sealed class EventCatchUp(EventFeed feed, TimedStore store, EngineHostOptions options)
{
    private const int PageSize = 1_000;

    /// <summary>Publishes the store's events that the feed does not have.</summary>
    /// <param name="last">The sequence number of the store's last event.</param>
    /// <param name="continues">Whether there may be subscribers, who must get every event that they missed.</param>
    /// <param name="cancel">Cancels the reads.</param>
    /// <exception cref="StoreUnavailableException">The store fails.</exception>
    public async Task PublishAsync(long last, bool continues, CancellationToken cancel)
    {
        if (!continues || feed.Last > last) feed.Restart(Math.Max(0, last - options.EventsPreloaded));
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
}
