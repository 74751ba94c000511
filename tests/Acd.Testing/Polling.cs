using System.Diagnostics;

namespace Acd.Testing;

/// <summary>Waits for conditions in other processes.</summary>
public static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Checks a condition again and again until it holds.</summary>
    /// <returns>The time until then.</returns>
    /// <exception cref="TimeoutException">It does not hold in time; the message says what is missing.</exception>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> holds, TimeSpan within, Func<string> missing)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(started) > within)
                throw new TimeoutException($"{missing()} Waited {within.TotalSeconds} s.");
            await timer.WaitForNextTickAsync();
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
