namespace Acd.Testing;

/// <summary>
/// A clock that stands still until a test turns it. Timers fire on the turning thread, in the order in which they are due.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimeTimer> _armed = [];
    private readonly List<(TimeSpan Delay, TaskCompletionSource Seen)> _watches = [];
    private TimeSpan _elapsed;
    private DateTimeOffset _wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _armings;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _wall;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed.Ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances both clocks; timers that are due meanwhile fire at their times.</summary>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate) target = _elapsed + duration;
        while (TakeDue(target) is { } timer) timer.Fire();
    }

    /// <summary>
    /// Advances both clocks without firing timers, as for a process that was suspended.
    /// </summary>
    public void Suspend(TimeSpan duration)
    {
        lock (_gate)
        {
            _elapsed += duration;
            _wall += duration;
        }
    }

    /// <summary>
    /// Sets the wall clock forward or back, as an operator may; the monotonic clock and the timers stay.
    /// </summary>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_gate) _wall += by;
    }

    /// <summary>Completes as soon as a timer with this delay is armed.</summary>
    public Task WhenArmedAsync(TimeSpan delay)
    {
        lock (_gate)
        {
            if (_armed.Exists(timer => timer.Delay == delay)) return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watches.Add((delay, seen));
            return seen.Task;
        }
    }

    internal void Arm(ManualTimeTimer timer, TimeSpan delay)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (delay < TimeSpan.Zero) return;
            timer.Delay = delay;
            timer.Due = _elapsed + delay;
            timer.Order = ++_armings;
            _armed.Add(timer);
            foreach (var (_, seen) in _watches.FindAll(watch => watch.Delay == delay)) seen.TrySetResult();
            _watches.RemoveAll(watch => watch.Delay == delay);
        }
    }

    private ManualTimeTimer? TakeDue(TimeSpan target)
    {
        lock (_gate)
        {
            ManualTimeTimer? next = null;
            foreach (var timer in _armed)
            {
                var isBefore = next is null || (timer.Due, timer.Order).CompareTo((next.Due, next.Order)) < 0;
                if (timer.Due <= target && isBefore) next = timer;
            }

            if (next is not null) _armed.Remove(next);
            var to = next is null ? target : next.Due;
            if (to > _elapsed)
            {
                _wall += to - _elapsed;
                _elapsed = to;
            }

            return next;
        }
    }
}
