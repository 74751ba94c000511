using Acd.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Simulator.Verify;

/// <summary>A process's clocks and timers. Only its wall clock can jump; the monotonic clock and timers do not.</summary>
internal sealed class ProcessClock(SimulationScheduler scheduler, ProcessTaskScheduler tasks) : TimeProvider
{
    /// <summary>The wall clock's distance from virtual time.</summary>
    public TimeSpan Offset { get; set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => SimulationScheduler.StartTime + scheduler.Elapsed + Offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => scheduler.Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ProcessTimer(scheduler, tasks, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>A timer whose callback runs as a task of its process, so late if the process is suspended.</summary>
internal sealed class ProcessTimer(
    SimulationScheduler scheduler, ProcessTaskScheduler tasks, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Counts the changes. Only the latest one fires.</summary>
    private int _arming;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("The simulation has no periodic timers.");
        var arming = ++_arming;
        if (dueTime >= TimeSpan.Zero) scheduler.Schedule(dueTime, () => Fire(arming));
        return true;
    }

    public void Dispose() => _arming++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire(int arming)
    {
        if (arming == _arming) tasks.Post(() => callback(state));
    }
}

/// <summary>Traces a host's log. A critical entry is a broken invariant.</summary>
internal sealed class ProcessLogger(Action<string> log, Action<string> onFailure) : ILogger<EngineHost>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        log(text);
        if (logLevel == LogLevel.Critical) onFailure(exception is null ? text : $"{text} {exception}");
    }
}
