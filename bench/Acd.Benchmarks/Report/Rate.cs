using System.Diagnostics;

namespace Acd.Benchmarks;

/// <summary>The rate and the allocations of an action on this thread.</summary>
/// <param name="PerSecond">The actions per second, as the median of the rounds.</param>
/// <param name="Bytes">The allocated bytes per action, over all rounds.</param>
internal readonly record struct Rate(double PerSecond, double Bytes)
{
    private const int Rounds = 5;

    /// <summary>Runs an action to warm up, and then for five rounds.</summary>
    /// <param name="seconds">The length of a round in seconds.</param>
    /// <param name="batch">The actions between two reads of the clock.</param>
    /// <param name="action">The action.</param>
    public static Rate Measure(double seconds, int batch, Action action)
    {
        Round(seconds, batch, action);
        var rounds = new double[Rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        long count = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (done, rate) = Round(seconds, batch, action);
            (count, rounds[round]) = (count + done, rate);
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(rounds);
        return new Rate(rounds[Rounds / 2], (double)bytes / count);
    }

    private static (long Count, double PerSecond) Round(double seconds, int batch, Action action)
    {
        long count = 0;
        var watch = Stopwatch.StartNew();
        do
        {
            for (var one = 0; one < batch; one++)
                action();
            count += batch;
        }
        while (watch.Elapsed.TotalSeconds < seconds);
        return (count, count / watch.Elapsed.TotalSeconds);
    }
}
