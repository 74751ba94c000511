namespace Acd.Core;

/// <summary>Calculates ranks, the places in line.</summary>
internal static class RankCalculator
{
    /// <summary>The distance of strict priorities in milliseconds, longer than any two contacts can be apart.</summary>
    private const long StrictStep = 1_000_000_000_000;

    public static Timestamp RankOf(Timestamp entered, int priority, QueueSettings queue)
    {
        var step = queue.StrictPriority ? StrictStep : queue.HeadStartPerPriority.Ticks / TimeSpan.TicksPerMillisecond;
        return new Timestamp(entered.Milliseconds - (priority * step));
    }
}
