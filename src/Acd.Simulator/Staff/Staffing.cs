namespace Acd.Simulator;

/// <summary>How many agents a queue needs, by the formulas.</summary>
public static class AgentCountSolver
{
    /// <summary>The fewest agents with whom a queue reaches its service level.</summary>
    /// <param name="queue">The queue of a number of agents.</param>
    /// <param name="target">Within how many seconds a contact should be answered.</param>
    /// <param name="level">The share that should be answered so soon; over 0 and under 1.</param>
    public static int Fewest(Func<int, QueueModel> queue, double target, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);

        // More agents never answer fewer in time: the greatest number that is too small, and the least that is not, are sought
        // between bounds.
        var (tooFew, enough) = (0, 1);
        while (!Reaches(enough))
            (tooFew, enough) = (enough, enough * 2);
        while (enough - tooFew > 1)
        {
            var middle = (tooFew + enough) / 2;
            if (Reaches(middle))
                enough = middle;
            else
                tooFew = middle;
        }

        return enough;

        // Without a patience a queue that gets more work than it can do has no long run, and no service level.
        bool Reaches(int agents) => queue(agents) is var model
            && (model.MeanPatience is not null || model.Load < 1)
            && TheoryComparison.Formula(model, target).ServiceLevel >= level;
    }
}
