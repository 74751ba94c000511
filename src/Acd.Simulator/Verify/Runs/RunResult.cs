namespace Acd.Simulator.Verify;

/// <summary>What came of a run.</summary>
internal sealed record RunResult
{
    public required long Seed { get; init; }

    public required Scenery Scenery { get; init; }

    /// <summary>The steps that were taken, up to the one in which a rule was broken.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>How long after the last step a rule was broken, if one was.</summary>
    public TimeSpan Tail { get; init; }

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
    public required int Troubles { get; init; }

    /// <summary>How many tasks of processes ran.</summary>
    public required long Tasks { get; init; }

    /// <summary>How long it took in virtual time.</summary>
    public required TimeSpan VirtualTime { get; init; }

    public static RunResult Of(long seed, Scenery scenery, IReadOnlyList<Step> steps, Stage stage, string trace) => new()
    {
        Seed = seed,
        Scenery = scenery,
        Steps = steps,
        Violation = stage.Inspection.Violation,
        Trace = trace,
        Commits = stage.Database.Commits,
        Events = stage.Database.LastSequence,
        Terms = stage.Database.Epoch,
        Answers = stage.Callers.Answered,
        Troubles = steps.Count(step => step.Act is not (Ask or ComeToRest)),
        Tasks = stage.World.TasksRun,
        VirtualTime = stage.World.Elapsed,
    };
}
