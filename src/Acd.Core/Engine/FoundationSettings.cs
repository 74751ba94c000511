namespace Acd.Core;

/// <summary>
/// Settings that were written before queues had plans, limits and callbacks. What is not in a document is read as nothing, not
/// as its default; so their defaults are put in here.
/// </summary>
internal static class FoundationSettings
{
    public static CenterSettings Completed(CenterSettings settings) => settings.Gates is not null
        ? settings
        : settings with { Gates = [], TimeZone = "UTC", Queues = [.. settings.Queues.Select(Completed)] };

    private static QueueSettings Completed(QueueSettings queue)
    {
        var usual = new QueueSettings(queue.Id);
        return queue with
        {
            OffersAtOnce = usual.OffersAtOnce,
            PreferredFor = usual.PreferredFor,
            Plan = usual.Plan,
            CallbackAttempts = usual.CallbackAttempts,
            CallbackDelay = usual.CallbackDelay,
            CallbackExpiry = usual.CallbackExpiry,
            ShortAbandon = usual.ShortAbandon,
        };
    }
}
