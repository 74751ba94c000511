namespace Acd.Simulator;

/// <summary>What the bank really had, from its record.</summary>
public static class Recorded
{
    /// <summary>The figures of recorded calls.</summary>
    public static Figures Of(IReadOnlyList<Call> calls) =>
        Figures.Of([.. calls.Select(call => new Outcome(call.Answered, call.Wait))], MaxQueue(calls));

    private static int MaxQueue(IReadOnlyList<Call> calls)
    {
        // Of a call that leaves the queue and one that enters it in the same second, the one that leaves is first.
        var steps = calls.Where(call => call.Wait > 0)
            .SelectMany(call => new[] { (call.At, Step: 1), (At: call.LeftQueueAt, Step: -1) })
            .Order();
        var (waiting, most) = (0, 0);
        foreach (var (_, step) in steps)
        {
            waiting += step;
            most = Math.Max(most, waiting);
        }

        return most;
    }
}
