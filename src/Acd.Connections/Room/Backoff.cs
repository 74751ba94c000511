namespace Acd.Connections;

/// <summary>
/// Pauses between tries: each twice as long as the one before, up to a limit, and each between a half and the whole of that by
/// chance, so that those who failed together do not come back together.
/// </summary>
/// <param name="first">The first pause.</param>
/// <param name="longest">The longest pause.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    /// <summary>The next pause.</summary>
    public TimeSpan Next() => After(_failures++, first, longest, Random.Shared.NextDouble());

    /// <summary>The next failure is the first again.</summary>
    public void Reset() => _failures = 0;

    /// <summary>The pause after a number of failures.</summary>
    /// <param name="failures">How many there were before this one.</param>
    /// <param name="first">The first pause.</param>
    /// <param name="longest">The longest pause.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, double chance)
    {
        var whole = failures >= 40 ? longest : first * Math.Pow(2, failures);
        if (whole > longest) whole = longest;
        return whole * (0.5 + (chance / 2));
    }
}
