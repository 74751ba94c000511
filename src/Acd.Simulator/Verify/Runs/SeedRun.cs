namespace Acd.Simulator.Verify;

/// <summary>
/// One run of the whole of host, store and clients in virtual time. The same seed, or the same steps, give the same run.
/// </summary>
internal static class SeedRun
{
    /// <summary>Makes up a run from a seed while it goes.</summary>
    public static RunResult Random(long seed, Seams seams)
    {
        var dice = new Dice(seed);
        var scenery = Scenery.Of(dice);
        var maker = new StepMaker(dice, scenery);
        return Run(seed, scenery, seams, stage => maker.Next(stage.Inspection.Center, stage.Serving));
    }

    /// <summary>
    /// Takes steps again, or some of them, and lets as much time pass after them as did when a rule was broken.
    /// </summary>
    /// <param name="before">The run whose steps they are.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="seams">What it is made with.</param>
    public static RunResult Again(RunResult before, IEnumerable<Step> steps, Seams seams)
    {
        var rest = new Queue<Step>(steps);
        return Run(before.Seed, before.Scenery, seams, stage =>
        {
            if (rest.TryDequeue(out var step)) return step;
            stage.World.Advance(before.Tail);
            return null;
        });
    }

    private static RunResult Run(long seed, Scenery scenery, Seams seams, Func<Stage, Step?> next)
    {
        // What a test runner or a window would have continuations run on is none of the simulation's.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        using var trace = new Trace(seams.Show);
        try
        {
            var stage = new Stage(scenery, seams, trace, new Dice(seed));
            var taken = new List<Step>();
            var lastAt = TimeSpan.Zero;
            while (stage.Inspection.Violation is null && next(stage) is { } step)
            {
                stage.World.Advance(step.After);
                if (stage.Inspection.Violation is not null) break;
                taken.Add(step);
                stage.World.Dice = new Dice(step.Salt);
                lastAt = stage.World.Elapsed;
                step.Act.Do(stage);
            }

            var left = stage.Inspection.Violation is not null || stage.Leave();
            if (!left) stage.Inspection.Break("A host that was disposed of does not end.");
            if (stage.World.IsStrayed) stage.Inspection.Break("Something ran on a thread that the simulation does not know of.");
            return RunResult.Of(seed, scenery, taken, stage, trace.Close()) with
            {
                Tail = (stage.Inspection.Violation?.At ?? lastAt) - lastAt,
            };
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
