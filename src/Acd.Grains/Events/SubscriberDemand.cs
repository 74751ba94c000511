namespace Acd.Grains;

/// <summary>Whether the subscribers of this process need events to be followed. Any thread may add or remove one.</summary>
internal sealed class SubscriberDemand(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _wanted = NewSignal();
    private TaskCompletionSource _following = NewSignal();
    private int _subscribers;
    private long _leftAt;

    /// <summary>Whether events are followed.</summary>
    public bool IsFollowing { get; private set; }

    /// <summary>How long events are followed after the last subscriber has left.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Adds a subscriber.</summary>
    /// <returns>Ends when events are followed, or cannot be because the center does not serve.</returns>
    public Task Add()
    {
        lock (_gate)
        {
            _subscribers++;
            _wanted.TrySetResult();
            return _following.Task;
        }
    }

    /// <summary>Removes a subscriber.</summary>
    public void Remove()
    {
        lock (_gate)
        {
            if (--_subscribers == 0) _leftAt = time.GetTimestamp();
        }
    }

    /// <summary>Whether to ask for events next. Where not, events are not followed from now on.</summary>
    /// <param name="wanted">Ends when a subscriber comes.</param>
    public bool ShouldFollow(out Task wanted)
    {
        lock (_gate)
        {
            if (_subscribers == 0 && _wanted.Task.IsCompleted) _wanted = NewSignal();
            wanted = _wanted.Task;
            if (_subscribers > 0 || (IsFollowing && time.GetElapsedTime(_leftAt) < IdleTimeout)) return true;
            if (IsFollowing) _following = NewSignal();
            return IsFollowing = false;
        }
    }

    /// <summary>Events are followed: subscribers that wait for that go on.</summary>
    public void MarkFollowing()
    {
        lock (_gate)
        {
            IsFollowing = true;
            _following.TrySetResult();
        }
    }

    /// <summary>The center does not serve: subscribers that wait go on and are refused.</summary>
    public void MarkUnavailable()
    {
        lock (_gate)
        {
            if (IsFollowing || !_following.TrySetResult()) return;
            _following = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
