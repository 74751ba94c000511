using Acd.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Simulator.Verify;

/// <summary>A process's clocks and timers. Its wall clock may be turned; the monotonic one, and timers, do not notice.</summary>
internal sealed class ProcessClock(SimulationScheduler scheduler, ProcessTaskScheduler tasks) : TimeProvider
{
    /// <summary>How far the wall clock is from the world's.</summary>
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

/// <summary>A timer of a process: it calls back as one of the process's tasks, so late where the process stands still.</summary>
internal sealed class ProcessTimer(SimulationScheduler scheduler, ProcessTaskScheduler tasks, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Counts the armings, so that only the latest one fires.</summary>
    private int _arming;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("Nothing here uses periodic timers.");
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

/// <summary>Follows what a host logs: a critical line is an invariant that broke.</summary>
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
