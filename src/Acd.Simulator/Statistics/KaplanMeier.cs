namespace Acd.Simulator;

/// <summary>A duration whose end may not have been observed.</summary>
/// <param name="Seconds">The duration, in seconds.</param>
/// <param name="Ended">Whether the end was observed; otherwise the true duration is at least this long.</param>
public readonly record struct CensoredDuration(int Seconds, bool Ended);

/// <summary>
/// The product-limit estimate of durations, some of which are censored. No duration exceeds the longest one seen (Efron's
/// convention), so every draw is finite.
/// </summary>
public sealed class KaplanMeier
{
    private readonly List<int> _times = [];
    private readonly List<double> _survival = [];

    private KaplanMeier(int longest) => Longest = longest;

    /// <summary>The longest duration seen, ended or not.</summary>
    public int Longest { get; }

    /// <summary>Estimates from durations in any order.</summary>
    public static KaplanMeier Estimate(IEnumerable<CensoredDuration> durations)
    {
        var sorted = durations.OrderBy(duration => duration.Seconds).ToArray();
        var estimate = new KaplanMeier(sorted.Length == 0 ? 0 : sorted[^1].Seconds);
        var survival = 1.0;
        for (var first = 0; first < sorted.Length;)
        {
            var (next, ended) = (first, 0);
            for (; next < sorted.Length && sorted[next].Seconds == sorted[first].Seconds; next++)
                ended += sorted[next].Ended ? 1 : 0;
            if (ended > 0)
            {
                survival *= 1 - ((double)ended / (sorted.Length - first));
                estimate._times.Add(sorted[first].Seconds);
                estimate._survival.Add(survival);
            }

            first = next;
        }

        return estimate;
    }

    /// <summary>The estimated share of durations above a number of seconds.</summary>
    public double SurvivalAfter(int seconds)
    {
        var index = _times.BinarySearch(seconds);
        var steps = index >= 0 ? index + 1 : ~index;
        return steps == 0 ? 1 : _survival[steps - 1];
    }

    /// <summary>Draws a duration from those above a number of seconds.</summary>
    /// <param name="seconds">The lower bound.</param>
    /// <param name="share">A random number of 0 to 1, 1 excluded.</param>
    public int DrawBeyond(int seconds, double share)
    {
        var target = SurvivalAfter(seconds) * (1 - share);
        for (var (low, high) = (0, _times.Count); ;)
        {
            if (low == high)
                return low == _times.Count ? Math.Max(seconds, Longest) : Math.Max(seconds, _times[low]);
            var middle = (low + high) / 2;
            if (_survival[middle] < target)
                high = middle;
            else
                low = middle + 1;
        }
    }
}
