namespace Acd.Testing;

/// <summary>A timer of a <see cref="ManualTime"/>.</summary>
internal sealed class ManualTimeTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private volatile bool _disposed;

    /// <summary>The time from its arming to its firing.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>When it fires.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>The order of arming: of two timers with the same due time the earlier one fires first.</summary>
    public long Order { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;
        _period = period;
        time.Arm(this, dueTime);
        return true;
    }

    /// <summary>Fires; a periodic timer is armed again before its callback.</summary>
    public void Fire()
    {
        if (_disposed) return;
        if (_period > TimeSpan.Zero) time.Arm(this, _period);
        callback(state);
    }

    public void Dispose()
    {
        _disposed = true;
        time.Arm(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
