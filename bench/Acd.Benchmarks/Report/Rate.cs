using System.Diagnostics;

namespace Acd.Benchmarks;

/// <summary>How often something was done in a second on this thread, and what it allocated.</summary>
/// <param name="PerSecond">How often, in the median of the rounds.</param>
/// <param name="Bytes">How many bytes each allocated, over all rounds.</param>
internal readonly record struct Rate(double PerSecond, double Bytes)
{
    private const int Rounds = 5;

    /// <summary>Does something for a while to warm up, then for five rounds of so many seconds.</summary>
    /// <param name="seconds">How long a round lasts.</param>
    /// <param name="batch">How often it is done between two looks at the clock.</param>
    /// <param name="action">What is done.</param>
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
