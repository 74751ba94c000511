namespace Acd.Simulator.Verify;

/// <summary>Injects a store fault into a process.</summary>
internal sealed record InjectStoreFault(int Process, StoreFaultInjection Injection) : SimulationAction
{
    public override void Execute(Simulation simulation) => simulation.Processes[Process].InjectStoreFault(Injection);

    public override string ToString() => $"of process {Process}, {Injection}";
}

/// <summary>Disconnects a process, or all processes, from the store for a while.</summary>
internal sealed record DisconnectStore(int? Process, TimeSpan Length) : SimulationAction
{
    public override void Execute(Simulation simulation)
    {
        var cut = Process is { } one ? [simulation.Processes[one]] : simulation.Processes;
        foreach (var process in cut) process.SetStoreDisconnected(true);
        simulation.Scheduler.Schedule(Length, () =>
        {
            foreach (var process in cut) process.SetStoreDisconnected(false);
        });
    }

    public override string ToString() =>
        $"{(Process is { } one ? $"process {one} is" : "all processes are")} cut off the store for "
        + $"{Length.TotalMilliseconds} ms";
}

/// <summary>Kills a process.</summary>
internal sealed record KillProcess(int Process, int AfterTasks) : SimulationAction
{
    public override void Execute(Simulation simulation) => simulation.Processes[Process].Kill(AfterTasks);

    public override string ToString() => $"process {Process} dies {(AfterTasks == 0 ? "at once" : $"after {AfterTasks} tasks")}";
}

/// <summary>Starts a process that is dead.</summary>
internal sealed record StartProcess(int Process) : SimulationAction
{
    public override void Execute(Simulation simulation) => simulation.Processes[Process].Start();

    public override string ToString() => $"process {Process} is started";
}

/// <summary>Asks a process to stop.</summary>
internal sealed record StopProcess(int Process) : SimulationAction
{
    public override void Execute(Simulation simulation) => simulation.Processes[Process].StopGracefully();

    public override string ToString() => $"process {Process} is asked to stop";
}

/// <summary>Suspends a process for a while. It continues with what it knew before.</summary>
internal sealed record SuspendProcess(int Process, int AfterTasks, TimeSpan Length) : SimulationAction
{
    public override void Execute(Simulation simulation) => simulation.Processes[Process].Suspend(AfterTasks, Length);

    public override string ToString() => $"process {Process} stands still for {Length.TotalMilliseconds} ms"
        + (AfterTasks == 0 ? "" : $", after {AfterTasks} tasks");
}

/// <summary>Moves the wall clock of a process, or of all processes, forward.</summary>
internal sealed record AdvanceWallClock(int? Process, TimeSpan By) : SimulationAction
{
    public override void Execute(Simulation simulation)
    {
        for (var i = 0; i < simulation.Processes.Count; i++)
            if (Process is null || Process == i) simulation.Processes[i].AdvanceWallClock(By);
    }

    public override string ToString() =>
        $"{(Process is { } one ? $"the clock of process {one} jumps" : "all clocks jump")} forward by {By.TotalMilliseconds} ms";
}
