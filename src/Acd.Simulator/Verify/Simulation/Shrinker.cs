namespace Acd.Simulator.Verify;

/// <summary>Finds a shorter run that breaks the same rule as a given run.</summary>
internal static class Shrinker
{
    private const int MaxRuns = 600;

    /// <summary>Removes chunks and then single steps, and shortens delays, as long as the rule is still broken.</summary>
    /// <param name="failed">A run that broke a rule.</param>
    /// <param name="hooks">The hooks of that run.</param>
    /// <param name="cancel">Ends the search with the shortest run so far.</param>
    public static SimulationResult Shrink(SimulationResult failed, TestHooks hooks, CancellationToken cancel = default)
    {
        var search = new Search(failed, hooks with { OnTraceLine = null }, cancel);
        for (var size = search.Best.Steps.Count / 2; size > 1; size /= 2) search.RemoveChunks(size);
        while (search.RemoveChunks(1))
        {
            // A step can become removable when another one is gone.
        }

        for (var at = 0; at < search.Best.Steps.Count; at++)
        {
            foreach (var simpler in Simplify(search.Best.Steps[at]))
            {
                var index = at;
                if (search.Try(search.Best.Steps.Select((step, i) => i == index ? simpler : step))) break;
            }
        }

        return search.Best;
    }

    private static IEnumerable<SimulationStep> Simplify(SimulationStep step)
    {
        if (step.Action is SendRequest { RepeatAfter: not null } repeated)
            yield return step with { Action = repeated with { RepeatAfter = null } };
        if (step.Action is SendRequest delayed && delayed.Delay > TimeSpan.Zero)
            yield return step with { Action = delayed with { Delay = TimeSpan.Zero } };
        if (step.Delay > TimeSpan.Zero) yield return step with { Delay = TimeSpan.Zero };
        if (step.Delay > TimeSpan.FromSeconds(1))
            yield return step with { Delay = TimeSpan.FromSeconds(Math.Floor(step.Delay.TotalSeconds)) };
    }

    /// <summary>The shortest run so far and the number of runs tried.</summary>
    private sealed class Search(SimulationResult failed, TestHooks hooks, CancellationToken cancel)
    {
        private int _runs;

        public SimulationResult Best { get; private set; } = failed;

        /// <summary>Removes every chunk of a size that is not needed, from last to first; false if all are needed.</summary>
        public bool RemoveChunks(int size)
        {
            var before = Best.Steps.Count;
            for (var at = before - size; at >= 0; at -= size)
            {
                var from = at;
                var isOut = Try(Best.Steps.Where((_, i) => i < from || i >= from + size));
                if (!isOut && size == 1) RemoveKeepingTime(at);
            }

            return Best.Steps.Count < before;
        }

        /// <summary>Removes a step and keeps its delay.</summary>
        private void RemoveKeepingTime(int at)
        {
            var (gone, steps) = (Best.Steps[at], Best.Steps.ToList());
            if (gone.Delay == TimeSpan.Zero || at + 1 >= steps.Count) return;
            steps[at + 1] = steps[at + 1] with { Delay = steps[at + 1].Delay + gone.Delay };
            steps.RemoveAt(at);
            Try(steps);
        }

        public bool Try(IEnumerable<SimulationStep> steps)
        {
            if (_runs++ >= MaxRuns || cancel.IsCancellationRequested) return false;
            var run = SimulationRunner.Replay(Best, [.. steps], hooks);
            if (run.Violation?.Checker != Best.Violation?.Checker) return false;
            Best = run;
            return true;
        }
    }
}
