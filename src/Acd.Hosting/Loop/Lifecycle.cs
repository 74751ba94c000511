using Acd.Core;
using Microsoft.Extensions.Logging;

namespace Acd.Hosting;

/// <summary>
/// A host's life: it takes the lease, loads the engine, serves, and begins again after a failure, until it is stopped.
/// </summary>
internal sealed class Lifecycle(
    IStore store, TimedStore timedStore, EngineHostOptions options, CenterClock clock, TimeProvider time, ILogger logger,
    Reception reception, EventFeed feed, HostMetrics metrics, Action<CenterStatus> changed) : IDisposable
{
    private readonly Wakeup _wakeup = new();
    private readonly ContactLookup _lookup = new(timedStore, options.LookupLimit);
    private readonly Preparation _preparation =
        new(timedStore, new MissedEvents(feed, timedStore, options), options, clock, time);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private TimeSpan _backoff = options.FirstBackoff;
    private int _faults;
    private bool _feedContinues;
    private CenterStatus _status = CenterStatus.Starting;
    private Tenure? _tenure;
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
            while (!_stop.IsCancellationRequested && _faults < options.MaxFaults) await LiveOnceAsync();
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
            Become(CenterStatus.Stopped);
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
    }

    /// <summary>From asking for the lease to the end of a term, or to the failure that came before.</summary>
    private async Task LiveOnceAsync()
    {
        _term = null;
        try
        {
            var startedAt = clock.Elapsed;
            var lease = await timedStore.TryAcquireAsync(_stop.Token);
            _tenure = lease is null ? null : new Tenure(lease, clock, startedAt);
            if (_tenure is { } tenure)
            {
                var (engine, roll) = await _preparation.RunAsync(tenure, _feedContinues, _stop.Token);
                await ServeAsync(engine, new ContactSearches(timedStore, roll, options), tenure);
                return;
            }

            Become(CenterStatus.Standby);
            _backoff = options.FirstBackoff;
            await Task.Delay(options.StandbyPoll, time, _stop.Token);
        }
        catch (StaleLeaseException stale)
        {
            logger.LeaseLost(stale.Epoch);
            _tenure = null;
            Become(CenterStatus.Standby);
        }
        catch (StoreUnavailableException failure)
        {
            // One that never had the lease, or has lost it, goes on asking for it; one that had it says that it will be back.
            if (_tenure is not null) Become(CenterStatus.Recovering);
            if (_backoff == options.FirstBackoff) logger.StoreFailed(failure);
            await BackOffAsync();
        }
        catch (Exception bug) when (bug is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // A broken invariant is a bug that cannot be named here; the engine that has it is thrown away.
            if (_tenure is not null) Become(CenterStatus.Recovering);
            logger.Broke(bug, ++_faults, _term?.Describe() ?? "none");
            if (_faults < options.MaxFaults) await BackOffAsync();
        }
    }

    /// <summary>A term: serves until it is stopped or something fails, and leaves no caller without an answer.</summary>
    private async Task ServeAsync(Engine engine, ContactSearches searches, Tenure tenure)
    {
        var intake = new Intake(options.IntakeLimit, _wakeup);
        using var alarm = new Alarm(clock, time, _wakeup);
        var term = new BatchLoop(
            engine, new BoardWork(engine, timedStore, tenure.Lease, _wakeup, options), store, tenure, intake, feed, _lookup,
            searches, clock, alarm, _wakeup, options, metrics);
        _term = term;
        _feedContinues = true;
        logger.BecameActive(tenure.Lease.Owner, tenure.Lease.Epoch, engine.LastSequence);
        Become(CenterStatus.Active, intake);
        using var stopping = _stop.Token.Register(intake.Close);
        using var aborting = _abort.Token.Register(_wakeup.Ring);
        var patience = TimeSpan.Zero;
        try
        {
            await term.RunAsync(_abort.Token);
        }
        catch (StaleLeaseException)
        {
            Become(CenterStatus.Standby);
            throw;
        }
        catch (Exception failure)
        {
            // When the engine breaks, the commit that is under way may land all the same.
            if (failure is not (StoreUnavailableException or OperationCanceledException)) patience = options.CommitTimeout;
            if (!_abort.IsCancellationRequested) Become(CenterStatus.Recovering);
            throw;
        }
        finally
        {
            await term.EndAsync(patience, time, _abort.Token);
            if (term.HasLanded)
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
        if (_tenure is not { } tenure) return;
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
    private void Become(CenterStatus status, Intake? intake = null)
    {
        if (intake is null) reception.Close(status);
        if (_status == status) return;
        _status = status;
        feed.Become(status);
        if (intake is not null) reception.Open(intake);
        if (status is CenterStatus.Standby or CenterStatus.Stopped) _feedContinues = false;
        if (status == CenterStatus.Recovering) metrics.Recovering();
        if (status != CenterStatus.Active) logger.Became(status);
        changed(status);
    }
}
