namespace Acd.Simulator.Verify;

/// <summary>
/// Random numbers that are the same for the same seed on every machine and every version of .NET (SplitMix64, by Guy Steele,
/// Doug Lea and Christine Flood, 2014).
/// </summary>
internal sealed class SeededRandom(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A number from 0 on, below a limit.</summary>
    public int NextBelow(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A number from one to another, both included.</summary>
    public int Between(int least, int most) => least + NextBelow(most - least + 1);

    /// <summary>True so many times of a hundred.</summary>
    public bool Chance(int percent) => NextBelow(100) < percent;

    /// <summary>One of several.</summary>
    public T Pick<T>(params IReadOnlyList<T> from) => from[NextBelow(from.Count)];

    /// <summary>One of several times, in seconds.</summary>
    public TimeSpan Seconds(params IReadOnlyList<int> from) => TimeSpan.FromSeconds(Pick(from));

    /// <summary>A time from zero to a longest one, in whole milliseconds.</summary>
    public TimeSpan DurationUpTo(TimeSpan longest) => TimeSpan.FromMilliseconds(NextBelow((int)longest.TotalMilliseconds + 1));

    /// <summary>One of several, each as often as its weight says.</summary>
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

    /// <summary>A seed for other dice.</summary>
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
