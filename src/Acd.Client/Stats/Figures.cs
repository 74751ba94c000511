namespace Acd.Client;

/// <summary>
/// Figures of contacts. Counts and times add up over gates, queues and intervals. Ratios and averages are calculated from them,
/// and null if the divisor is 0.
/// </summary>
public sealed record ContactFigures : ApiObject
{
    /// <summary>New contacts that entered the line.</summary>
    public long Entered { get; init; }

    /// <summary>Contacts that a plan or limit moved here, or away.</summary>
    public long MovedIn { get; init; }

    /// <inheritdoc cref="MovedIn"/>
    public long MovedOut { get; init; }

    /// <summary>Contacts that were transferred or requeued here, or away.</summary>
    public long TransferredIn { get; init; }

    /// <inheritdoc cref="TransferredIn"/>
    public long TransferredOut { get; init; }

    /// <summary>The transferred contacts that were still waiting.</summary>
    public long TransferredWaiting { get; init; }

    /// <summary>Offers to agents.</summary>
    public long Offered { get; init; }

    /// <summary>Declined offers.</summary>
    public long Declined { get; init; }

    /// <summary>Unanswered offers (RONA).</summary>
    public long NoAnswer { get; init; }

    /// <summary>Revoked offers.</summary>
    public long Revoked { get; init; }

    /// <summary>Answered contacts, without callbacks.</summary>
    public long Answered { get; init; }

    /// <summary>Contacts answered within the queue's target.</summary>
    public long AnsweredInTarget { get; init; }

    /// <summary>Abandoned contacts, without callbacks.</summary>
    public long Abandoned { get; init; }

    /// <summary>Contacts abandoned within the queue's short-abandon time.</summary>
    public long ShortAbandoned { get; init; }

    /// <summary>Contacts that the application canceled.</summary>
    public long Canceled { get; init; }

    /// <summary>Contacts that expired.</summary>
    public long Expired { get; init; }

    /// <summary>Contacts closed as overflowed.</summary>
    public long Overflowed { get; init; }

    /// <summary>Contacts that the queue rejected.</summary>
    public long Rejected { get; init; }

    /// <summary>Contacts that the queue rejected because it was closed.</summary>
    public long RejectedClosed { get; init; }

    /// <summary>Contacts that the queue rejected because it was full.</summary>
    public long RejectedFull { get; init; }

    /// <summary>Contacts that the queue rejected because no agent of its staff had their skills.</summary>
    public long RejectedUnstaffed { get; init; }

    /// <summary>Requested callbacks.</summary>
    public long CallbacksRequested { get; init; }

    /// <summary>Answered callbacks.</summary>
    public long CallbacksAnswered { get; init; }

    /// <summary>Failed callback attempts.</summary>
    public long CallbacksFailed { get; init; }

    /// <summary>Callbacks that closed while they waited.</summary>
    public long CallbacksLost { get; init; }

    /// <summary>How often a contact waited while no logged-in agent had its skills.</summary>
    public long Unservable { get; init; }

    /// <summary>Contacts that went back in line because their agent was offline for too long.</summary>
    public long Released { get; init; }

    /// <summary>Contacts that agents parked.</summary>
    public long Parked { get; init; }

    /// <summary>Contacts that agents completed or passed on.</summary>
    public long Handled { get; init; }

    /// <summary>The ring time of ended offers.</summary>
    public TimeSpan RingTime { get; init; }

    /// <summary>The wait of answered contacts.</summary>
    public TimeSpan AnswerWait { get; init; }

    /// <summary>The wait of abandoned contacts.</summary>
    public TimeSpan AbandonWait { get; init; }

    /// <summary>The connected time, hold included.</summary>
    public TimeSpan TalkTime { get; init; }

    /// <summary>The part of that time on hold.</summary>
    public TimeSpan HoldTime { get; init; }

    /// <summary>The wrap-up time.</summary>
    public TimeSpan WrapUpTime { get; init; }

    /// <summary>The service level by three definitions, 0 to 1.</summary>
    public required ServiceLevels ServiceLevel { get; init; }

    /// <summary>ASA: the average wait of answered contacts.</summary>
    public TimeSpan? AverageSpeedOfAnswer { get; init; }

    /// <summary>AHT and its parts.</summary>
    public HandleTimes? AverageHandleTime { get; init; }

    /// <summary>The accuracy of the waits that were estimated at entry.</summary>
    public EstimateFigures? Estimates { get; init; }

    /// <summary>The declined offers whose agent's device was busy.</summary>
    public long DeclinedBusy { get; init; }

    /// <summary>The declined offers whose agent's device could not be reached.</summary>
    public long DeclinedUnreachable { get; init; }

    /// <summary>The declined offers that the agent or its device rejected.</summary>
    public long DeclinedRejected { get; init; }

    /// <summary>The declined offers whose connection failed.</summary>
    public long DeclinedFailed { get; init; }

    /// <summary>Talks that the customer ended by hanging up.</summary>
    public long EndedByCustomer { get; init; }

