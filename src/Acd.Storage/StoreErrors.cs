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

    /// <summary>A store came back empty or older than it was.</summary>
    /// <param name="store">The store, as the beginning of a sentence.</param>
    /// <param name="found">The epoch that it has.</param>
    /// <param name="seen">The epoch that it had.</param>
    public static StoreUnavailableException Lost(string store, long found, long seen) =>
        WithLoss($"{store} has epoch {found}, but had epoch {seen}: it is empty, or older than it was. {HowToAccept}");

    /// <inheritdoc cref="Lost(string, long, long)"/>
    public static StoreUnavailableException Lost(string store, StoreProgress found, StoreProgress seen) => WithLoss(
        $"{store} ends with epoch {found.Epoch} and event {found.Sequence}, but had epoch {seen.Epoch} and event "
        + $"{seen.Sequence}: it is empty, or older than it was. {HowToAccept}");

    /// <summary>A database that was there is missing.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="seen">How far it was.</param>
    public static StoreUnavailableException Missing(string path, StoreProgress seen) => WithLoss(
        $"The database {path} is missing or empty, but had epoch {seen.Epoch} and event {seen.Sequence}. {HowToAccept}");

    private static StoreUnavailableException WithLoss(string message) => new(message) { HasLostData = true };

    private const string HowToAccept =
        "Put back what is missing; or start with Acd:Storage:AcceptLoss (ACD_STORAGE__ACCEPT_LOSS=true) to serve without it.";
}
