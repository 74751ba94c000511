namespace Acd.Simulator.Verify;

/// <summary>
/// One run of the whole of host, store and clients in virtual time. The same seed, or the same steps, give the same run.
/// </summary>
internal static class SimulationRunner
{
    /// <summary>Makes up a run from a seed while it goes.</summary>
    public static SimulationResult FromSeed(long seed, TestHooks seams)
    {
        var dice = new SeededRandom(seed);
        var scenery = SimulationParameters.Of(dice);
        var maker = new StepGenerator(dice, scenery);
        return Run(seed, scenery, seams, stage => maker.Next(stage.Checkers.State, stage.Serving));
    }

    /// <summary>
    /// Takes steps again, or some of them, and lets as much time pass after them as did when a rule was broken.
    /// </summary>
    /// <param name="before">The run whose steps they are.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="seams">What it is made with.</param>
    public static SimulationResult Replay(SimulationResult before, IEnumerable<SimulationStep> steps, TestHooks seams)
    {
        var rest = new Queue<SimulationStep>(steps);
        return Run(before.Seed, before.Parameters, seams, stage =>
        {
            if (rest.TryDequeue(out var step)) return step;
            stage.Scheduler.Advance(before.TimeAfterLastStep);
            return null;
        });
    }

    private static SimulationResult Run(long seed, SimulationParameters scenery, TestHooks seams, Func<Simulation, SimulationStep?> next)
    {
        // What a test runner or a window would have continuations run on is none of the simulation's.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        using var trace = new SimulationTrace(seams.OnTraceLine);
        try
        {
            var stage = new Simulation(scenery, seams, trace, new SeededRandom(seed));
            var taken = new List<SimulationStep>();
            var lastAt = TimeSpan.Zero;
            while (stage.Checkers.Violation is null && next(stage) is { } step)
            {
                stage.Scheduler.Advance(step.Delay);
                if (stage.Checkers.Violation is not null) break;
                taken.Add(step);
                stage.Scheduler.Random = new SeededRandom(step.Seed);
                lastAt = stage.Scheduler.Elapsed;
                step.Action.Execute(stage);
            }

            var left = stage.Checkers.Violation is not null || stage.Shutdown();
            if (!left) stage.Checkers.Fail("A host that was disposed of does not end.");
            if (stage.Scheduler.HasForeignTasks) stage.Checkers.Fail("Something ran on a thread that the simulation does not know of.");
            return SimulationResult.Of(seed, scenery, taken, stage, trace.Close()) with
            {
                TimeAfterLastStep = (stage.Checkers.Violation?.At ?? lastAt) - lastAt,
            };
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
