namespace Acd.Core;

/// <summary>How places in line are worked out.</summary>
internal static class RankCalculator
{
    /// <summary>How far apart strict priorities are, in milliseconds: farther than any two contacts enter.</summary>
    private const long StrictStep = 1_000_000_000_000;

    public static Timestamp RankOf(Timestamp entered, int priority, QueueSettings queue)
    {
        var step = queue.StrictPriority ? StrictStep : queue.HeadStartPerPriority.Ticks / TimeSpan.TicksPerMillisecond;
        return new Timestamp(entered.Milliseconds - (priority * step));
    }
}
