using System.Text;

namespace Acd.Core.Tests;

/// <summary>Shrinks a failing stream to a short one and describes it.</summary>
public static class StreamShrinker
{
    private const int MaxRuns = 3000;

    /// <summary>Removes chunks and single requests and rounds times while engine and model still differ.</summary>
    public static StreamRun Shrink(CenterSettings settings, StreamRun failed)
    {
        var best = failed;
        var runs = 0;

        bool StillFails(IEnumerable<Step> steps)
        {
            if (runs++ >= MaxRuns)
                return false;
            var run = StreamRun.Replay(settings, steps);
            if (run.Difference is null)
                return false;
            best = run;
            return true;
        }

        StillFails(best.Steps.Select(step => step with { InBatch = false }));
        for (var size = best.Steps.Count / 2; size >= 1; size = Math.Min(size / 2, best.Steps.Count))
        {
            for (var at = best.Steps.Count - size; at >= 0; at = Math.Min(at - 1, best.Steps.Count - size))
            {
                var (from, to) = (at, at + size);
                var smaller = StillFails(Without(best.Steps, from, to, keepTime: false))
                    || StillFails(Without(best.Steps, from, to, keepTime: true));
                if (!smaller)
                    at -= size - 1;
            }
        }

        for (var at = 0; at < best.Steps.Count; at++)
        {
            foreach (var simpler in Simpler(best.Steps[at].After))
            {
                var index = at;
                if (StillFails(best.Steps.Select((step, i) => i == index ? step with { After = simpler } : step)))
                    break;
            }
        }

        return best;
    }

    /// <summary>The requests, one per line, the difference, and how to run them again.</summary>
    public static string Describe(int seed, StreamStyle style, CenterSettings settings, StreamRun run)
    {
        var text = new StringBuilder()
            .AppendLine()
            .AppendLine($"seed {seed}, {style.Name} (ACD_SEED={seed} runs it again)")
            .AppendLine($"heartbeatTimeout {settings.HeartbeatTimeout}, "
                + $"closedContactTtl {settings.ClosedContactTtl}, closedContactsKept {settings.ClosedContactsKept}");
        foreach (var step in run.Steps)
            text.AppendLine("  " + CommandPrinter.Print(step) + (step.InBatch ? "   (with the next)" : ""));
        return text
            .AppendLine($"differ in: {run.Difference!.About}")
            .AppendLine($"  engine: {run.Difference.Engine}")
            .AppendLine($"  model:  {run.Difference.Model}")
            .ToString();
    }

    private static IEnumerable<Step> Without(IReadOnlyList<Step> steps, int from, int to, bool keepTime)
    {
        var time = keepTime ? new TimeSpan(steps.Skip(from).Take(to - from).Sum(step => step.After.Ticks)) : TimeSpan.Zero;
        return steps.Where((_, i) => i < from || i >= to)
            .Select((step, i) => i == from ? step with { After = step.After + time } : step);
    }

    private static IEnumerable<TimeSpan> Simpler(TimeSpan time)
    {
        if (time == TimeSpan.Zero)
            yield break;
        yield return TimeSpan.Zero;
        foreach (var unit in new[] { TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1) })
        {
            var rounded = new TimeSpan((time.Ticks / unit.Ticks) * unit.Ticks);
            if (rounded != time && rounded != TimeSpan.Zero)
                yield return rounded;
        }
    }
}
