using Acd.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>
/// Brings the dispatcher's events to this process, once for all who want them here, and knows by that whether the center
/// serves. It follows the dispatcher wherever it goes, by the number of the last event it has.
/// </summary>
internal sealed class ClusterEventFeed : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IGrainFactory _grains;
    private readonly ClusterNames _names;
    private readonly TimeProvider _time;
    private readonly ILogger<ClusterEventFeed> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Guid _id = Guid.NewGuid();
    private readonly HedgingPolicy _hedging;
    private Task _running = Task.CompletedTask;
    private volatile CenterStatus _status = CenterStatus.Starting;
    private long? _position;
    private Guid _dispatcher;
    private CancellationTokenSource _dispatcherChanged = new();

    public ClusterEventFeed(
        IGrainFactory grains, ClusterNames names, TimeProvider time, EngineHostOptions bounds, ILogger<ClusterEventFeed> log)
    {
        (_grains, _names, _time, _log) = (grains, names, time, log);
        _hedging = new HedgingPolicy(EventReader.MaxWait * 2, time);
        Relay = new EventRelay(bounds, ReadOlderAsync);
    }

    /// <summary>The center's dispatcher.</summary>
    public IDispatcherGrain Dispatcher => _grains.GetDispatcherGrain(_names.Center);

    /// <summary>The events, for whoever wants them in this process.</summary>
    public EventRelay Relay { get; }

    /// <summary>
    /// Canceled when there is another dispatcher than now: what this one was asked and has not answered, it never will.
    /// </summary>
    public CancellationToken DispatcherChanged => Volatile.Read(ref _dispatcherChanged).Token;

    /// <summary>Whether the center serves, as seen from here.</summary>
    public CenterStatus Status => _status;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        SetStatus(CenterStatus.Stopped);

        // A call that is under way ends within a second by itself; the process need not wait for it.
        await Task.WhenAny(_running, Task.Delay(Pause, _time, cancellationToken));
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                if (!await PollAsync()) await Task.Delay(Pause, _time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Asked to stop while it waited.
        }
    }

    /// <summary>Asks once, and tells what it got.</summary>
    /// <returns>Whether to ask again at once.</returns>
    private async Task<bool> PollAsync()
    {
        try
        {
            var batch = await _hedging.ExecuteAsync(() => Dispatcher.FollowAsync(_id, _position).AsTask());
            if (_stop.IsCancellationRequested) return false;
            if (!batch.Serves)
            {
                MarkUnavailable("it does not serve");
                return false;
            }

            TrackDispatcher(batch.Dispatcher);
            Publish(batch);
            if (_status != CenterStatus.Active) _log.DispatcherFound(batch.Last);
            SetStatus(CenterStatus.Active);
            return true;
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e) && !_stop.IsCancellationRequested)
        {
            MarkUnavailable(e.Message);
            return false;
        }
        catch (ArgumentException) when (_status == CenterStatus.Starting)
        {
            // No silo is known yet, and so no grain that there could be.
            return false;
        }
        catch (Exception bug) when (!_stop.IsCancellationRequested)
        {
            // Nothing waits for this task: an error here would be lost, and the center would seem to serve or not for ever.
            _log.FeedBroke(bug);
            MarkUnavailable(bug.Message);
            return false;
        }
    }

    private void TrackDispatcher(Guid dispatcher)
    {
        if (dispatcher == _dispatcher) return;
        _dispatcher = dispatcher;

        // Those who wait go on elsewhere, not here. The source is not disposed: others may be about to look at it.
        _ = Interlocked.Exchange(ref _dispatcherChanged, new CancellationTokenSource()).CancelAsync();
    }

    private void Publish(EventBatch batch)
    {
        if (batch.FirstKept is { } firstKept) Restart(firstKept - 1);
        else if (_position is not { } position) Restart(batch.Last);
        else if (batch.Last < position)
        {
            _log.SetBack(position, batch.Last);
            Restart(batch.Last);
        }

        if (batch.Events.Count == 0) return;
        Relay.Publish(batch.Events);
        _position = Relay.Last;
    }

    private void Restart(long after)
    {
        Relay.Restart(after);
        _position = after;
    }

    private void MarkUnavailable(string reason)
    {
        if (_status == CenterStatus.Active) _log.DispatcherLost(reason);
        SetStatus(_status == CenterStatus.Starting ? CenterStatus.Starting : CenterStatus.Recovering);
    }

    private void SetStatus(CenterStatus status)
    {
        if (_status == status || _status == CenterStatus.Stopped) return;
        _status = status;
        Relay.SetStatus(status);
    }

    private async Task<EventPage> ReadOlderAsync(long after, int limit, CancellationToken cancel)
    {
        try
        {
            var batch = await Dispatcher.ReadAsync(after, limit).AsTask().WaitAsync(cancel);
            if (!batch.Serves) throw new StoreUnavailableException("The dispatcher does not serve at the moment.");
            return new EventPage(batch.Events, batch.FirstKept ?? (after + 1));
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e))
        {
            throw new StoreUnavailableException("The dispatcher cannot be reached at the moment.", e);
        }
    }
}

/// <summary>How a silo is: whether it reaches the center's dispatcher, on whatever silo that is.</summary>
public sealed class SiloHealth
{
    private readonly ClusterEventFeed _feed;

    internal SiloHealth(ClusterEventFeed feed) => _feed = feed;

    /// <summary>Whether the center serves, as seen from this silo.</summary>
    public CenterStatus Status => _feed.Status;
}
