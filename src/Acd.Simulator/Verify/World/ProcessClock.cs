namespace Acd.Simulator.Verify;

/// <summary>A process's clocks and timers. Its wall clock may be turned; the monotonic one, and timers, do not notice.</summary>
internal sealed class ProcessClock(SimulationScheduler world, ProcessTaskScheduler tasks) : TimeProvider
{
    /// <summary>How far the wall clock is from the world's.</summary>
    public TimeSpan Offset { get; set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => SimulationScheduler.StartTime + world.Elapsed + Offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => world.Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ProcessTimer(world, tasks, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
