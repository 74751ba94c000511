using System.Diagnostics;

namespace Acd.Testing;

/// <summary>Waits for what another process does and does not tell.</summary>
public static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks again and again until a condition holds.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="TimeoutException">It does not hold in time; the message says what did not come.</exception>
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
