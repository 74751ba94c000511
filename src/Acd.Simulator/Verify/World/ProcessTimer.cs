namespace Acd.Simulator.Verify;

/// <summary>A timer of a process: it calls back as one of the process's tasks, so late where the process stands still.</summary>
internal sealed class ProcessTimer(SimulationScheduler world, ProcessTaskScheduler tasks, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Counts the armings, so that only the latest one fires.</summary>
    private int _arming;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("Nothing here uses periodic timers.");
        var arming = ++_arming;
        if (dueTime >= TimeSpan.Zero) world.Schedule(dueTime, () => Fire(arming));
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
