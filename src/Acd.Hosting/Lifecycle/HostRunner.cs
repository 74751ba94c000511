using Acd.Core;
using Microsoft.Extensions.Logging;

namespace Acd.Hosting;

/// <summary>
/// A host's life: it takes the lease, loads the engine, serves, and begins again after a failure, until it is stopped.
/// </summary>
internal sealed class HostRunner(
    IStore store, TimedStore timedStore, EngineHostOptions options, CenterClock clock, TimeProvider time, ILogger logger,
    RequestGate reception, EventFeed feed, HostMetrics metrics, Action<CenterStatus> changed) : IDisposable
{
    private readonly AsyncAutoResetEvent _wakeup = new();
    private readonly ContactLookup _lookup = new(timedStore, options.LookupLimit);
    private readonly EngineStartup _startup =
        new(timedStore, new EventCatchUp(feed, timedStore, options), options, clock, time);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private TimeSpan _backoff = options.FirstBackoff;
    private int _faults;
    private bool _feedContinues;
    private CenterStatus _status = CenterStatus.Starting;
    private HeldLease? _lease;
    private BatchLoop? _term;

    /// <summary>Asks for the end: nothing new is taken in, what was taken in is finished.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Asks for the end at once: what is not committed is refused.</summary>
    public void Abort() => _abort.Cancel();

    /// <summary>Lives until it is stopped, or gives up.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested && _faults < options.MaxFaults) await RunTermAsync();
            if (!_stop.IsCancellationRequested) logger.GaveUp(_faults);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Asked to stop while it waited for the store or for the lease.
        }
        catch (Exception bug)
        {
            // Nothing waits for this task: an error here would be lost, and the center would seem to serve.
            logger.HostBroke(bug);
        }

        reception.Close(reception.Status);
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

    /// <summary>From asking for the lease to the end of a term, or to the failure that came before.</summary>
    private async Task RunTermAsync()
    {
        _term = null;
        try
        {
            var startedAt = clock.Elapsed;
            var lease = await timedStore.TryAcquireAsync(_stop.Token);
            _lease = lease is null ? null : new HeldLease(lease, clock, startedAt);
            if (_lease is { } tenure)
            {
                var (engine, roll) = await _startup.RunAsync(tenure, _feedContinues, _stop.Token);
                await ServeAsync(engine, new ContactSearch(timedStore, roll, options), tenure);
                return;
            }

            SetStatus(CenterStatus.Standby);
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
            // One that never had the lease, or has lost it, goes on asking for it; one that had it says that it will be back.
            if (_lease is not null) SetStatus(CenterStatus.Recovering);
            if (_backoff == options.FirstBackoff) logger.StoreFailed(failure);
            await BackOffAsync();
        }
        catch (Exception bug) when (bug is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // A broken invariant is a bug that cannot be named here; the engine that has it is thrown away.
            if (_lease is not null) SetStatus(CenterStatus.Recovering);
            logger.Broke(bug, ++_faults, _term?.Describe() ?? "none");
            if (_faults < options.MaxFaults) await BackOffAsync();
        }
    }

    /// <summary>A term: serves until it is stopped or something fails, and leaves no caller without an answer.</summary>
    private async Task ServeAsync(Engine engine, ContactSearch searches, HeldLease tenure)
    {
        var intake = new RequestQueue(options.IntakeLimit, _wakeup);
        using var alarm = new DeadlineTimer(clock, time, _wakeup);
        var term = new BatchLoop(
            engine, new StatisticsWorker(engine, timedStore, tenure.Lease, _wakeup, options), store, tenure, intake, feed, _lookup,
            searches, clock, alarm, _wakeup, options, metrics);
        _term = term;
        _feedContinues = true;
        logger.BecameActive(tenure.Lease.Owner, tenure.Lease.Epoch, engine.LastSequence);
        SetStatus(CenterStatus.Active, intake);
        using var stopping = _stop.Token.Register(intake.Close);
        using var aborting = _abort.Token.Register(_wakeup.Set);
        var patience = TimeSpan.Zero;
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
            // When the engine breaks, the commit that is under way may land all the same.
            if (failure is not (StoreUnavailableException or OperationCanceledException)) patience = options.CommitTimeout;
            if (!_abort.IsCancellationRequested) SetStatus(CenterStatus.Recovering);
            throw;
        }
        finally
        {
            await term.EndAsync(patience, time, _abort.Token);
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
        if (_lease is not { } tenure) return;
        try
        {
            await timedStore.ReleaseAsync(tenure.Lease, _abort.Token);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            logger.ReleaseFailed(failure);
        }
    }

    /// <summary>
    /// Changes the status: subscribers are let in before requests are, and requests are kept out before subscribers are.
    /// </summary>
    private void SetStatus(CenterStatus status, RequestQueue? intake = null)
    {
        if (intake is null) reception.Close(status);
        if (_status == status) return;
        _status = status;
        feed.SetStatus(status);
        if (intake is not null) reception.Open(intake);
        if (status is CenterStatus.Standby or CenterStatus.Stopped) _feedContinues = false;
        if (status == CenterStatus.Recovering) metrics.RecordRecovery();
        if (status != CenterStatus.Active) logger.Became(status);
        changed(status);
    }
}
