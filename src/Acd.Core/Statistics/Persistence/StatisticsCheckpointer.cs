using System.Collections.Concurrent;

namespace Acd.Core;

/// <summary>
/// Counts events in the statistics and writes their changed documents from time to time. The engine's thread enqueues events,
/// queries and takes documents. Another thread may <see cref="Restore"/> and <see cref="ProcessPending"/> meanwhile, so that
/// callers wait for neither. A restore takes seconds in a large center. Before it nothing is written, because the stored
/// documents are still to be read.
/// </summary>
/// <param name="restore">Restores the statistics from their documents, and says whether these are outdated.</param>
/// <param name="last">The sequence number of the last event.</param>
/// <param name="written">The sequence number of the last event that the stored documents count.</param>
/// <param name="every">The most events between two writes.</param>
internal sealed class StatisticsCheckpointer(
    Func<IReadOnlyList<NamedDocument>, (StatisticsProjection Statistics, bool IsOverdue)> restore,
    long last, long written, int every)
{
    /// <summary>The fewest events per written document, so that writes stay a small part of the work.</summary>
    private const int EventsPerDocument = 32;

    /// <summary>The fewest events between two writes, unless <c>every</c> is lower.</summary>
    private const int MinEvents = 4_096;

    /// <summary>The most events that wait for the background thread. To count that many takes some ten milliseconds.</summary>
    private const int MaxPendingEvents = 8_192;

    private readonly Lock _counting = new();
    private readonly ConcurrentQueue<IReadOnlyList<CenterEvent>> _pending = new();

    // Released after the restore, with the documents that it holds.
    private Func<IReadOnlyList<NamedDocument>, (StatisticsProjection Statistics, bool IsOverdue)>? _restore = restore;
    private StatisticsProjection? _statistics;

    // Documents that are written but not taken. Replaced under the lock, taken without it.
    private List<NamedDocument>? _documents;

    // The sequence numbers of the last event that was enqueued, counted and written.
    private long _last = last, _counted = last, _written = written;
    private volatile bool _isRequested;

    /// <summary>Whether the statistics are restored.</summary>
    public bool IsRestored => Volatile.Read(ref _statistics) is not null;

    /// <summary>The number of enqueued events that are not counted.</summary>
    public long PendingEvents => _last - Volatile.Read(ref _counted);

    /// <summary>Requests a write as soon as possible, before another engine takes over.</summary>
    public void RequestCheckpoint() => _isRequested = true;

    /// <summary>Restores the statistics and counts the events enqueued meanwhile. Safe on another thread.</summary>
    /// <param name="documents">The statistics documents.</param>
    public void Restore(IReadOnlyList<NamedDocument> documents)
    {
        lock (_counting)
        {
            var make = _restore ?? throw new InvalidOperationException("The statistics are loaded already.");
            var (statistics, isOverdue) = make(documents);
            _restore = null;
            if (isOverdue) _isRequested = true;
            CountPending(statistics);
            Volatile.Write(ref _statistics, statistics);
        }
    }

    /// <summary>Enqueues events to be counted later. The list must not change any more.</summary>
    public void Enqueue(IReadOnlyList<CenterEvent> events)
    {
        if (events.Count == 0) return;
        _last = events[^1].Sequence;
        _pending.Enqueue(events);
    }

    /// <summary>Counts all events before a query.</summary>
    /// <param name="open">
    /// The events since the last <see cref="Enqueue"/>. They are enqueued again later and then skipped.
    /// </param>
    /// <returns>The statistics.</returns>
    public StatisticsProjection CatchUp(IReadOnlyList<CenterEvent> open)
    {
        lock (_counting)
        {
            var statistics = _statistics ?? throw new InvalidOperationException("The statistics are not loaded yet.");
            CountPending(statistics);
            CatchUp(statistics, open);
            return statistics;
        }
    }

    /// <summary>
    /// Counts the enqueued events, and writes if enough has changed. Does nothing before the restore. Safe on another thread.
    /// </summary>
    public void ProcessPending()
    {
        lock (_counting)
        {
            if (_statistics is not { } statistics) return;

            // After a query has counted everything, nothing may change until more events are enqueued.
            var most = Math.Max(every / 2, every - MaxPendingEvents);
            if (CountPending(statistics) && Volatile.Read(ref _documents) is null && IsDue(statistics, most)) Write(statistics);
        }
    }

    /// <summary>Takes the written documents. They belong in the store with the enqueued events, or later.</summary>
    public void TakeDocuments(Action<NamedDocument> put)
    {
        if (Volatile.Read(ref _statistics) is not { } statistics) return;
        var unwritten = _last - Volatile.Read(ref _written);
        if (unwritten > 0 && (_isRequested || unwritten >= every || PendingEvents >= MaxPendingEvents))
        {
            lock (_counting)
            {
                CountPending(statistics);
                if (IsDue(statistics, _isRequested ? 1 : every))
                {
                    Write(statistics);
                    _isRequested = false;
                }
            }
        }

        if (Volatile.Read(ref _documents) is null) return;
        foreach (var document in Interlocked.Exchange(ref _documents, null)!) put(document);
    }

    /// <summary>Counts the enqueued events.</summary>
    /// <returns>Whether there were any.</returns>
    private bool CountPending(StatisticsProjection statistics)
    {
        var any = false;
        while (_pending.TryDequeue(out var events))
        {
            any = true;
            CatchUp(statistics, events);
        }

        return any;
    }

    /// <summary>Counts events, except those that a query has counted already.</summary>
    private void CatchUp(StatisticsProjection statistics, IReadOnlyList<CenterEvent> events)
    {
        var first = events.Count;
        while (first > 0 && events[first - 1].Sequence > statistics.Sequence) first--;
        for (var index = first; index < events.Count; index++) statistics.Apply(events[index]);
        Volatile.Write(ref _counted, statistics.Sequence);
    }

    private bool IsDue(StatisticsProjection statistics, int most)
    {
        var unwritten = statistics.Sequence - _written;
        return unwritten > 0 && (unwritten >= most || HasEnoughEvents(statistics, unwritten));
    }

    private static bool HasEnoughEvents(StatisticsProjection statistics, long unwritten)
    {
        if (unwritten < MinEvents) return false;
        var (dirty, registry) = (statistics.Dirty, statistics.Registry);
        return unwritten >= EventsPerDocument * (dirty.Documents.Count + dirty.Estimators.Count + registry.Contacts.Count);
    }

    /// <summary>Writes the changes, after the written documents that are not taken yet.</summary>
    private void Write(StatisticsProjection statistics)
    {
        var documents = Interlocked.Exchange(ref _documents, null) ?? [];
        StatisticsCheckpoint.Write(statistics, documents.Add);
        Volatile.Write(ref _written, statistics.Sequence);
        Volatile.Write(ref _documents, documents);
    }
}
