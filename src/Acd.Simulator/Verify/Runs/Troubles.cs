namespace Acd.Simulator.Verify;

/// <summary>A process has trouble with the store.</summary>
internal sealed record TroubleStore(int Process, StoreTrouble Trouble) : Act
{
    public override void Do(Stage stage) => stage.Processes[Process].Add(Trouble);

    public override string ToString() => $"of process {Process}, {Trouble}";
}

/// <summary>A process, or every one, is cut off the store for a while.</summary>
internal sealed record CutOff(int? Process, TimeSpan Length) : Act
{
    public override void Do(Stage stage)
    {
        var cut = Process is { } one ? [stage.Processes[one]] : stage.Processes;
        foreach (var process in cut) process.Cut(true);
        stage.World.After(Length, () =>
        {
            foreach (var process in cut) process.Cut(false);
        });
    }

    public override string ToString() =>
        $"{(Process is { } one ? $"process {one} is" : "all processes are")} cut off the store for "
        + $"{Length.TotalMilliseconds} ms";
}

/// <summary>A process dies without a word.</summary>
internal sealed record Kill(int Process, int AfterTasks) : Act
{
    public override void Do(Stage stage) => stage.Processes[Process].Kill(AfterTasks);

    public override string ToString() => $"process {Process} dies {(AfterTasks == 0 ? "at once" : $"after {AfterTasks} tasks")}";
}

/// <summary>A process is started, if it is dead.</summary>
internal sealed record Start(int Process) : Act
{
    public override void Do(Stage stage) => stage.Processes[Process].Start();

    public override string ToString() => $"process {Process} is started";
}

/// <summary>A process is asked to stop.</summary>
internal sealed record StopGently(int Process) : Act
{
    public override void Do(Stage stage) => stage.Processes[Process].StopGently();

    public override string ToString() => $"process {Process} is asked to stop";
}

/// <summary>A process stands still for a while, and believes afterwards what it believed before.</summary>
internal sealed record StandStill(int Process, int AfterTasks, TimeSpan Length) : Act
{
    public override void Do(Stage stage) => stage.Processes[Process].Pause(AfterTasks, Length);

    public override string ToString() => $"process {Process} stands still for {Length.TotalMilliseconds} ms"
        + (AfterTasks == 0 ? "" : $", after {AfterTasks} tasks");
}

/// <summary>A wall clock, or every one, jumps forward.</summary>
internal sealed record TurnClock(int? Process, TimeSpan By) : Act
{
    public override void Do(Stage stage)
    {
        for (var i = 0; i < stage.Processes.Count; i++)
            if (Process is null || Process == i) stage.Processes[i].TurnClock(By);
    }

    public override string ToString() =>
        $"{(Process is { } one ? $"the clock of process {one} jumps" : "all clocks jump")} forward by {By.TotalMilliseconds} ms";
}
