using Acd.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>The log of the cluster's parts: changes of state and failures.</summary>
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

    [LoggerMessage(LogLevel.Error, "The view of agent {Agent} could not be made; the next try is in {Pause}")]
    public static partial void AgentViewBroke(this ILogger log, Exception bug, string agent, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "The skills' boards could not be made; the next try is in {Pause}")]
    public static partial void SkillBoardsBroke(this ILogger log, Exception bug, TimeSpan pause);

    [LoggerMessage(LogLevel.Warning, "The session of the removed agent {Agent} is still stored; it goes when it is next used")]
    public static partial void SessionNotCleared(this ILogger log, Exception failure, string agent);

    [LoggerMessage(LogLevel.Error, "The session of agent {Agent} could not be changed; the caller may try again")]
    public static partial void SessionFailed(this ILogger log, Exception failure, string agent);

    [LoggerMessage(LogLevel.Critical, "This silo is no member of the cluster any longer and stops: {Reason}")]
    public static partial void Evicted(this ILogger log, Exception? failure, string reason);

    [LoggerMessage(LogLevel.Error, "The dispatcher could not give its lease up; the lease ends by itself")]
    public static partial void DispatcherNotAbandoned(this ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Error, "Whether {Silo} has ended could not be found out, or the cluster could not be told")]
    public static partial void EvictionFailed(this ILogger log, Exception failure, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "The store was set back from event {From} to event {To}; subscribers begin anew")]
    public static partial void SetBack(this ILogger log, long from, long to);

    [LoggerMessage(LogLevel.Warning, "The process of {Silo} has ended, as its address shows: it is taken out of the cluster")]
    public static partial void SiloEnded(this ILogger log, SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "The dispatcher did not leave within {Patience}")]
    public static partial void DidNotLeave(this ILogger log, TimeSpan patience);
}
