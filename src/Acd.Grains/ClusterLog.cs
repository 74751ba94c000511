using Acd.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>What the cluster's parts tell: changes of state only.</summary>
internal static partial class ClusterLog
{
    [LoggerMessage(LogLevel.Information, "The dispatcher of {Center} is on {Silo}; it is {Status}")]
    public static partial void Activated(this ILogger log, string center, string silo, CenterStatus status);

    [LoggerMessage(LogLevel.Information, "The dispatcher of {Center} leaves {Silo}: {Reason}")]
    public static partial void Deactivating(
        this ILogger log, string center, string silo, DeactivationReasonCode reason);

    [LoggerMessage(LogLevel.Warning, "The dispatcher cannot be reached: {Reason}")]
    public static partial void DispatcherLost(this ILogger log, string reason);

    [LoggerMessage(LogLevel.Information, "The dispatcher is reached; its last event is number {Last}")]
    public static partial void DispatcherFound(this ILogger log, long last);

    [LoggerMessage(LogLevel.Error, "The dispatcher's events could not be read; this is a bug")]
    public static partial void FeedBroke(this ILogger log, Exception bug);

    [LoggerMessage(LogLevel.Warning, "The store was set back from event {From} to event {To}; those who listen are told")]
    public static partial void SetBack(this ILogger log, long from, long to);

    [LoggerMessage(LogLevel.Warning, "The process of {Silo} has ended: its address refuses connections")]
    public static partial void SiloEnded(this ILogger log, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "The dispatcher did not leave within {Patience}")]
    public static partial void DidNotLeave(this ILogger log, TimeSpan patience);
}
