namespace Acd.Core;

/// <summary>
/// The latest intervals between answers, for estimates of the time that k answers take. For a small k the estimate is read from
/// the sums of all runs of k intervals. For a larger k it is extrapolated from the longest readable run: the spread grows as
/// that of a sum of independent intervals.
/// </summary>
internal sealed class AnswerIntervals
{
    /// <summary>The most and the fewest intervals that an estimate uses.</summary>
    public const int MaxIntervals = 128, MinIntervals = 32;

    // Quantiles are recalculated at every eighth interval only, so that they do not depend on when they are read.
    private const int Block = 8, Capacity = MaxIntervals + Block, Share = 8;

    private const long Scale = 1_000_000;

    private readonly long[] _intervals = new long[Capacity];
    private readonly (long At, long P50, long P90)[] _quantiles = new (long, long, long)[(MaxIntervals / Share) + 1];

    private (long At, long Sum) _sum;

    /// <summary>The number of all intervals so far.</summary>
    public long Count { get; private set; }

    /// <summary>The number of latest intervals in the estimate.</summary>
    public int Used => (int)Math.Min(MaxIntervals, Count - (Count % Block));

    public void Add(long interval) => _intervals[Count++ % Capacity] = interval;

    /// <summary>The latest intervals, the newest last.</summary>
    public long[] Latest()
    {
        var latest = new long[Math.Min(Count, Capacity)];
        for (var index = 0; index < latest.Length; index++) latest[index] = At(Count - latest.Length + index);
        return latest;
    }

    /// <summary>Restores the intervals from <see cref="Latest"/>.</summary>
    public void Restore(long count, IReadOnlyList<long> latest)
    {
        Count = count;
        for (var index = 0; index < latest.Count; index++) _intervals[(count - latest.Count + index) % Capacity] = latest[index];
    }

    /// <summary>The estimated time of a number of answers. Null with too few intervals.</summary>
    public WaitEstimate? EstimateTime(int answers)
    {
        var used = Used;
        if (used < MinIntervals) return null;
        var run = Math.Min(answers, used / Share);
        var (p50, p90) = Quantiles(run);
        var sum = SumOfUsed();

        // With k answers, a mean of S/m and a quantile q of runs of w: k·S/m + (q − w·S/m)·√(k/w · (1 + k/m)).
        var factor = SquareRoot((Int128)answers * (used + answers) * Scale / ((Int128)run * used));
        return new WaitEstimate(Quantile(p50), Quantile(p90));

        long Quantile(long ofRun)
        {
            var spread = ((Int128)ofRun * used) - ((Int128)run * sum);
            var time = (((Int128)answers * sum) + (spread * factor / 1000)) / used;
            return (long)Int128.Clamp(time, 0, long.MaxValue);
        }
    }

    private long SumOfUsed()
    {
        var end = Count - (Count % Block);
        if (_sum.At == end) return _sum.Sum;
        var sum = 0L;
        for (var index = 1; index <= Used; index++) sum += At(end - index);
        _sum = (end, sum);
        return sum;
    }

    private long At(long index) => _intervals[index % Capacity];

    /// <summary>The quantiles of the sums of all runs of a length.</summary>
    private (long P50, long P90) Quantiles(int run)
    {
        var end = Count - (Count % Block);
        if (_quantiles[run].At != end) _quantiles[run] = Measure(run, end);
        return (_quantiles[run].P50, _quantiles[run].P90);
    }

    private (long At, long P50, long P90) Measure(int run, long end)
    {
        var used = Used;
        Span<long> sums = stackalloc long[used - run + 1];
        var sum = 0L;
        for (var index = 0; index < used; index++)
        {
            sum += At(end - used + index);
            if (index >= run) sum -= At(end - used + index - run);
            if (index >= run - 1) sums[index - run + 1] = sum;
        }

        sums.Sort();
        return (end, sums[((sums.Length + 1) / 2) - 1], sums[(((sums.Length * 9) + 9) / 10) - 1]);
    }

    /// <summary>The square root, rounded down.</summary>
    private static long SquareRoot(Int128 number)
    {
        if (number == 0) return 0;
        var root = Int128.One << (int)((Int128.Log2(number) / 2) + 1);
        while (true)
        {
            var better = (root + (number / root)) / 2;
            if (better >= root) return (long)root;
            root = better;
        }
    }
}

/// <summary>An estimated wait in milliseconds, as two quantiles.</summary>
/// <param name="P50">The median.</param>
/// <param name="P90">The ninth decile.</param>
internal readonly record struct WaitEstimate(long P50, long P90);
