namespace Acd.Simulator.Verify;

/// <summary>
/// A random number generator whose numbers are the same for a seed on every machine and every version of .NET (SplitMix64, by
/// Guy Steele, Doug Lea and Christine Flood, 2014).
/// </summary>
internal sealed class SeededRandom(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A number of 0 or more, below a limit.</summary>
    public int NextBelow(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A number between two bounds, both included.</summary>
    public int Between(int least, int most) => least + NextBelow(most - least + 1);

    /// <summary>True with a given chance, in percent.</summary>
    public bool Chance(int percent) => NextBelow(100) < percent;

    /// <summary>One of several values.</summary>
    public T Pick<T>(params IReadOnlyList<T> from) => from[NextBelow(from.Count)];

    /// <summary>One of several durations, in seconds.</summary>
    public TimeSpan Seconds(params IReadOnlyList<int> from) => TimeSpan.FromSeconds(Pick(from));

    /// <summary>A duration from zero to a longest one, in whole milliseconds.</summary>
    public TimeSpan DurationUpTo(TimeSpan longest) => TimeSpan.FromMilliseconds(NextBelow((int)longest.TotalMilliseconds + 1));

    /// <summary>One of several values, with weights.</summary>
    public T PickWeighted<T>(IReadOnlyList<T> from, Func<T, int> weight)
    {
        var number = NextBelow(from.Sum(weight));
        foreach (var one in from)
        {
            number -= weight(one);
            if (number < 0) return one;
        }

        throw new InvalidOperationException("The weights are more than their sum.");
    }

    /// <summary>A seed for another generator.</summary>
    public int NextSeed() => (int)(Next() >> 33);

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
