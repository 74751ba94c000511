// Over 300 lines because following, watching and confirming are one loop over one state.
using System.Runtime.CompilerServices;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>
/// This process's view of the dispatcher: whether it serves, which one it is, and its events. While somebody here subscribes,
/// it follows the events, once for all subscribers. While nobody does, it only watches the dispatcher. It finds the dispatcher
/// wherever it goes, and goes on after the last event it has.
/// </summary>
internal sealed class ClusterEventFeed : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IGrainFactory _grains;
    private readonly ClusterNames _names;
    private readonly TimeProvider _time;
    private readonly LocalDispatcher? _local;
    private readonly ILogger<ClusterEventFeed> _log;
    private readonly EventRelay _relay;
    private readonly SubscriberDemand _demand;
    private readonly CancellationTokenSource _stop = new();
    private readonly Guid _id = Guid.NewGuid();
    private readonly HedgingPolicy _hedging;
    private Task _running = Task.CompletedTask;
    private volatile CenterStatus _status = CenterStatus.Starting;
    private long? _position;
    private long _watched;
    private Guid _dispatcher;
    private CancellationTokenSource _dispatcherChanged = new();
    private FeedConfirmation? _confirmed;

    public ClusterEventFeed(
        IGrainFactory grains, ClusterNames names, TimeProvider time, EngineHostOptions bounds, LocalDispatcher? local,
        ILogger<ClusterEventFeed> log)
    {
        (_grains, _names, _time, _local, _log) = (grains, names, time, local, log);
        _hedging = new HedgingPolicy(EventSource.MaxWait * 2, time);
        _relay = new EventRelay(bounds, ReadOlderAsync);
        _demand = new SubscriberDemand(time);
    }

    /// <summary>The center's dispatcher.</summary>
    public IDispatcherGrain Dispatcher => _grains.GetDispatcherGrain(_names.Center);

    /// <summary>The sequence number of the last event that is known here, which the dispatcher has committed.</summary>
    public long Last => IsFollowing ? _relay.Last : Volatile.Read(ref _watched);

    /// <summary>
    /// What the dispatcher last confirmed to be all its events; null before it did, and while it is not followed.
    /// </summary>
    public FeedConfirmation? Confirmed => IsFollowing ? Volatile.Read(ref _confirmed) : null;

    /// <summary>
    /// Canceled when there is another dispatcher than now: what this one was asked and has not answered, it never will.
    /// </summary>
    public CancellationToken DispatcherChanged => Volatile.Read(ref _dispatcherChanged).Token;

    /// <summary>Whether the center serves, as seen from here.</summary>
    public CenterStatus Status => _status;

    /// <summary>Whether events come to this process at present.</summary>
    public bool IsFollowing => _demand.IsFollowing;

    /// <summary>How long events are followed after the last subscriber has left, as most come back soon.</summary>
    public TimeSpan IdleTimeout
    {
        get => _demand.IdleTimeout;
        set => _demand.IdleTimeout = value;
    }

    /// <inheritdoc cref="IContactCenter.SubscribeAsync"/>
    public async IAsyncEnumerable<CenterEvent> SubscribeAsync(
        AgentId? agent, long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var next in SubscribeUnreadAsync(agent, after, cancel))
        {
            if (next is not RelayedEvent relayed) yield return next;

            // An event of a later version means nothing here.
            else if (relayed.Read() is { } read) yield return read;
        }
    }

    /// <inheritdoc cref="IContactCenter.SubscribeSerializedAsync"/>
    public async IAsyncEnumerable<SerializedEvent> SubscribeSerializedAsync(
        AgentId? agent, long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var next in SubscribeUnreadAsync(agent, after, cancel))
        {
            yield return next is RelayedEvent relayed
                ? new SerializedEvent(next.Sequence, relayed.Type, EventJson.GetUtf8(next))
                : SerializedEvent.From(next);
        }
    }

    /// <summary>Events as they are here: read ones where the dispatcher is, unread ones elsewhere.</summary>
    private async IAsyncEnumerable<CenterEvent> SubscribeUnreadAsync(
        AgentId? agent, long? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var following = _demand.Add();
        try
        {
            // Without service nothing begins to be followed; the relay refuses the subscriber then.
            if (_status == CenterStatus.Active) await following.WaitAsync(cancel);

            // Another process may have given the caller more than has come here yet; or the store was set back meanwhile.
            if (after > _relay.Last && await ReadLastAsync(cancel) is var last && after > last) after = last;
            await foreach (var next in _relay.SubscribeAsync(agent, after, cancel)) yield return next;
        }
        finally
        {
            _demand.Remove();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        SetStatus(CenterStatus.Stopped);
        _demand.MarkUnavailable();

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

    /// <summary>Asks the dispatcher once, and takes in its answer.</summary>
    /// <returns>Whether to ask again at once.</returns>
    private async Task<bool> PollAsync()
    {
        try
        {
            var asked = _time.GetTimestamp();
            var follows = _demand.ShouldFollow(out var wanted);
            if (!follows) _position = null;
            var batch = follows ? await FollowAsync() : await WatchAsync(wanted);
            if (_stop.IsCancellationRequested) return false;
            if (batch is null) return true;
            if (!batch.Serves)
            {
                MarkUnavailable("it does not serve");
                return false;
            }

            TrackDispatcher(batch.Dispatcher);
            if (follows) Publish(batch);
            Confirm(follows, asked, batch);
            Volatile.Write(ref _watched, batch.Last);
            if (_status != CenterStatus.Active) _log.DispatcherFound(batch.Last);
            SetStatus(CenterStatus.Active);
            if (follows) _demand.MarkFollowing();
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
            // Nothing waits for this task: an error here would be lost, and the status would be wrong for ever.
            _log.FeedBroke(bug);
            MarkUnavailable(bug.Message);
            return false;
        }
    }

    /// <summary>The next events, straight from a dispatcher of this process.</summary>
    private async Task<EventBatch> FollowAsync() => _local?.ActiveEvents is { } events
        ? await events.FollowAsync(_position)
        : await _hedging.ExecuteAsync(() => Dispatcher.FollowAsync(_id, _position).AsTask());

    /// <summary>Waits for news of the dispatcher; null as soon as a subscriber wants its events.</summary>
    private async Task<EventBatch?> WatchAsync(Task wanted)
    {
        // A dispatcher that is named by its caller answers when there is news; one that is not, at once.
        var known = _status == CenterStatus.Active ? _dispatcher : Guid.Empty;
        var watching = _hedging.ExecuteAsync(() => Dispatcher.WatchAsync(known).AsTask());
        if (await Task.WhenAny(watching, wanted) == watching) return await watching;
        HedgingPolicy.ObserveException(watching);
        return null;
    }

    private void TrackDispatcher(Guid dispatcher)
    {
        if (dispatcher == _dispatcher) return;
        _dispatcher = dispatcher;

        // Callers that wait go on elsewhere, not on this thread. The source is not disposed: others may be about to look at it.
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
        _relay.Publish(batch.Events);
        _position = _relay.Last;
    }

    /// <summary>
    /// The dispatcher had no further events when it answered. That was at the earliest after it had waited for them; how much
    /// of the rest was the answer's way is not known here.
    /// </summary>
    private void Confirm(bool follows, long asked, EventBatch batch)
    {
        if (!follows) Volatile.Write(ref _confirmed, null);
        else if (batch.Last <= _relay.Last)
        {
            var waited = (long)(batch.Waited.TotalSeconds * _time.TimestampFrequency);
            Volatile.Write(ref _confirmed, new FeedConfirmation(_relay.Last, asked + waited));
        }
    }

    private void Restart(long after)
    {
        _relay.Restart(after);
        _position = after;
    }

    private void MarkUnavailable(string reason)
    {
        if (_status == CenterStatus.Active) _log.DispatcherLost(reason);
        SetStatus(_status == CenterStatus.Starting ? CenterStatus.Starting : CenterStatus.Recovering);
        _demand.MarkUnavailable();
    }

    private void SetStatus(CenterStatus status)
    {
        if (_status == status || _status == CenterStatus.Stopped) return;
        _status = status;
        _relay.SetStatus(status);
    }

    private async Task<long> ReadLastAsync(CancellationToken cancel)
    {
        try
        {
            var batch = await ReadAsync(long.MaxValue, 1, cancel);
            return batch.Serves ? batch.Last : throw new CenterUnavailableException(CenterStatus.Recovering);
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e))
        {
            throw new CenterUnavailableException(CenterStatus.Recovering);
        }
    }

    /// <summary>Reads until there is another dispatcher; this one would not answer any longer.</summary>
    private async Task<EventBatch> ReadAsync(long after, int limit, CancellationToken cancel)
    {
        var changed = DispatcherChanged;
        try
        {
            return await Dispatcher.ReadAsync(after, limit).AsTask().WaitAsync(changed).WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (changed.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return EventBatch.NotServing;
        }
    }

    private async Task<EventPage> ReadOlderAsync(long after, int limit, CancellationToken cancel)
    {
        try
        {
            var batch = await ReadAsync(after, limit, cancel);
            if (!batch.Serves) throw new StoreUnavailableException("The dispatcher does not serve at the moment.");
            return new EventPage(batch.Events, batch.FirstKept ?? (after + 1));
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e))
        {
            throw new StoreUnavailableException("The dispatcher cannot be reached at the moment.", e);
        }
    }
}

/// <summary>The dispatcher had no event after a position at a time, or later.</summary>
/// <param name="Position">The sequence number of the last event.</param>
/// <param name="At">The time, by the clock's timestamp.</param>
internal sealed record FeedConfirmation(long Position, long At);
