namespace Acd.Core;

/// <summary>
/// The latest intervals between answers, and what they tell of the time that a number of answers takes. What k answers take is
/// read off as it was: the sums of each k intervals in a row, by size. Where k is too many for that, their spread grows from
/// that of the longest run that can be read off, as that of a sum of independent intervals does.
/// </summary>
internal sealed class AnswerIntervals
{
    /// <summary>How many intervals an estimate is made of at the most, and at the least.</summary>
    public const int MaxIntervals = 128, MinIntervals = 32;

    // The quantiles are worked out anew at every eighth interval only, of those up to then, so that they are the same whenever
    // they are asked for.
    private const int Block = 8, Capacity = MaxIntervals + Block, Share = 8;

    private const long Scale = 1_000_000;

    private readonly long[] _intervals = new long[Capacity];
    private readonly (long At, long P50, long P90)[] _quantiles = new (long, long, long)[(MaxIntervals / Share) + 1];

    private (long At, long Sum) _sum;

    /// <summary>How many there have been.</summary>
    public long Count { get; private set; }

    /// <summary>How many of the latest make the estimate.</summary>
    public int Used => (int)Math.Min(MaxIntervals, Count - (Count % Block));

    public void Add(long interval) => _intervals[Count++ % Capacity] = interval;

    /// <summary>The latest ones, the newest last.</summary>
    public long[] Latest()
    {
        var latest = new long[Math.Min(Count, Capacity)];
        for (var index = 0; index < latest.Length; index++) latest[index] = At(Count - latest.Length + index);
        return latest;
    }

    /// <summary>Puts back what <see cref="Latest"/> gave.</summary>
    public void Restore(long count, IReadOnlyList<long> latest)
    {
        Count = count;
        for (var index = 0; index < latest.Count; index++) _intervals[(count - latest.Count + index) % Capacity] = latest[index];
    }

    /// <summary>How long so many answers take; none while there are too few intervals.</summary>
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

    /// <summary>The quantiles of what so many intervals in a row took.</summary>
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

/// <summary>How long a contact will wait, in milliseconds: half of such contacts wait no longer than the one, nine tenths no
/// longer than the other.</summary>
/// <param name="P50">The median.</param>
/// <param name="P90">The ninth decile.</param>
internal readonly record struct WaitEstimate(long P50, long P90);
