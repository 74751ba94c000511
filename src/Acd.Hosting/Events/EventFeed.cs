using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The events that the store has, in order, for subscribers. It outlives the terms of serving: subscribers stay through a
/// recovery. Publishing costs the same however many subscribers there are.
/// </summary>
internal sealed class EventFeed(EngineHostOptions options)
{
    /// <summary>How many events are copied in one hold of the lock.</summary>
    private const int MaxEventsPerLock = 2_048;

    private readonly Lock _gate = new();
    private readonly EventRing _ring = new(options.RecentEvents);
    private readonly EventDispatcher _dispatcher = new(options.Scheduler);
    private CenterStatus _status = CenterStatus.Starting;

    // Made for the first that waits, and replaced with each publication.
    private TaskCompletionSource? _published;

    /// <summary>The sequence number of the last published event.</summary>
    public long Last
    {
        get
        {
            lock (_gate) return _ring.Last;
        }
    }

    /// <summary>The number of subscribers.</summary>
    public int Subscribers => _dispatcher.Subscribers;

    /// <summary>Publishes events; new subscriptions begin after them at once, present subscribers get them soon.</summary>
    /// <param name="events">The events after the last one, by sequence. The list must not change afterwards.</param>
    public void Publish(IReadOnlyList<CenterEvent> events)
    {
        if (events.Count == 0) return;
        lock (_gate)
        {
            for (var i = 0; i < events.Count; i++) _ring.Add(events[i]);
            _dispatcher.Publish(events);
            WakeReaders();
        }

        _dispatcher.Relieve();
    }

    /// <summary>Starts again after a gap: present subscriptions end with <see cref="EventsGoneException"/>.</summary>
    /// <param name="after">The sequence number of the event before the next one.</param>
    public void Restart(long after)
    {
        lock (_gate)
        {
            _dispatcher.CompleteAll(() => new EventsGoneException(after + 1));
            _ring.Restart(after);
            WakeReaders();
        }
    }

    /// <summary>Follows the center's status: subscriptions wait while it recovers, and end when it no longer serves.</summary>
    public void SetStatus(CenterStatus status)
    {
        lock (_gate)
        {
            _status = status;
            WakeReaders();
            if (status is CenterStatus.Standby or CenterStatus.Stopped)
                _dispatcher.CompleteAll(() => new CenterUnavailableException(status));
        }
    }

    /// <summary>The sequence number after which a new subscription begins.</summary>
    /// <param name="after">The last event that the subscriber has, if any.</param>
    /// <exception cref="CenterUnavailableException">The center does not serve.</exception>
    public long GetStartPosition(long? after)
    {
        lock (_gate)
        {
            if (_status != CenterStatus.Active) throw new CenterUnavailableException(_status);
            return after is { } seen && seen < _ring.Last ? Math.Max(seen, 0) : _ring.Last;
        }
    }

    /// <summary>
    /// The next part of the events that a subscription has missed. The last part has the channel for the events that follow.
    /// </summary>
    /// <param name="agent">The agent whose events are wanted; null for all events.</param>
    /// <param name="after">The sequence number before the part's first event.</param>
    /// <exception cref="CenterUnavailableException">The center does not serve.</exception>
    public CatchUpPart CatchUp(AgentId? agent, long after)
    {
        lock (_gate)
        {
            if (_status is not (CenterStatus.Active or CenterStatus.Recovering)) throw new CenterUnavailableException(_status);
            if (after + 1 < _ring.First) return new CatchUpPart([], after, _ring.Last, IsInStore: true, null);

            var upTo = Math.Min(_ring.Last, after + MaxEventsPerLock);
            List<CenterEvent>? events = null;
            for (var sequence = after + 1; sequence <= upTo; sequence++)
            {
                var next = _ring[sequence];
                if (agent is null || next.Agent == agent) (events ??= []).Add(next);
            }

            SubscriberChannel? subscriber = null;
            if (upTo == _ring.Last)
            {
                subscriber = new SubscriberChannel(agent, options.SubscriberBuffer);
                _dispatcher.Add(subscriber);
            }

            return new CatchUpPart(events ?? [], upTo, _ring.Last, IsInStore: false, subscriber);
        }
    }

    /// <summary>Ends when there is an event after a number, or no service.</summary>
    public Task WaitForNextAsync(long after)
    {
        lock (_gate)
        {
            if (_ring.Last > after || _status != CenterStatus.Active) return Task.CompletedTask;
            return (_published ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>The events after a number that are in memory. They begin later where the first ones are not.</summary>
    /// <exception cref="CenterUnavailableException">The center does not serve.</exception>
    public EventPage Read(long after, int limit)
    {
        lock (_gate)
        {
            if (_status is not (CenterStatus.Active or CenterStatus.Recovering)) throw new CenterUnavailableException(_status);
            if (after + 1 < _ring.First || after >= _ring.Last) return new EventPage([], _ring.First);
            var events = new CenterEvent[Math.Min(limit, _ring.Last - after)];
            for (var i = 0; i < events.Length; i++) events[i] = _ring[after + 1 + i];
            return new EventPage(events, _ring.First);
        }
    }

    /// <summary>Removes a subscriber, if it is still there.</summary>
    public void Remove(SubscriberChannel subscriber) => _dispatcher.Remove(subscriber);

    private void WakeReaders()
    {
        _published?.TrySetResult();
        _published = null;
    }
}

/// <summary>A part of the events that a subscription has missed.</summary>
/// <param name="Events">The events.</param>
/// <param name="Position">The sequence number up to which nothing is missing with them.</param>
/// <param name="Last">The sequence number of the last published event.</param>
/// <param name="IsInStore">Whether the next part is only in the store.</param>
/// <param name="Subscriber">The channel for the events that follow; null where parts are left.</param>
internal readonly record struct CatchUpPart(
    IReadOnlyList<CenterEvent> Events, long Position, long Last, bool IsInStore, SubscriberChannel? Subscriber);
