namespace Acd.Hosting;

/// <summary>
/// Brings the feed up to what the store has when an engine was loaded: events of a commit that landed although its answer was
/// lost are told before anything newer, and a new owner knows the latest ones.
/// </summary>
internal sealed class EventCatchUp(EventFeed feed, TimedStore store, EngineHostOptions options)
{
    private const int PageSize = 1_000;

    /// <summary>Publishes what the store has and the feed has not.</summary>
    /// <param name="last">The sequence number of the store's last event.</param>
    /// <param name="continues">
    /// Whether subscribers have been here all the time, and are to be told everything that they missed.
    /// </param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
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
