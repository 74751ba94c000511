using Acd.Core;
using Acd.Hosting;

namespace Acd.Grains;

/// <summary>One reader's subscription to a host, read in batches.</summary>
internal sealed class EventReader
{
    private const int BatchSize = 1_000;

    /// <summary>How long a call waits for an event: long enough to be rare, short enough to tell a pause from an end.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(250);

    private readonly EngineHost _host;
    private readonly CancellationToken _leaving;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<CenterEvent> _events;
    private Task<bool>? _next;
    private long _position;
    private bool _isReading;

    /// <param name="host">The host whose events are read.</param>
    /// <param name="position">The sequence number of the last event that the reader has.</param>
    /// <param name="time">The clock.</param>
    /// <param name="leaving">Canceled when no call may wait any longer.</param>
    public EventReader(EngineHost host, long position, TimeProvider time, CancellationToken leaving)
    {
        (_host, _position, _time, _leaving) = (host, position, time, leaving);
        _events = host.SubscribeAsync(null, position, _end.Token).GetAsyncEnumerator(_end.Token);
        LastUsed = time.GetTimestamp();
    }

    /// <summary>When it was last used, by the clock's timestamp.</summary>
    public long LastUsed { get; private set; }

    /// <summary>Whether the subscription has ended, so that nothing more can be read.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the next call may go on here. A call whose caller has given up may still wait.</summary>
    public bool CanContinueFrom(long position) => !HasEnded && !_isReading && position == _position;

    /// <summary>The next events, as soon as there is one; none after a while in which nothing happened.</summary>
    /// <param name="limit">How many at the most.</param>
    public async ValueTask<EventBatch> ReadAsync(int limit = BatchSize)
    {
        _isReading = true;
        LastUsed = _time.GetTimestamp();
        try
        {
            return await ReadBatchAsync(limit);
        }
        catch (EventsGoneException gone)
        {
            End();
            return new EventBatch(true, _host.LastEvent, [], gone.FirstKept);
        }
        catch (Exception e) when (e is SubscriberTooSlowException or CenterUnavailableException or OperationCanceledException)
        {
            // The reader comes back with the last event that it has, and gets another subscription.
            End();
            return _host.Status == CenterStatus.Active ? new EventBatch(true, _host.LastEvent, []) : EventBatch.NotServing;
        }
        finally
        {
            _isReading = false;
        }
    }

    /// <summary>Ends the subscription.</summary>
    public void End()
    {
        if (HasEnded) return;
        HasEnded = true;
        _end.Cancel();
        _ = EndAsync();
    }

    private async ValueTask<EventBatch> ReadBatchAsync(int limit)
    {
        _next ??= _events.MoveNextAsync().AsTask();
        if (!_next.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, _leaving);
            await Task.WhenAny(_next, Task.Delay(MaxWait, _time, enough.Token));
            await enough.CancelAsync();
        }

        var events = new List<CenterEvent>();
        while (!HasEnded && events.Count < limit && _next.IsCompleted)
        {
            if (!await _next)
            {
                End();
                break;
            }

            events.Add(_events.Current);
            _position = _events.Current.Sequence;

            // Each of these, of version 1 and before, may be as large as a batch of others.
            if (_events.Current is SettingsChanged { Settings: not null }) limit = Math.Min(limit, events.Count);
            _next = _events.MoveNextAsync().AsTask();
        }

        return new EventBatch(true, Math.Max(_host.LastEvent, _position), events);
    }

    private async Task EndAsync()
    {
        try
        {
            if (_next is not null) await _next;
        }
        catch (Exception e) when (e is OperationCanceledException or EventsGoneException or SubscriberTooSlowException
            or CenterUnavailableException)
        {
            // The subscription was ended, and no caller waits for it any longer.
        }

        await _events.DisposeAsync();
        _end.Dispose();
    }
}
