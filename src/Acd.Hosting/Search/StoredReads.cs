using System.Text;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Hosting;

/// <summary>
/// Answers reads that the engine has no part in, beside the loop: pages of events, from memory or from the store, and documents
/// of connections. When its turn comes, everything that such a request could have seen is committed.
/// </summary>
/// <param name="poll">Reads events by number.</param>
/// <param name="store">The store.</param>
/// <param name="feed">The feed, which has the last event's number.</param>
/// <param name="limit">How many answers may be made at once; further ones are refused.</param>
/// <param name="history">Gets the reader of events that the store no longer keeps, if there is one.</param>
internal sealed class StoredReads(
    EventPoll poll, TimedStore store, EventFeed feed, int limit, Func<Func<ReadEvents, long, Task<EventsReply?>>?> history)
{
    /// <summary>How many events one answer looks at. An answer with few events may so have a next page.</summary>
    internal const int MaxScanned = 10_000;

    private const int PageSize = 1_000;

    private int _running;

    /// <summary>Whether a request is answered here.</summary>
    public static bool IsNeeded(PendingRequest pending) => pending.Request is ReadEvents or ReadConnectionDocuments;

    /// <summary>Answers a request.</summary>
    public void Start(PendingRequest pending)
    {
        if (Interlocked.Increment(ref _running) > limit)
        {
            Interlocked.Decrement(ref _running);
            pending.TrySetResult(HostRefusals.Busy);
            return;
        }

        _ = CompleteAsync(pending);
    }

    private static bool IsWanted(CenterEvent one, ReadEvents asked) =>
        (asked.Type is null || EventJson.NameOf(one) == asked.Type)
        && (asked.Queue is null || (one is ContactEvent { Queue: var queue } && queue == asked.Queue))
        && (asked.Contact is null || (one is ContactEvent { Contact: var contact } && contact == asked.Contact));

    private async Task CompleteAsync(PendingRequest pending)
    {
        try
        {
            pending.TrySetResult(pending.Request is ReadEvents events
                ? await ReadAsync(events)
                : await ReadAsync((ReadConnectionDocuments)pending.Request));
        }
        catch (Exception failure) when (failure is StoreUnavailableException or CenterUnavailableException)
        {
            pending.TrySetResult(HostRefusals.Unavailable);
        }
        catch (Exception bug)
        {
            // A bug of the store goes to the caller of this read, because the loop does not await it.
            pending.TrySetException(bug);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<Reply> ReadAsync(ReadConnectionDocuments asked)
    {
        if (asked.IsPrefix) return new ConnectionDocumentsReply(await store.ReadNamedAsync(asked.Name, CancellationToken.None));
        var found = await store.FindNamedAsync(asked.Name, CancellationToken.None);
        return new ConnectionDocumentsReply(found is null ? [] : [found]);
    }

    private async Task<Reply> ReadAsync(ReadEvents asked)
    {
        var (last, oldest) = (feed.Last, await store.ReadEventsAsync(0, 1, CancellationToken.None));
        if (asked.After + 1 < oldest.FirstKept && history() is { } older && await older(asked, oldest.FirstKept) is { } past)
            return past with { Last = last };
        var (found, position, bytes) = (new List<EventLine>(), Math.Max(asked.After, oldest.FirstKept - 1), 0L);
        for (var scanned = 0; position < last && scanned < MaxScanned;)
        {
            var page = await poll.ReadAsync(position, PageSize, TimeSpan.Zero, CancellationToken.None);
            if (page.Events.Count == 0) break;
            foreach (var one in page.Events)
            {
                if (found.Count == asked.Limit || bytes >= EventPage.MaxBytes) return Answer();
                (position, scanned) = (one.Sequence, scanned + 1);
                if (!IsWanted(one, asked)) continue;
                var json = EventJson.GetUtf8(one);
                bytes += json.Length;
                found.Add(new EventLine(one.Sequence, Encoding.UTF8.GetString(json.Span)));
            }
        }

        return Answer();

        EventsReply Answer() => new(found, position, oldest.FirstKept, Math.Max(last, position));
    }
}
