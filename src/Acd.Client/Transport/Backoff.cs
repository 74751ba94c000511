namespace Acd.Client;

/// <summary>The pauses before something is tried again. They are random, so that clients do not come back together.</summary>
internal static class Backoff
{
    private const double FirstMilliseconds = 100;

    private const int MaxDoublings = 16;

    /// <summary>The pause after a number of failures, from 1: between a half and the whole of 100 ms, 200 ms, 400 ms …</summary>
    /// <param name="failures">The failures in a row.</param>
    /// <param name="longest">The longest pause.</param>
    /// <param name="asked">The least pause that the server asks for. Null for none.</param>
    public static TimeSpan PauseAfter(int failures, TimeSpan longest, TimeSpan? asked = null)
    {
        var most = Math.Min(longest.TotalMilliseconds, FirstMilliseconds * (1 << Math.Min(failures - 1, MaxDoublings)));
        var pause = TimeSpan.FromMilliseconds(most * (0.5 + (Random.Shared.NextDouble() / 2)));
        return asked is { } least ? least + (pause / 2) : pause;
    }
}
