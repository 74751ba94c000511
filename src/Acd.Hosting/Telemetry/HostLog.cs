using Microsoft.Extensions.Logging;

namespace Acd.Hosting;

/// <summary>The log of a host: changes of its status and their reasons.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Information, "The center is {Status}.")]
    public static partial void Became(this ILogger logger, CenterStatus status);

    [LoggerMessage(2, LogLevel.Information, "The center is Active as {Owner} with epoch {Epoch}, after event {Last}.")]
    public static partial void BecameActive(this ILogger logger, string owner, long epoch, long last);

    [LoggerMessage(3, LogLevel.Warning, "The store failed. The center tries it again and serves nothing until it answers.")]
    public static partial void StoreFailed(this ILogger logger, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "Another owner has taken over from epoch {Epoch}.")]
    public static partial void LeaseLost(this ILogger logger, long epoch);

    [LoggerMessage(5, LogLevel.Critical,
        "The engine or the store broke, {Faults} in a row. The requests since the last commit: {Requests}.")]
    public static partial void Broke(this ILogger logger, Exception bug, int faults, string requests);

    [LoggerMessage(6, LogLevel.Critical,
        "The center stops for good after {Faults} faults in a row, so that another process may take over.")]
    public static partial void GaveUp(this ILogger logger, int faults);

    [LoggerMessage(7, LogLevel.Error, "The stop took longer than {Limit}; requests that are not committed are refused.")]
    public static partial void StopTookTooLong(this ILogger logger, TimeSpan limit);

    [LoggerMessage(8, LogLevel.Warning, "The lease could not be released; it ends by itself.")]
    public static partial void ReleaseFailed(this ILogger logger, Exception failure);

    [LoggerMessage(9, LogLevel.Critical, "The host itself broke and has stopped.")]
    public static partial void HostBroke(this ILogger logger, Exception bug);

    [LoggerMessage(10, LogLevel.Critical, "The center serves nothing, because its store has lost data. {What}")]
    public static partial void StoreLost(this ILogger logger, string what);

    [LoggerMessage(11, LogLevel.Warning, "The store has not worked for {Outage}. The center still tries it: {Why}")]
    public static partial void StoreStillFails(this ILogger logger, TimeSpan outage, string why);

    [LoggerMessage(12, LogLevel.Warning,
        "The center was away for {Outage}. Rings and wrap-ups go on where they stopped, and callers have a grace.")]
    public static partial void Returned(this ILogger logger, TimeSpan outage);
}
