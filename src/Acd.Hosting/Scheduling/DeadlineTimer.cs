namespace Acd.Hosting;

/// <summary>The loop's one timer. It rings at the time it is set for, or before, and is then set again.</summary>
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

    /// <summary>Sets the alarm, unless it rings before that anyway: deadlines that move away are cheap so.</summary>
    /// <param name="due">When, in the clock's elapsed time.</param>
    public void Schedule(TimeSpan due)
    {
        if (!_fired && _due <= due) return;
        _fired = false;
        _due = due;
        var delay = due - _clock.Elapsed;
        if (delay > MaxDelay) delay = MaxDelay;

        // Timers count whole milliseconds; one that rang a fraction too early would be set again and again until that is over.
        var milliseconds = (delay.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(milliseconds, 0)), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
