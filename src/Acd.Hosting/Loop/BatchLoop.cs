using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Apply, commit, reveal: one term of serving, with one engine and one lease. The next batch is applied while the last one is
/// being committed; a reply is revealed when every batch that it could have seen has landed. Only <see cref="RunAsync"/> touches
/// the engine.
/// </summary>
internal sealed class BatchLoop(
    Engine engine, StatisticsWorker boards, IStore store, HeldLease tenure, RequestQueue intake, EventFeed feed, ContactLookup lookup,
    ContactSearch searches, CenterClock clock, DeadlineTimer alarm, AsyncAutoResetEvent wakeup, EngineHostOptions options, HostMetrics metrics)
{
    /// <summary>
    /// How many requests are worth a write as soon as the store has nothing to do; fewer wait for those behind them.
    /// </summary>
    private const int MinRequestsPerWrite = 256;

    /// <summary>How many events are worth counting beside other work; fewer are counted when there is a pause.</summary>
    private const int MinEventsPerCount = 256;

    private readonly Stack<RequestBatch> _pool = new();
    private readonly Queue<RequestBatch> _committed = new();

    // Queries of statistics that are not loaded yet; the engine and the lease cannot wait for them.
    private readonly Queue<PendingRequest> _deferredQueries = new();
    private RequestBatch _current = new();
    private bool _hasChanges;
    private bool _isFinalWrite;
    private StoreWrite? _write;

    /// <summary>
    /// Whether the store has taken anything in this term with the boards made: the sign of progress that ends a row of failures.
    /// </summary>
    public bool HasCommitted { get; private set; }

    /// <summary>
    /// Serves until the intake is closed and everything in it is answered; the last that is written are the boards, for whoever
    /// takes over.
    /// </summary>
    /// <param name="abort">Stops at once.</param>
    /// <exception cref="StoreUnavailableException">The store failed.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    public async Task RunAsync(CancellationToken abort)
    {
        boards.StartLoading();
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
            boards.CountEvents(MinEventsPerCount);
            if (HasRoom && intake.Count > 0) continue;
            boards.CountEvents(1);
            if (intake.IsClosed && _write is null && intake.Count == 0)
            {
                if (_isFinalWrite || (!engine.HasStatistics && engine.UncountedEvents == 0)) return;

                // As long as there are no boards, the store's count up to the term's beginning: what came since waits for them.
                if (engine.HasStatistics)
                {
                    _isFinalWrite = _hasChanges = true;
                    engine.RequestStatisticsFlush();
                    continue;
                }
            }

            // The alarm is set before the last look at the clock, so that no time is lost between the two.
            var due = NextDue();
            alarm.Schedule(due);
            if (due > clock.Elapsed) await wakeup.WaitAsync();
        }
    }

    /// <summary>
    /// Ends the term after a failure: a write that has not failed is waited for and revealed, because its callers can be told;
    /// all others are refused, for nobody knows what became of their requests.
    /// </summary>
    /// <param name="patience">How long to wait for the write that is under way.</param>
    /// <param name="time">Counts it.</param>
    /// <param name="abort">Ends the wait.</param>
    public async Task EndAsync(TimeSpan patience, TimeProvider time, CancellationToken abort)
    {
        intake.Close();
        try
        {
            if (_write is { IsCompleted: false } write) await write.WaitAsync(patience, time, abort);
            if (_write is { HasSucceeded: true } && _committed.Count == 0)
            {
                CompleteWrite();
                Reveal();
            }
        }
        finally
        {
            boards.Cancel();
            _write?.Abandon();
            _write?.Batch?.Refuse(HostRefusals.Unavailable);
            foreach (var batch in _committed) batch.Refuse(HostRefusals.Unavailable);
            _current.Refuse(HostRefusals.Unavailable);
            foreach (var pending in _deferredQueries) pending.TrySetResult(HostRefusals.Unavailable);
            intake.RefuseAll(HostRefusals.Unavailable);
        }
    }

    /// <summary>The requests that the engine was given last, by kind, to find out which one broke it.</summary>
    public string Describe()
    {
        var kinds = _current.Requests
            .GroupBy(pending => pending.Request.GetType().Name)
            .Select(kind => $"{kind.Key} {kind.Count()}");
        var last = _current.Requests.Count == 0 ? "none" : _current.Requests[^1].Request.GetType().Name;
        return $"{string.Join(", ", kinds)}; last {last}";
    }

    private bool HasRoom => _current.Requests.Count < options.MaxBatch;

    /// <summary>Whether the store could be writing what is applied by now, while the rest is applied.</summary>
    private bool IsStoreIdle => _current.Requests.Count >= MinRequestsPerWrite && _write is null or { IsCompleted: true };

    /// <summary>Sees whether the write that is under way has landed.</summary>
    private void CompleteWrite()
    {
        if (_write is not { } write) return;
        var took = clock.Elapsed - write.StartedAt;
        if (!write.IsCompleted)
        {
            if (took < options.CommitTimeout) return;
            throw new StoreUnavailableException($"A commit did not end within {options.CommitTimeout}.");
        }

        write.ThrowIfFailed();
        HasCommitted |= engine.HasStatistics;
        tenure.MarkRenewed(write.StartedAt);
        if (write.Batch is { } batch)
        {
            if (batch.Changes is not null) metrics.RecordCommit(batch.Requests.Count, took);
            _committed.Enqueue(batch);
        }

        _write = null;
    }

    /// <summary>
    /// Applies what has come in, and lets happen what is due, as far as the batch has room, and until the store has nothing to
    /// do: it is to be writing while the next ones are applied.
    /// </summary>
    private void ApplyRequests()
    {
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

            // It is put into the batch before it is applied, so that its caller gets an answer even if it breaks the engine.
            _current.Requests.Add(pending);
            switch (pending.Request)
            {
                case Command command:
                    _hasChanges = true;
                    pending.Reply = engine.Apply(command, clock.Now);
                    break;
                case Query query:
                    pending.Reply = engine.Ask(query, clock.Now);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        metrics.RecordApplied(_current.Requests.Count - before);
    }

    private bool TryDequeue([NotNullWhen(true)] out PendingRequest? pending) =>
        (engine.HasStatistics && _deferredQueries.TryDequeue(out pending)) || intake.TryDequeue(out pending);

    /// <summary>Starts the next write, if there is something to write and none is under way.</summary>
    private void StartWrite()
    {
        if (_write is not null) return;
        if (_hasChanges)
        {
            _hasChanges = false;
            var changes = engine.TakeChanges();
            if (!changes.IsEmpty)
            {
                _current.Changes = changes;
                _write = StoreWrite.StartCommit(store, tenure.Lease, _current, clock.Elapsed, wakeup, options.Scheduler);
                _current = NextBatch();
                return;
            }
        }

        if (_current.Requests.Count > 0)
        {
            // What these replies tell is in the store already; but has another owner gone on since?
            if (tenure.IsCertainlyHeld) _committed.Enqueue(_current);
            else _write = StoreWrite.StartRenewal(store, tenure.Lease, _current, clock.Elapsed, wakeup, options.Scheduler);
            _current = NextBatch();
        }

        if (_write is null && clock.Elapsed >= tenure.RenewAt)
            _write = StoreWrite.StartRenewal(store, tenure.Lease, null, clock.Elapsed, wakeup, options.Scheduler);
    }

    private RequestBatch NextBatch() => _pool.TryPop(out var batch) ? batch : new RequestBatch();

    /// <summary>Shows what has landed: first the events, then the replies.</summary>
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
        var due = _write is { } write ? write.StartedAt + options.CommitTimeout : tenure.RenewAt;
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
