namespace Acd.Core;

/// <summary>How places in line are worked out.</summary>
internal static class Ranks
{
    /// <summary>How far apart strict priorities are, in milliseconds: farther than any two contacts enter.</summary>
    private const long StrictStep = 1_000_000_000_000;

    public static Timestamp Of(Timestamp entered, int priority, QueueSettings queue)
    {
        var step = queue.StrictPriority ? StrictStep : queue.HeadStartPerPriority.Ticks / TimeSpan.TicksPerMillisecond;
        return new Timestamp(entered.Milliseconds - (priority * step));
    }
}
