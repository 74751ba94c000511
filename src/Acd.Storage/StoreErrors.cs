using Acd.Hosting;

namespace Acd.Storage;

/// <summary>The errors that all stores have in common.</summary>
internal static class StoreErrors
{
    /// <summary>
    /// A batch's events do not follow the store's last event, as after a restore from a backup. The owner must load again.
    /// </summary>
    public static StoreUnavailableException EventGap(long last, long first) =>
        new($"The store's last event is number {last}, but the batch begins with number {first}: it is not as it was left.");
}
