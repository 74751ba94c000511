using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Events for a reader that asks again and again by number. It costs one list for each answer, where a subscription costs a
/// channel and a step for each event.
/// </summary>
/// <param name="feed">The events in memory.</param>
/// <param name="older">Reads events that are no longer in memory.</param>
/// <param name="time">The clock.</param>
internal sealed class EventPoll(EventFeed feed, EventPageReader older, TimeProvider time)
{
    /// <inheritdoc cref="EngineHost.ReadNextAsync"/>
    public async Task<EventPage> ReadAsync(long after, int limit, TimeSpan wait, CancellationToken cancel)
    {
        var next = feed.WaitForNextAsync(after);
        if (!next.IsCompleted) await next.WaitForCompletionAsync(wait, time, cancel);
        var page = feed.Read(after, limit);
        return page.FirstKept <= after + 1 ? page : await ReadStoreAsync(after, limit);
    }

    private async Task<EventPage> ReadStoreAsync(long after, int limit)
    {
        try
        {
            var last = feed.Last;
            var page = await older(after, limit, CancellationToken.None);

            // The store may have events that are not published yet.
            return page with { Events = [.. page.Events.TakeWhile(one => one.Sequence <= last)] };
        }
        catch (StoreUnavailableException)
        {
            throw new CenterUnavailableException(CenterStatus.Recovering);
        }
    }
}