    /// <summary>Talks that the agent ended by hanging up.</summary>
    public long EndedByAgent { get; init; }

    /// <summary>Talks that the telephone system or the application ended.</summary>
    public long EndedBySystem { get; init; }
}

/// <summary>The service level, 0 to 1. Null if the divisor is 0.</summary>
/// <param name="OfAnswered">Answered within the target ÷ answered.</param>
/// <param name="OfOffered">Answered within the target ÷ (answered + abandoned + expired + overflowed).</param>
/// <param name="WithoutShortAbandons">As <paramref name="OfOffered"/>, with short abandons removed from the divisor.</param>
public sealed record ServiceLevels(decimal? OfAnswered, decimal? OfOffered, decimal? WithoutShortAbandons) : ApiObject;

/// <summary>The average times of handling a contact.</summary>
/// <param name="Total">Talk, hold and wrap-up.</param>
/// <param name="Talk">Connected, without hold.</param>
/// <param name="Hold">On hold.</param>
/// <param name="WrapUp">In wrap-up.</param>
public sealed record HandleTimes(TimeSpan Total, TimeSpan Talk, TimeSpan Hold, TimeSpan WrapUp) : ApiObject;

/// <summary>The accuracy of the waits that answered contacts were given at entry.</summary>
/// <param name="Told">The number of these contacts.</param>
/// <param name="WithinP50">The share that waited no longer than the estimated median. 0.5 is perfect.</param>
/// <param name="WithinP90">The share that waited no longer than the estimated ninth decile. 0.9 is perfect.</param>
/// <param name="MeanAbsoluteError">The average distance of the wait from the estimated median.</param>
public sealed record EstimateFigures(long Told, decimal WithinP50, decimal WithinP90, TimeSpan MeanAbsoluteError) : ApiObject;

/// <summary>Figures of agents.</summary>
public sealed record AgentFigures : ApiObject
{
    /// <summary>Offers.</summary>
    public long Offered { get; init; }

    /// <summary>Answered contacts, without callbacks.</summary>
    public long Answered { get; init; }

    /// <summary>Answered callbacks.</summary>
    public long CallbacksAnswered { get; init; }

    /// <summary>Declined offers.</summary>
    public long Declined { get; init; }

    /// <summary>Unanswered offers (RONA).</summary>
    public long NoAnswer { get; init; }

    /// <summary>Revoked offers.</summary>
    public long Revoked { get; init; }

    /// <summary>Connected contacts passed on.</summary>
    public long TransferredOut { get; init; }

    /// <summary>Connected contacts that went back in line because the agent was offline for too long.</summary>
    public long Released { get; init; }

    /// <summary>Contacts that the agent parked.</summary>
    public long Parked { get; init; }

    /// <summary>Contacts completed or passed on.</summary>
    public long Handled { get; init; }

    /// <summary>The ring time of ended offers.</summary>
    public TimeSpan RingTime { get; init; }

    /// <summary>The connected time, hold included. Parallel contacts count each.</summary>
    public TimeSpan TalkTime { get; init; }

    /// <summary>The part of that time on hold.</summary>
    public TimeSpan HoldTime { get; init; }

    /// <summary>The wrap-up time.</summary>
    public TimeSpan WrapUpTime { get; init; }

    /// <summary>The logged-in time until now.</summary>
    public TimeSpan LoggedInTime { get; init; }

    /// <summary>The available time without a connected contact or wrap-up.</summary>
    public TimeSpan ReadyTime { get; init; }

    /// <summary>The logged-in time with a connected contact or wrap-up. Parallel contacts count once.</summary>
    public TimeSpan BusyTime { get; init; }

    /// <summary>The not ready time without a connected contact or wrap-up.</summary>
    public TimeSpan NotReadyTime { get; init; }

    /// <summary>The not ready time by reason, by the reason's name. Only for a single agent.</summary>
    public IReadOnlyList<ReasonFigures>? NotReadyReasons { get; init; }

    /// <summary>Busy ÷ (busy + ready), 0 to 1.</summary>
    public decimal? Occupancy { get; init; }

    /// <summary>AHT and its parts.</summary>
    public HandleTimes? AverageHandleTime { get; init; }

    /// <summary>The declined offers whose agent's device was busy.</summary>
    public long DeclinedBusy { get; init; }

    /// <summary>The declined offers whose agent's device could not be reached.</summary>
    public long DeclinedUnreachable { get; init; }

    /// <summary>The declined offers that the agent or its device rejected.</summary>
    public long DeclinedRejected { get; init; }

    /// <summary>The declined offers whose connection failed.</summary>
    public long DeclinedFailed { get; init; }
}

/// <summary>An agent's not ready time for a reason.</summary>
/// <param name="Reason">The reason. Null for time without one; <c>others</c> beyond 32 reasons in a quarter hour.</param>
/// <param name="Time">The time.</param>
public sealed record ReasonFigures(string? Reason, TimeSpan Time) : ApiObject;
