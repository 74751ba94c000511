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
    Engine engine, BoardWork boards, IStore store, Tenure tenure, Intake intake, EventFeed feed, ContactLookup lookup,
    ContactSearches searches, CenterClock clock, Alarm alarm, Wakeup wakeup, EngineHostOptions options, HostMetrics metrics)
{
    /// <summary>
    /// How many requests are worth a write as soon as the store has nothing to do; fewer wait for those behind them.
    /// </summary>
    private const int WorthAWrite = 256;

    /// <summary>How many events are worth counting beside other work; fewer are counted when there is a pause.</summary>
    private const int CountedAtOnce = 256;

    private readonly Stack<Batch> _spare = new();
    private readonly Queue<Batch> _landed = new();

    // Who asked for figures before the boards were made: neither the engine nor the lease can wait for them.
    private readonly Queue<PendingRequest> _early = new();
    private Batch _open = new();
    private bool _touched;
    private bool _isLast;
    private StoreWrite? _write;

    /// <summary>
    /// Whether the store has taken anything in this term with the boards made: the sign of progress that ends a row of failures.
    /// </summary>
    public bool HasLanded { get; private set; }

    /// <summary>
    /// Serves until the intake is closed and everything in it is answered; the last that is written are the boards, for whoever
    /// takes over.
    /// </summary>
    /// <param name="abort">Stops at once.</param>
    /// <exception cref="StoreUnavailableException">The store failed.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    public async Task RunAsync(CancellationToken abort)
    {
        boards.Make();
        while (true)
        {
            abort.ThrowIfCancellationRequested();
            Land();
            StartWrite();
            Reveal();
            TakeIn();
            Land();
            StartWrite();
            Reveal();
            boards.Count(CountedAtOnce);
            if (HasRoom && intake.Count > 0) continue;
            boards.Count(1);
            if (intake.IsClosed && _write is null && intake.Count == 0)
            {
                if (_isLast || (!engine.HasBoards && engine.UncountedEvents == 0)) return;

                // As long as there are no boards, the store's count up to the term's beginning: what came since waits for them.
                if (engine.HasBoards)
                {
                    _isLast = _touched = true;
                    engine.WriteBoards();
                    continue;
                }
            }

            // The alarm is set before the last look at the clock, so that no time is lost between the two.
            var due = NextDue();
            alarm.SetFor(due);
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
            if (_write is { IsDone: false } write) await write.WaitAsync(patience, time, abort);
            if (_write is { HasLanded: true } && _landed.Count == 0)
            {
                Land();
                Reveal();
            }
        }
        finally
        {
            boards.GiveUp();
            _write?.GiveUp();
            _write?.Batch?.Refuse(Refused.Unavailable);
            foreach (var batch in _landed) batch.Refuse(Refused.Unavailable);
            _open.Refuse(Refused.Unavailable);
            foreach (var pending in _early) pending.TrySetResult(Refused.Unavailable);
            intake.RefuseAll(Refused.Unavailable);
        }
    }

    /// <summary>The requests that the engine was given last, by kind, to find out which one broke it.</summary>
    public string Describe()
    {
        var kinds = _open.Requests
            .GroupBy(pending => pending.Request.GetType().Name)
            .Select(kind => $"{kind.Key} {kind.Count()}");
        var last = _open.Requests.Count == 0 ? "none" : _open.Requests[^1].Request.GetType().Name;
        return $"{string.Join(", ", kinds)}; last {last}";
    }

    private bool HasRoom => _open.Requests.Count < options.MaxBatch;

    /// <summary>Whether the store could be writing what is applied by now, while the rest is applied.</summary>
    private bool StoreWaits => _open.Requests.Count >= WorthAWrite && _write is null or { IsDone: true };

    /// <summary>Sees whether the write that is under way has landed.</summary>
    private void Land()
    {
        if (_write is not { } write) return;
        var took = clock.Elapsed - write.StartedAt;
        if (!write.IsDone)
        {
            if (took < options.CommitTimeout) return;
            throw new StoreUnavailableException($"A commit did not end within {options.CommitTimeout}.");
        }

        write.ThrowIfFailed();
        HasLanded |= engine.HasBoards;
        tenure.Renewed(write.StartedAt);
        if (write.Batch is { } batch)
        {
            if (batch.Changes is not null) metrics.Committed(batch.Requests.Count, took);
            _landed.Enqueue(batch);
        }

        _write = null;
    }

    /// <summary>
    /// Applies what has come in, and lets happen what is due, as far as the batch has room, and until the store has nothing to
    /// do: it is to be writing while the next ones are applied.
    /// </summary>
    private void TakeIn()
    {
        if (!HasRoom) return;
        if (engine.NextDeadline is { } deadline && deadline <= clock.Now)
        {
            _touched = true;
            engine.Tick(clock.Now);
        }

        var before = _open.Requests.Count;
        while (HasRoom && !StoreWaits && TryTake(out var pending))
        {
            if (pending.Request is StatsQuery && !engine.HasBoards)
            {
                _early.Enqueue(pending);
                continue;
            }

            // It is put into the batch before it is applied, so that its caller gets an answer even if it breaks the engine.
            _open.Requests.Add(pending);
            switch (pending.Request)
            {
                case Command command:
                    _touched = true;
                    pending.Reply = engine.Apply(command, clock.Now);
                    break;
                case Query query:
                    pending.Reply = engine.Ask(query, clock.Now);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        metrics.Applied(_open.Requests.Count - before);
    }

    private bool TryTake([NotNullWhen(true)] out PendingRequest? pending) =>
        (engine.HasBoards && _early.TryDequeue(out pending)) || intake.TryTake(out pending);

    /// <summary>Starts the next write, if there is something to write and none is under way.</summary>
    private void StartWrite()
    {
        if (_write is not null) return;
        if (_touched)
        {
            _touched = false;
            var changes = engine.TakeChanges();
            if (!changes.IsEmpty)
            {
                _open.Changes = changes;
                _write = StoreWrite.Commit(store, tenure.Lease, _open, clock.Elapsed, wakeup, options.Scheduler);
                _open = NextBatch();
                return;
            }
        }

        if (_open.Requests.Count > 0)
        {
            // What these replies tell is in the store already; but has another owner gone on since?
            if (tenure.IsCertain) _landed.Enqueue(_open);
            else _write = StoreWrite.Renewal(store, tenure.Lease, _open, clock.Elapsed, wakeup, options.Scheduler);
            _open = NextBatch();
        }

        if (_write is null && clock.Elapsed >= tenure.RenewAt)
            _write = StoreWrite.Renewal(store, tenure.Lease, null, clock.Elapsed, wakeup, options.Scheduler);
    }

    private Batch NextBatch() => _spare.TryPop(out var batch) ? batch : new Batch();

    /// <summary>Shows what has landed: first the events, then the replies.</summary>
    private void Reveal()
    {
        while (_landed.TryPeek(out var batch))
        {
            if (batch.Changes is { } changes)
            {
                searches.Apply(changes);
                feed.Publish(changes.Events);
            }

            foreach (var pending in batch.Requests)
            {
                if (ContactSearches.IsNeeded(pending)) searches.Start(pending);
                else if (ContactLookup.IsNeeded(pending)) lookup.Start(pending);
                else pending.TrySetResult(pending.Reply!);
            }

            _landed.Dequeue();
            batch.Clear();
            _spare.Push(batch);
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
