namespace Acd.Simulator.Verify;

/// <summary>What came of a run.</summary>
internal sealed record SimulationResult
{
    public required long Seed { get; init; }

    public required SimulationParameters Parameters { get; init; }

    /// <summary>The steps that were taken, up to the one in which a rule was broken.</summary>
    public required IReadOnlyList<SimulationStep> Steps { get; init; }

    /// <summary>How long after the last step a rule was broken, if one was.</summary>
    public TimeSpan TimeAfterLastStep { get; init; }

    /// <summary>The rule that was broken, if one was.</summary>
    public required Violation? Violation { get; init; }

    /// <summary>The hash of everything that happened.</summary>
    public required string Trace { get; init; }

    public required int Commits { get; init; }

    public required long Events { get; init; }

    /// <summary>How often somebody took the lease.</summary>
    public required long Terms { get; init; }

    /// <summary>How many callers got an answer.</summary>
    public required int Answers { get; init; }

    /// <summary>How many steps made trouble.</summary>
    public required int Faults { get; init; }

    /// <summary>How many tasks of processes ran.</summary>
    public required long Tasks { get; init; }

    /// <summary>How long it took in virtual time.</summary>
    public required TimeSpan VirtualTime { get; init; }

    public static SimulationResult Of(long seed, SimulationParameters scenery, IReadOnlyList<SimulationStep> steps, Simulation stage, string trace) => new()
    {
        Seed = seed,
        Parameters = scenery,
        Steps = steps,
        Violation = stage.Checkers.Violation,
        Trace = trace,
        Commits = stage.Database.Commits,
        Events = stage.Database.LastSequence,
        Terms = stage.Database.Epoch,
        Answers = stage.Clients.Answered,
        Faults = steps.Count(step => step.Action is not (SendRequest or Quiesce)),
        Tasks = stage.Scheduler.TasksRun,
        VirtualTime = stage.Scheduler.Elapsed,
    };
}
