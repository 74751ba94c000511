namespace Acd.Core;

/// <summary>Whether a queue's settings are within their limits.</summary>
internal static class QueueChecks
{
    public static Refusal? Check(QueueSettings queue) =>
        Between("offerTimeout", queue.OfferTimeout, 1, 600)
        ?? Between("wrapUp", queue.WrapUp, 0, 3600)
        ?? Between("retryCooldown", queue.RetryCooldown, 0, 600)
        ?? Between("headStartPerPriority", queue.HeadStartPerPriority, 0, 3600)
        ?? Between("serviceLevelTarget", queue.ServiceLevelTarget, 1, 86_400)
        ?? (queue.MaxMissedOffers is >= 1 and <= 100 ? null : Refusals.OutOfRange("maxMissedOffers", "1 to 100"));

    private static Refusal? Between(string field, TimeSpan value, int least, int most) =>
        value >= TimeSpan.FromSeconds(least) && value <= TimeSpan.FromSeconds(most)
            ? null
            : Refusals.OutOfRange(field, $"{least} to {most} seconds");
}
