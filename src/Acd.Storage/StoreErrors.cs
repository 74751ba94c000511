using Acd.Hosting;

namespace Acd.Storage;

/// <summary>A batch whose events do not follow the last one in the store.</summary>
internal static class StoreErrors
{
    /// <summary>
    /// The error that makes the owner load again. It is not the owner's fault where the store came back with less than it had,
    /// as from a backup.
    /// </summary>
    public static StoreUnavailableException EventGap(long last, long first) =>
        new($"The store's last event is number {last}, but the batch begins with number {first}: it is not as it was left.");
}
