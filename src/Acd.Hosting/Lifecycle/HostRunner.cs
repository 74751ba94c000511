using Acd.Core;
using Microsoft.Extensions.Logging;

namespace Acd.Hosting;

/// <summary>
/// Runs a host: it acquires the lease, loads the engine, serves, and starts again after a failure, until it is stopped.
/// </summary>
internal sealed class HostRunner(
    IStore store, TimedStore timedStore, EngineHostOptions options, CenterClock clock, TimeProvider time, ILogger logger,
    RequestGate gate, EventFeed feed, HostMetrics metrics, Action<CenterStatus> changed,
    Func<Func<ReadEvents, long, Task<EventsReply?>>?> history) : IDisposable
{
    private readonly AsyncAutoResetEvent _wakeup = new();
    private readonly ContactLookup _lookup = new(timedStore, options.LookupLimit);
    private readonly StoredReads _reads =
        new(new EventPoll(feed, timedStore.ReadEventsAsync, time), timedStore, feed, options.LookupLimit, history);

    private readonly EngineStartup _startup =
        new(timedStore, new EventCatchUp(feed, timedStore, options, time), options, clock, time);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private TimeSpan _backoff = options.FirstBackoff;
    private int _faults;
    private volatile bool _hasGivenUp;
    private readonly OutageLog _outage = new(clock, logger);
    private bool _feedContinues;
    private CenterStatus _status = CenterStatus.Starting;
    private HeldLease? _lease;
    private BatchLoop? _term;

    /// <summary>Whether it ends without having been asked to.</summary>
    public bool HasGivenUp => _hasGivenUp;

    /// <inheritdoc cref="EngineHost.StoreTrouble"/>
    public string? StoreTrouble => _outage.Trouble;

    /// <summary>Stops after the accepted requests.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Stops at once; requests that are not committed are refused.</summary>
    public void Abort() => _abort.Cancel();

    /// <summary>Runs until it is stopped or has had too many faults.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested && _faults < options.MaxFaults) await RunTermAsync();
            if (!_stop.IsCancellationRequested)
            {
                _hasGivenUp = true;
                logger.GaveUp(_faults);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped while it waited for the store or for the lease.
        }
        catch (Exception bug)
        {
            // No caller awaits this task: without the log an error would be lost, and the center would seem to serve.
            _hasGivenUp = true;
            logger.HostBroke(bug);
        }

        gate.Close(gate.Status);
        try
        {
            await ReleaseAsync();
        }
        finally
        {
            SetStatus(CenterStatus.Stopped);
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
    }

    /// <summary>One term: from the request for the lease to the end of serving, or to a failure.</summary>
    private async Task RunTermAsync()
    {
        _term = null;
        try
        {
            var startedAt = clock.Elapsed;
            var lease = await timedStore.TryAcquireAsync(_stop.Token);
            _lease = lease is null ? null : new HeldLease(lease, clock, startedAt);
            if (_lease is { } heldLease)
            {
                await ServeAsync(await _startup.RunAsync(heldLease, _feedContinues, _stop.Token), heldLease);
                return;
            }

            SetStatus(CenterStatus.Standby);
            _outage.End();
            _backoff = options.FirstBackoff;
            await Task.Delay(options.StandbyPoll, time, _stop.Token);
        }
        catch (StaleLeaseException stale)
        {
            logger.LeaseLost(stale.Epoch);
            _lease = null;
            SetStatus(CenterStatus.Standby);
        }
        catch (StoreUnavailableException failure)
        {
            // Only a host that has the lease is recovering; another one stands by.
            if (_lease is not null) SetStatus(CenterStatus.Recovering);
            _outage.Report(failure);
            await BackOffAsync();
        }
        catch (Exception bug) when (bug is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // A broken invariant can throw anything; the engine that has it is discarded.
            if (_lease is not null) SetStatus(CenterStatus.Recovering);
            logger.Broke(bug, ++_faults, _term?.Describe() ?? "none");
            if (_faults < options.MaxFaults) await BackOffAsync();
        }
    }

    /// <summary>Serves until it is stopped or something fails, and answers every caller.</summary>
    private async Task ServeAsync(LoadedCenter loaded, HeldLease heldLease)
    {
        var engine = loaded.Engine;
        var queue = new RequestQueue(options.IntakeLimit, _wakeup);
        using var timer = new DeadlineTimer(clock, time, _wakeup);
        var term = new BatchLoop(
            engine, new StatisticsWorker(engine, timedStore, heldLease.Lease, _wakeup, options), store, heldLease, queue, feed,
            _lookup, new ContactSearch(timedStore, loaded.Contacts, options), clock, timer, _wakeup, options, metrics, _reads,
            new OutageDetector(clock, loaded.LastServed, options.OutageAfter), logger);
        _term = term;
        _feedContinues = true;
        _outage.End();
        logger.BecameActive(heldLease.Lease.Owner, heldLease.Lease.Epoch, engine.LastSequence);
        SetStatus(CenterStatus.Active, queue);
        using var stopping = _stop.Token.Register(queue.Close);
        using var aborting = _abort.Token.Register(_wakeup.Set);
        var timeout = TimeSpan.Zero;
        try
        {
            await term.RunAsync(_abort.Token);
        }
        catch (StaleLeaseException)
        {
            SetStatus(CenterStatus.Standby);
            throw;
        }
        catch (Exception failure)
        {
            // When the engine breaks, the commit under way may still succeed.
            if (failure is not (StoreUnavailableException or OperationCanceledException)) timeout = timedStore.CommitTimeout;
            if (!_abort.IsCancellationRequested) SetStatus(CenterStatus.Recovering);
            throw;
        }
        finally
        {
            await term.EndAsync(timeout, time, _abort.Token);
            if (term.HasCommitted)
            {
                _faults = 0;
                _backoff = options.FirstBackoff;
            }
        }
    }

    private async Task BackOffAsync()
    {
        var wait = _backoff;
        _backoff = wait * 2 > options.MaxBackoff ? options.MaxBackoff : wait * 2;
        await Task.Delay(wait, time, _stop.Token);
    }

    private async Task ReleaseAsync()
    {
        if (_lease is not { } heldLease) return;
        try
        {
            await timedStore.ReleaseAsync(heldLease.Lease, _abort.Token);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            logger.ReleaseFailed(failure);
        }
    }

    /// <summary>
    /// Changes the status. Subscribers are admitted before requests are, and refused after them.
    /// </summary>
    private void SetStatus(CenterStatus status, RequestQueue? queue = null)
    {
        if (queue is null) gate.Close(status);
        if (_status == status) return;
        _status = status;
        feed.SetStatus(status);
        if (queue is not null) gate.Open(queue);
        if (status is CenterStatus.Standby or CenterStatus.Stopped) _feedContinues = false;
        if (status == CenterStatus.Recovering) metrics.RecordRecovery();
        if (status != CenterStatus.Active) logger.Became(status);
        changed(status);
    }
}
