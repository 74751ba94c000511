namespace Acd.Simulator.Verify;

/// <summary>
/// One run of the whole of host, store and clients in virtual time. The same seed, or the same steps, give the same run.
/// </summary>
internal static class SimulationRunner
{
    /// <summary>Makes up a run from a seed while it goes.</summary>
    public static SimulationResult FromSeed(long seed, TestHooks hooks)
    {
        var random = new SeededRandom(seed);
        var parameters = SimulationParameters.Of(random);
        var generator = new StepGenerator(random, parameters);
        return Run(seed, parameters, hooks, simulation => generator.Next(simulation.Checkers.State, simulation.Serving));
    }

    /// <summary>
    /// Takes steps again, or some of them, and lets as much time pass after them as did when a rule was broken.
    /// </summary>
    /// <param name="before">The run whose steps they are.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="hooks">What it is made with.</param>
    public static SimulationResult Replay(SimulationResult before, IEnumerable<SimulationStep> steps, TestHooks hooks)
    {
        var rest = new Queue<SimulationStep>(steps);
        return Run(before.Seed, before.Parameters, hooks, simulation =>
        {
            if (rest.TryDequeue(out var step)) return step;
            simulation.Scheduler.Advance(before.TimeAfterLastStep);
            return null;
        });
    }

    private static SimulationResult Run(long seed, SimulationParameters parameters, TestHooks hooks, Func<Simulation, SimulationStep?> next)
    {
        // What a test runner or a window would have continuations run on is none of the simulation's.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        using var trace = new SimulationTrace(hooks.OnTraceLine);
        try
        {
            var simulation = new Simulation(parameters, hooks, trace, new SeededRandom(seed));
            var taken = new List<SimulationStep>();
            var lastAt = TimeSpan.Zero;
            while (simulation.Checkers.Violation is null && next(simulation) is { } step)
            {
                simulation.Scheduler.Advance(step.Delay);
                if (simulation.Checkers.Violation is not null) break;
                taken.Add(step);
                simulation.Scheduler.Random = new SeededRandom(step.Seed);
                lastAt = simulation.Scheduler.Elapsed;
                step.Action.Execute(simulation);
            }

            var left = simulation.Checkers.Violation is not null || simulation.Shutdown();
            if (!left) simulation.Checkers.Fail("A host that was disposed of does not end.");
            if (simulation.Scheduler.HasForeignTasks) simulation.Checkers.Fail("Something ran on a thread that the simulation does not know of.");
            return SimulationResult.Of(seed, parameters, taken, simulation, trace.Close()) with
            {
                TimeAfterLastStep = (simulation.Checkers.Violation?.At ?? lastAt) - lastAt,
            };
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}

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

    public static SimulationResult Of(long seed, SimulationParameters parameters, IReadOnlyList<SimulationStep> steps, Simulation simulation, string trace) => new()
    {
        Seed = seed,
        Parameters = parameters,
        Steps = steps,
        Violation = simulation.Checkers.Violation,
        Trace = trace,
        Commits = simulation.Database.Commits,
        Events = simulation.Database.LastSequence,
        Terms = simulation.Database.Epoch,
        Answers = simulation.Clients.Answered,
        Faults = steps.Count(step => step.Action is not (SendRequest or Quiesce)),
        Tasks = simulation.Scheduler.TasksRun,
        VirtualTime = simulation.Scheduler.Elapsed,
    };
}
