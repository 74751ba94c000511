using System.Collections.Concurrent;

namespace Acd.Core;

/// <summary>
/// Has events counted, and writes the boards' documents now and then: what has changed since the last time. One thread tells of
/// events, asks and takes what is written; another may <see cref="Restore"/> and <see cref="ProcessPending"/> meanwhile, so that neither
/// counting nor writing keeps callers waiting, nor the making of the boards itself, which takes seconds in a large center.
/// Before they are made nothing is written: the store's documents are still to be read.
/// </summary>
/// <param name="restore">Makes the boards of their documents, and says whether those are of no use.</param>
/// <param name="last">The number of the last event, which the boards count.</param>
/// <param name="written">Up to which event the store's documents count.</param>
/// <param name="every">After how many events they are written at the latest.</param>
internal sealed class StatisticsCheckpointer(
    Func<IReadOnlyList<NamedDocument>, (StatisticsProjection Boards, bool IsOverdue)> restore, long last, long written, int every)
{
    /// <summary>How many events there are to a document that is written, so that the writing hardly counts.</summary>
    private const int EventsPerDocument = 32;

    /// <summary>How many events there are between two writings at the least, if <c>every</c> is not less.</summary>
    private const int MinEvents = 4_096;

    /// <summary>How many events may be left to whoever has time: to count so many takes some ten milliseconds.</summary>
    private const int MaxPendingEvents = 8_192;

    private readonly Lock _counting = new();
    private readonly ConcurrentQueue<IReadOnlyList<CenterEvent>> _pending = new();

    // What the boards are made of is let go when they are there.
    private Func<IReadOnlyList<NamedDocument>, (StatisticsProjection Boards, bool IsOverdue)>? _restore = restore;
    private StatisticsProjection? _boards;

    // What is written and not taken yet. To be replaced by whoever holds the lock, and taken by whoever asks for it.
    private List<NamedDocument>? _documents;

    // The events that were told, are counted, and stand in what was written last, each by its number.
    private long _last = last, _counted = last, _written = written;
    private volatile bool _isRequested;

    /// <summary>Whether the boards are made already, with what was told until then.</summary>
    public bool IsRestored => Volatile.Read(ref _boards) is not null;

    /// <summary>How many of the events that were told are not counted.</summary>
    public long PendingEvents => _last - Volatile.Read(ref _counted);

    /// <summary>What has changed is to be written as soon as it can be, because somebody else is about to take over.</summary>
    public void RequestCheckpoint() => _isRequested = true;

    /// <summary>Makes the boards, and counts what was told meanwhile. It may be done beside everything else.</summary>
    /// <param name="documents">The boards' documents.</param>
    public void Restore(IReadOnlyList<NamedDocument> documents)
    {
        lock (_counting)
        {
            var make = _restore ?? throw new InvalidOperationException("The boards are made already.");
            var (boards, isOverdue) = make(documents);
            _restore = null;
            if (isOverdue) _isRequested = true;
            CountPending(boards);
            Volatile.Write(ref _boards, boards);
        }
    }

    /// <summary>Takes in what has happened, to be counted later. Nothing is added to the list any more.</summary>
    public void Enqueue(IReadOnlyList<CenterEvent> events)
    {
        if (events.Count == 0) return;
        _last = events[^1].Sequence;
        _pending.Enqueue(events);
    }

    /// <summary>Counts everything, before somebody asks.</summary>
    /// <param name="open">What has happened since <see cref="Enqueue"/> was last called, which will be told again then.</param>
    /// <returns>The boards.</returns>
    public StatisticsProjection CatchUp(IReadOnlyList<CenterEvent> open)
    {
        lock (_counting)
        {
            var boards = _boards ?? throw new InvalidOperationException("The boards are not made yet.");
            CountPending(boards);
            CatchUp(boards, open);
            return boards;
        }
    }

    /// <summary>
    /// Counts what was told, and writes if enough has happened, where the boards are made. It may be done beside everything
    /// else.
    /// </summary>
    public void ProcessPending()
    {
        lock (_counting)
        {
            if (_boards is not { } boards) return;

            // Where somebody has counted everything to ask, nothing may change meanwhile: more is told only afterwards.
            var most = Math.Max(every / 2, every - MaxPendingEvents);
            if (CountPending(boards) && Volatile.Read(ref _documents) is null && IsDue(boards, most)) Write(boards);
        }
    }

    /// <summary>Takes what is written, to be put into the store with what has been told, or later.</summary>
    public void TakeDocuments(Action<NamedDocument> put)
    {
        if (Volatile.Read(ref _boards) is not { } boards) return;
        var unwritten = _last - Volatile.Read(ref _written);
        if (unwritten > 0 && (_isRequested || unwritten >= every || PendingEvents >= MaxPendingEvents))
        {
            lock (_counting)
            {
                CountPending(boards);
                if (IsDue(boards, _isRequested ? 1 : every))
                {
                    Write(boards);
                    _isRequested = false;
                }
            }
        }

        if (Volatile.Read(ref _documents) is null) return;
        foreach (var document in Interlocked.Exchange(ref _documents, null)!) put(document);
    }

    /// <summary>Counts what was told.</summary>
    /// <returns>Whether there was anything.</returns>
    private bool CountPending(StatisticsProjection boards)
    {
        var any = false;
        while (_pending.TryDequeue(out var events))
        {
            any = true;
            CatchUp(boards, events);
        }

        return any;
    }

    /// <summary>Counts events, without those that were counted when somebody asked.</summary>
    private void CatchUp(StatisticsProjection boards, IReadOnlyList<CenterEvent> events)
    {
        var first = events.Count;
        while (first > 0 && events[first - 1].Sequence > boards.Sequence) first--;
        for (var index = first; index < events.Count; index++) boards.Apply(events[index]);
        Volatile.Write(ref _counted, boards.Sequence);
    }

    private bool IsDue(StatisticsProjection boards, int most)
    {
        var unwritten = boards.Sequence - _written;
        return unwritten > 0 && (unwritten >= most || HasEnoughEvents(boards, unwritten));
    }

    private static bool HasEnoughEvents(StatisticsProjection boards, long unwritten)
    {
        if (unwritten < MinEvents) return false;
        var (agenda, book) = (boards.Dirty, boards.Registry);
        return unwritten >= EventsPerDocument * (agenda.Documents.Count + agenda.Estimators.Count + book.Contacts.Count);
    }

    /// <summary>Writes what has changed, behind what was written before and not taken yet.</summary>
    private void Write(StatisticsProjection boards)
    {
        var documents = Interlocked.Exchange(ref _documents, null) ?? [];
        StatisticsCheckpoint.Write(boards, documents.Add);
        Volatile.Write(ref _written, boards.Sequence);
        Volatile.Write(ref _documents, documents);
    }
}
