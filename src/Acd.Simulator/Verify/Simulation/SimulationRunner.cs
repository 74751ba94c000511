namespace Acd.Simulator.Verify;

/// <summary>
/// Runs a simulation of host, store and clients in virtual time. The same seed, or the same steps, give the same run.
/// </summary>
internal static class SimulationRunner
{
    /// <summary>Runs a seed, whose steps are generated as the run goes on.</summary>
    public static SimulationResult FromSeed(long seed, TestHooks hooks)
    {
        var random = new SeededRandom(seed);
        var parameters = SimulationParameters.Of(random);
        var generator = new StepGenerator(random, parameters);
        return Run(seed, parameters, hooks, simulation => generator.Next(simulation.Checkers.State, simulation.Serving));
    }

    /// <summary>
    /// Runs given steps. After the last one as much time passes as in the original run before the rule was broken.
    /// </summary>
    /// <param name="before">The original run.</param>
    /// <param name="steps">All or some of its steps.</param>
    /// <param name="hooks">The hooks of the run.</param>
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

    private static SimulationResult Run(
        long seed, SimulationParameters parameters, TestHooks hooks, Func<Simulation, SimulationStep?> next)
    {
        // A test runner's synchronization context would run continuations outside of the simulation.
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
            if (!left) simulation.Checkers.Fail("A disposed host does not end.");
            if (simulation.Scheduler.HasForeignTasks)
                simulation.Checkers.Fail("A task ran on a thread outside of the simulation.");
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

/// <summary>The result of a run.</summary>
internal sealed record SimulationResult
{
    public required long Seed { get; init; }

    public required SimulationParameters Parameters { get; init; }

    /// <summary>The executed steps, up to the one that broke a rule.</summary>
    public required IReadOnlyList<SimulationStep> Steps { get; init; }

    /// <summary>The time from the last step to the broken rule, if one was broken.</summary>
    public TimeSpan TimeAfterLastStep { get; init; }

    /// <summary>The first violation, if there is one.</summary>
    public required Violation? Violation { get; init; }

    /// <summary>The hash of the trace.</summary>
    public required string Trace { get; init; }

    public required int Commits { get; init; }

    public required long Events { get; init; }

    /// <summary>How often a process took the lease.</summary>
    public required long Terms { get; init; }

    /// <summary>The number of answered requests.</summary>
    public required int Answers { get; init; }

    /// <summary>The number of steps that injected a fault.</summary>
    public required int Faults { get; init; }

    /// <summary>The number of tasks that processes ran.</summary>
    public required long Tasks { get; init; }

    /// <summary>The virtual time that passed.</summary>
    public required TimeSpan VirtualTime { get; init; }

    public static SimulationResult Of(
        long seed,
        SimulationParameters parameters,
        IReadOnlyList<SimulationStep> steps,
        Simulation simulation,
        string trace) => new()
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
