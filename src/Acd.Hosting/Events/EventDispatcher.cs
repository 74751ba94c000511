using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Gives published events to subscribers on a task of its own. Events, arrivals and departures pass through one backlog, so a
/// subscriber gets exactly the events that were published between its arrival and its departure.
/// </summary>
/// <param name="scheduler">Where the task runs.</param>
internal sealed class EventDispatcher(TaskScheduler scheduler)
{
    /// <summary>How many events may wait in the backlog; past it the publisher dispatches as well.</summary>
    internal const int MaxPendingEvents = 65_536;

    private readonly Lock _backlogLock = new();

    // Held while one item is dispatched, and taken before the backlog's lock.
    private readonly Lock _subscribersLock = new();
    private readonly Queue<Item> _backlog = new();
    private readonly SubscriberList _subscribers = new();
    private volatile Task _task = Task.CompletedTask;
    private bool _isRunning;
    private int _pendingEvents;
    private int _count;

    /// <summary>The number of subscribers.</summary>
    public int Subscribers => Volatile.Read(ref _count);

    /// <summary>Adds events to the backlog. Calls to this and to <see cref="Add"/> must not overlap.</summary>
    public void Publish(IReadOnlyList<CenterEvent> events)
    {
        // A fault of the dispatcher is a broken invariant: it breaks its publisher too.
        if (_task is { IsFaulted: true } failed) failed.GetAwaiter().GetResult();
        if (Subscribers > 0) Enqueue(new Item(events, null));
    }

    /// <summary>Dispatches on the caller's thread while the backlog is too long: backpressure on the publisher.</summary>
    public void Relieve()
    {
        while (Volatile.Read(ref _pendingEvents) > MaxPendingEvents) DispatchNext();
    }

    /// <summary>Adds a subscriber, which gets what is published from now on.</summary>
    public void Add(SubscriberChannel subscriber)
    {
        Interlocked.Increment(ref _count);
        Enqueue(new Item(null, subscribers =>
        {
            subscribers.Add(subscriber);
            return 0;
        }));
    }

    /// <summary>Removes a subscriber, if it is still there.</summary>
    public void Remove(SubscriberChannel subscriber)
    {
        if (!subscriber.TryLeave()) return;
        Interlocked.Decrement(ref _count);
        Enqueue(new Item(null, subscribers =>
        {
            subscribers.Remove(subscriber);
            return 0;
        }));
    }

    /// <summary>Ends every subscription after the events that were published before.</summary>
    /// <param name="reason">Makes the reason, one for each subscriber.</param>
    public void CompleteAll(Func<Exception> reason)
    {
        if (Subscribers > 0) Enqueue(new Item(null, subscribers => subscribers.CompleteAll(reason)));
    }

    private void Enqueue(Item item)
    {
        lock (_backlogLock)
        {
            _backlog.Enqueue(item);
            _pendingEvents += item.EventCount;
            if (_isRunning) return;
            _isRunning = true;
        }

        _task = scheduler.RunAsync(Run);
    }

    private void Run()
    {
        while (true)
        {
            if (DispatchNext()) continue;
            lock (_backlogLock)
            {
                if (_backlog.Count > 0) continue;
                _isRunning = false;
                return;
            }
        }
    }

    /// <returns>False where the backlog is empty.</returns>
    private bool DispatchNext()
    {
        lock (_subscribersLock)
        {
            Item item;
            lock (_backlogLock)
            {
                if (!_backlog.TryDequeue(out item)) return false;
                _pendingEvents -= item.EventCount;
            }

            var left = item.Change?.Invoke(_subscribers) ?? 0;
            if (item.Events is { } events)
            {
                for (var i = 0; i < events.Count; i++) left += _subscribers.Publish(events[i]);
            }

            if (left > 0) Interlocked.Add(ref _count, -left);
            return true;
        }
    }

    /// <summary>An item of the backlog: events, or a change of the subscribers that returns how many of them left.</summary>
    private readonly record struct Item(IReadOnlyList<CenterEvent>? Events, Func<SubscriberList, int>? Change)
    {
        public int EventCount => Events?.Count ?? 0;
    }
}
