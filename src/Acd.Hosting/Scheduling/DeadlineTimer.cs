namespace Acd.Hosting;

/// <summary>The loop's timer. It fires at its due time or earlier, and is then scheduled again.</summary>
internal sealed class DeadlineTimer : IDisposable
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(1);

    private readonly CenterClock _clock;
    private readonly ITimer _timer;
    private TimeSpan _due;
    private volatile bool _fired = true;

    public DeadlineTimer(CenterClock clock, TimeProvider time, AsyncAutoResetEvent wakeup)
    {
        _clock = clock;
        _timer = time.CreateTimer(
            _ =>
            {
                _fired = true;
                wakeup.Set();
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Schedules the timer, unless it fires earlier anyway. So a deadline that moves later costs nothing.</summary>
    /// <param name="due">The due time, as the clock's elapsed time.</param>
    public void Schedule(TimeSpan due)
    {
        if (!_fired && _due <= due) return;
        _fired = false;
        _due = due;
        var delay = due - _clock.Elapsed;
        if (delay > MaxDelay) delay = MaxDelay;

        // Timers count whole milliseconds. One that fired a fraction too early would be scheduled again and again.
        var milliseconds = (delay.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(milliseconds, 0)), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
