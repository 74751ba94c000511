using HdrHistogram;

namespace Acd.Simulator;

/// <summary>
/// A histogram of durations. Percentiles are exact or at most 0.8 % too high; count, mean and maximum are exact. It is not
/// thread-safe.
/// </summary>
public sealed class LatencyHistogram
{
    // Two digits give 128 buckets of equal width for each power of two.
    private const int SignificantDigits = 2;

    private readonly LongHistogram _histogram = new(long.MaxValue, SignificantDigits);
    private double _sum;

    /// <summary>The number of values.</summary>
    public long Count => _histogram.TotalCount;

    /// <summary>The greatest value; 0 for an empty histogram.</summary>
    public long Max { get; private set; }

    /// <summary>The mean; 0 for an empty histogram.</summary>
    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Counts a value; a negative value counts as 0.</summary>
    public void Record(long value)
    {
        value = Math.Max(0, value);
        _histogram.RecordValue(value);
        _sum += value;
        Max = Math.Max(Max, value);
    }

    /// <summary>
    /// The least value that at least this share of the values does not exceed (nearest rank), rounded up to its bucket's end; 0
    /// for an empty histogram.
    /// </summary>
    /// <param name="share">0 to 1.</param>
    public long Percentile(double share)
    {
        if (Count == 0)
            return 0;

        // The library rounds a rank to the nearest one. A share that is a whole rank leaves nothing to round.
        var rank = Math.Max(1, Math.Ceiling(share * Count));
        return Math.Min(Max, _histogram.GetValueAtPercentile(100 * rank / Count));
    }
}
