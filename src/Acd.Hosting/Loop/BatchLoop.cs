// Over 300 lines because applying, committing and revealing are one loop over one state.
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Acd.Core;
using Microsoft.Extensions.Logging;

namespace Acd.Hosting;

/// <summary>
/// Apply, commit, reveal: one term of serving with one engine and one lease. A batch is applied while the one before it is
/// committed. A reply is revealed when every batch that it could have seen is committed. Only <see cref="RunAsync"/> touches
/// the engine.
/// </summary>
internal sealed class BatchLoop(
    Engine engine, StatisticsWorker statistics, IStore store, HeldLease heldLease, RequestQueue queue, EventFeed feed,
    ContactLookup lookup, ContactSearch searches, CenterClock clock, DeadlineTimer timer, AsyncAutoResetEvent wakeup,
    EngineHostOptions options, HostMetrics metrics, StoredReads reads, OutageDetector outages, ILogger logger)
{
    /// <summary>
    /// How many requests are worth a write as soon as the store is idle; fewer wait for those behind them.
    /// </summary>
    private const int MinRequestsPerWrite = 256;

    /// <summary>How many events are worth counting beside other work; fewer are counted in a pause.</summary>
    private const int MinEventsPerCount = 256;

    private readonly Stack<RequestBatch> _pool = new();
    private readonly Queue<RequestBatch> _committed = new();

    // Queries of statistics that are not loaded yet; the engine and the lease cannot wait for them.
    private readonly Queue<PendingRequest> _deferredQueries = new();

    // The host's own documents for the next write, the latest of each name.
    private readonly Dictionary<string, NamedDocument> _documents = new(StringComparer.Ordinal);
    private readonly TimeSpan _commitTimeout = options.GetCommitTimeout(store);
    private RequestBatch _current = new();
    private bool _hasChanges;
    private bool _isFinalWrite;
    private StoreWrite? _write;

    /// <summary>
    /// Whether a write of this term has succeeded with the statistics loaded. Such progress ends a row of failures.
    /// </summary>
    public bool HasCommitted { get; private set; }

    /// <summary>
    /// Serves until the queue is closed and everything in it is answered. The last write has the statistics, so that the next
    /// owner need not count events.
    /// </summary>
    /// <param name="abort">Stops at once.</param>
    /// <exception cref="StoreUnavailableException">The store failed.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    public async Task RunAsync(CancellationToken abort)
    {
        statistics.StartLoading();
        ReturnFromOutage();
        while (true)
        {
            abort.ThrowIfCancellationRequested();
            CompleteWrite();
            StartWrite();
            Reveal();
            ApplyRequests();
            CompleteWrite();
            StartWrite();
            Reveal();
            statistics.CountEvents(MinEventsPerCount);
            if (HasRoom && queue.Count > 0) continue;
            statistics.CountEvents(1);
            if (queue.IsClosed && _write is null && queue.Count == 0)
            {
                if (_isFinalWrite || (!engine.HasStatistics && engine.UncountedEvents == 0)) return;

                // Statistics that are still loading are waited for: they must count the events of this term.
                if (engine.HasStatistics)
                {
                    _isFinalWrite = _hasChanges = true;
                    engine.RequestStatisticsFlush();
                    continue;
                }
            }

            // The timer is set before the last look at the clock, so that no time is lost between the two.
            var due = NextDue();
            timer.Schedule(due);
            outages.SleepUntil(due);
            if (due > clock.Elapsed) await wakeup.WaitAsync();
        }
    }

    /// <summary>
    /// Ends the term after a failure. A write that has not failed is awaited and its replies are revealed; all other requests
    /// are refused, because their outcome is unknown.
    /// </summary>
    /// <param name="timeout">How long to wait for the write under way.</param>
    /// <param name="time">The clock of the timeout.</param>
    /// <param name="abort">Ends the wait.</param>
    public async Task EndAsync(TimeSpan timeout, TimeProvider time, CancellationToken abort)
    {
        queue.Close();
        try
        {
            if (_write is { IsCompleted: false } write) await write.WaitAsync(timeout, time, abort);
            if (_write is { HasSucceeded: true } && _committed.Count == 0)
            {
                CompleteWrite();
                Reveal();
            }
        }
        finally
        {
            statistics.Cancel();
            _write?.Abandon();
            _write?.Batch?.Refuse(HostRefusals.Unavailable);
            foreach (var batch in _committed) batch.Refuse(HostRefusals.Unavailable);
            _current.Refuse(HostRefusals.Unavailable);
            foreach (var pending in _deferredQueries) pending.TrySetResult(HostRefusals.Unavailable);
            queue.RefuseAll(HostRefusals.Unavailable);
        }
    }

    /// <summary>The latest requests of the engine by kind, to find out which one broke it.</summary>
    public string Describe()
    {
        var kinds = _current.Requests
            .GroupBy(pending => pending.Request.GetType().Name)
            .Select(kind => $"{kind.Key} {kind.Count()}");
        var last = _current.Requests.Count == 0 ? "none" : _current.Requests[^1].Request.GetType().Name;
        return $"{string.Join(", ", kinds)}; last {last}";
    }

    private bool HasRoom => _current.Requests.Count < options.MaxBatch;

    /// <summary>Whether the store could write what is applied by now, while the rest is applied.</summary>
    private bool IsStoreIdle => _current.Requests.Count >= MinRequestsPerWrite && _write is null or { IsCompleted: true };

    /// <summary>Takes the result of the write under way, if it has ended.</summary>
    private void CompleteWrite()
    {
        if (_write is not { } write) return;
        var took = clock.Elapsed - write.StartedAt;
        if (!write.IsCompleted)
        {
            if (took < _commitTimeout) return;
            throw new StoreUnavailableException($"A commit did not end within {_commitTimeout}.");
        }

        write.ThrowIfFailed();
        HasCommitted |= engine.HasStatistics;
        heldLease.MarkRenewed(write.StartedAt);
        if (write.Batch is { } batch)
        {
            if (batch.Requests.Count > 0 || batch.Changes is { Events.Count: > 0 })
                metrics.RecordCommit(batch.Requests.Count, took);
            _committed.Enqueue(batch);
        }

        _write = null;
    }

    /// <summary>
    /// Handles due deadlines and applies waiting requests, until the batch is full or the store is idle: the store is to write
    /// while the next requests are applied.
    /// </summary>
    private void ApplyRequests()
    {
        ReturnFromOutage();
        if (!HasRoom) return;
        if (engine.NextDeadline is { } deadline && deadline <= clock.Now)
        {
            _hasChanges = true;
            engine.Tick(clock.Now);
        }

        var before = _current.Requests.Count;
        while (HasRoom && !IsStoreIdle && TryDequeue(out var pending))
        {
            if (pending.Request is StatsQuery && !engine.HasStatistics)
            {
                if (_deferredQueries.Count < options.IntakeLimit) _deferredQueries.Enqueue(pending);
                else pending.TrySetResult(HostRefusals.Busy);
                continue;
            }

            // It is in the batch before it is applied, so that its caller gets an answer even if it breaks the engine.
            _current.Requests.Add(pending);
            switch (pending.Request)
            {
                case Command command:
                    _hasChanges = true;
                    pending.Reply = engine.Apply(command, clock.Now);
                    if (command.Audit is not null) WriteDown(command.Audit, pending.Reply);
                    break;
                case Query query:
                    pending.Reply = engine.Ask(query, clock.Now) with { AsOf = engine.LastSequence };
                    break;
                case WriteDocument { Document: var document }:
                    _hasChanges = true;
                    _documents[document.Name] = document;
                    pending.Reply = DocumentWritten.Instance;
                    break;
                case PutConnectionDocuments { Documents: var documents }:
                    _hasChanges = true;
                    foreach (var document in documents) _documents[document.Name] = document;
                    pending.Reply = ConnectionDocumentsReply.Written;
                    break;
                case HostRequest:
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        metrics.RecordApplied(_current.Requests.Count - before);
    }

    /// <summary>Lets nobody pay for a time without service, before anything that was due then happens.</summary>
    private void ReturnFromOutage()
    {
        if (outages.EndOutage() is not { } awayFrom) return;
        _hasChanges = true;
        var now = clock.Now;
        engine.Return(awayFrom, now);
        logger.Returned(now - awayFrom);
    }

    /// <summary>Writes down who gave a command, in the write of what it did. A refused or repeated one did nothing.</summary>
    private void WriteDown(AuditNote note, Reply reply)
    {
        if (reply is Refusal or RememberedReply) return;

        // The number of commands in the batch tells two commands apart that emit no event.
        var document = AuditDocument.Of(note, clock.Now)
            .ToDocument((engine.LastSequence * 100_000) + _current.Requests.Count);
        _documents[document.Name] = document;
    }

    private bool TryDequeue([NotNullWhen(true)] out PendingRequest? pending) =>
        (engine.HasStatistics && _deferredQueries.TryDequeue(out pending)) || queue.TryDequeue(out pending);

    /// <summary>Starts the next write, if there are changes and no write is under way.</summary>
    private void StartWrite()
    {
        if (_write is not null) return;
        if ((_hasChanges || clock.Elapsed >= heldLease.RenewAt) && outages.TakeDocument(_isFinalWrite) is { } alive)
        {
            _hasChanges = true;
            _documents[alive.Name] = alive;
        }

        if (_hasChanges)
        {
            _hasChanges = false;
            var changes = engine.TakeChanges();
            if (_documents.Count > 0)
            {
                changes = changes with { Named = [.. changes.Named, .. _documents.Values] };
                _documents.Clear();
            }

            if (!changes.IsEmpty)
            {
                _current.Changes = changes;
                _write = StoreWrite.StartCommit(store, heldLease.Lease, _current, clock.Elapsed, wakeup, options.Scheduler);
                _current = NextBatch();
                return;
            }
        }

        if (_current.Requests.Count > 0)
        {
            // What these replies show is in the store already, unless another owner has taken over since.
            if (heldLease.IsCertainlyHeld) _committed.Enqueue(_current);
            else _write = StoreWrite.StartRenewal(store, heldLease.Lease, _current, clock.Elapsed, wakeup, options.Scheduler);
            _current = NextBatch();
        }

        if (_write is null && clock.Elapsed >= heldLease.RenewAt)
            _write = StoreWrite.StartRenewal(store, heldLease.Lease, null, clock.Elapsed, wakeup, options.Scheduler);
    }

    private RequestBatch NextBatch() => _pool.TryPop(out var batch) ? batch : new RequestBatch();

    /// <summary>Reveals committed batches: first the events, then the replies.</summary>
    private void Reveal()
    {
        while (_committed.TryPeek(out var batch))
        {
            if (batch.Changes is { } changes)
            {
                searches.Apply(changes);
                feed.Publish(changes.Events);
            }

            foreach (var pending in batch.Requests)
            {
                if (ContactSearch.IsNeeded(pending)) searches.Start(pending);
                else if (StoredReads.IsNeeded(pending)) reads.Start(pending);
                else if (ContactLookup.IsNeeded(pending)) lookup.Start(pending);
                else pending.TrySetResult(pending.Reply!);
            }

            _committed.Dequeue();
            batch.Clear();
            _pool.Push(batch);
        }
    }

    private TimeSpan NextDue()
    {
        var due = _write is { } write ? write.StartedAt + _commitTimeout : heldLease.RenewAt;
        if (HasRoom && engine.NextDeadline is { } deadline)
        {
            var now = clock.Now;
            var elapsed = clock.Elapsed;
            var next = elapsed + (deadline - now);
            if (next < due) due = next;
        }

        return due;
    }
}
