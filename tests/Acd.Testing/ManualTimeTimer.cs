namespace Acd.Testing;

/// <summary>A timer of a <see cref="ManualTime"/>.</summary>
internal sealed class ManualTimeTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private volatile bool _disposed;

    /// <summary>How long after its arming it fires.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>When it fires.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>Of two that are due at the same time, the one that was armed first fires first.</summary>
    public long Order { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;
        _period = period;
        time.Arm(this, dueTime);
        return true;
    }

    /// <summary>Calls back, after it was armed again where it is periodic.</summary>
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
