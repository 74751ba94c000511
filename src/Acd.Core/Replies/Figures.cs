namespace Acd.Core;

/// <summary>
/// What contacts came to. Counts and times add up over gates, queues and intervals; ratios and averages are made of them, and
/// there is none where nothing is to be divided by.
/// </summary>
public sealed record ContactFigures
{
    /// <summary>Contacts that came into the line, as new ones.</summary>
    public long Entered { get; init; }

    /// <summary>Contacts that a plan or a limit moved here, and away.</summary>
    public long MovedIn { get; init; }

    /// <inheritdoc cref="MovedIn"/>
    public long MovedOut { get; init; }

    /// <summary>Contacts that were transferred or requeued here, and away.</summary>
    public long TransferredIn { get; init; }

    /// <inheritdoc cref="TransferredIn"/>
    public long TransferredOut { get; init; }

    /// <summary>How many of those that were transferred away were still waiting.</summary>
    public long TransferredWaiting { get; init; }

    /// <summary>Offers made to agents.</summary>
    public long Offered { get; init; }

    /// <summary>Offers that agents refused.</summary>
    public long Declined { get; init; }

    /// <summary>Offers that agents did not answer (RONA).</summary>
    public long NoAnswer { get; init; }

    /// <summary>Offers that were taken back.</summary>
    public long Revoked { get; init; }

    /// <summary>Contacts that an agent answered, callbacks apart.</summary>
    public long Answered { get; init; }

    /// <summary>How many of them within the queue's target.</summary>
    public long AnsweredInTarget { get; init; }

    /// <summary>Customers who gave up waiting, callbacks apart.</summary>
    public long Abandoned { get; init; }

    /// <summary>How many of them after so short a wait that nobody could have answered.</summary>
    public long ShortAbandoned { get; init; }

    /// <summary>Contacts that were taken back by whoever queued them.</summary>
    public long Canceled { get; init; }

    /// <summary>Contacts that were closed because they had waited as long as they may.</summary>
    public long Expired { get; init; }

    /// <summary>Contacts that were closed as overflowed.</summary>
    public long Overflowed { get; init; }

    /// <summary>Contacts that the queue did not take.</summary>
    public long Rejected { get; init; }

    /// <summary>Customers who hung up to be called back.</summary>
    public long CallbacksRequested { get; init; }

    /// <summary>Callbacks that an agent took.</summary>
    public long CallbacksAnswered { get; init; }

    /// <summary>Attempts that reached nobody.</summary>
    public long CallbacksFailed { get; init; }

    /// <summary>Callbacks that were closed while they waited.</summary>
    public long CallbacksLost { get; init; }

    /// <summary>Times that a contact waited though nobody logged in had its skills.</summary>
    public long Unservable { get; init; }

    /// <summary>Contacts that agents were done with, or passed on.</summary>
    public long Handled { get; init; }

    /// <summary>How long offers rang that have ended.</summary>
    public TimeSpan RingTime { get; init; }

    /// <summary>How long those waited that were answered.</summary>
    public TimeSpan AnswerWait { get; init; }

    /// <summary>How long those waited who gave up.</summary>
    public TimeSpan AbandonWait { get; init; }

    /// <summary>How long agents were connected, hold included.</summary>
    public TimeSpan TalkTime { get; init; }

    /// <summary>How much of that was hold.</summary>
    public TimeSpan HoldTime { get; init; }

    /// <summary>How long agents did paperwork.</summary>
    public TimeSpan WrapUpTime { get; init; }

    /// <summary>The service level by three definitions, 0 to 1.</summary>
    public required ServiceLevels ServiceLevel { get; init; }

    /// <summary>ASA: the wait of one that was answered, on the average.</summary>
    public TimeSpan? AverageSpeedOfAnswer { get; init; }

    /// <summary>AHT and its parts.</summary>
    public HandleTimes? AverageHandleTime { get; init; }

    /// <summary>How good the waits were that were told at entry.</summary>
    public EstimateFigures? Estimates { get; init; }
}

/// <summary>The service level, 0 to 1; none where nothing is to be divided by.</summary>
/// <param name="OfAnswered">Answered within the target ÷ answered.</param>
/// <param name="OfOffered">Answered within the target ÷ (answered + abandoned + expired + overflowed).</param>
/// <param name="WithoutShortAbandons">The same, short abandons taken from the divisor.</param>
public sealed record ServiceLevels(decimal? OfAnswered, decimal? OfOffered, decimal? WithoutShortAbandons);

/// <summary>What handling a contact takes on the average.</summary>
/// <param name="Total">Talk and wrap-up.</param>
/// <param name="Talk">Connected, hold apart.</param>
/// <param name="Hold">On hold.</param>
/// <param name="WrapUp">Paperwork.</param>
public sealed record HandleTimes(TimeSpan Total, TimeSpan Talk, TimeSpan Hold, TimeSpan WrapUp);

/// <summary>How good the waits were that contacts were told at entry, of those that were answered.</summary>
/// <param name="Told">How many there were.</param>
/// <param name="WithinP50">The share that waited no longer than the median it was told; 0.5 is perfect.</param>
/// <param name="WithinP90">The share that waited no longer than the ninth decile; 0.9 is perfect.</param>
/// <param name="MeanAbsoluteError">How far the wait was from the median, on the average.</param>
public sealed record EstimateFigures(long Told, decimal WithinP50, decimal WithinP90, TimeSpan MeanAbsoluteError);

/// <summary>What agents did.</summary>
public sealed record AgentFigures
{
    /// <summary>Offers made.</summary>
    public long Offered { get; init; }

    /// <summary>Contacts answered, callbacks apart.</summary>
    public long Answered { get; init; }

    /// <summary>Callbacks taken.</summary>
    public long CallbacksAnswered { get; init; }

    /// <summary>Offers refused.</summary>
    public long Declined { get; init; }

    /// <summary>Offers not answered (RONA).</summary>
    public long NoAnswer { get; init; }

    /// <summary>Offers taken back.</summary>
    public long Revoked { get; init; }

    /// <summary>Connected contacts passed on.</summary>
    public long TransferredOut { get; init; }

    /// <summary>Contacts done with, or passed on.</summary>
    public long Handled { get; init; }

    /// <summary>How long offers rang that have ended.</summary>
    public TimeSpan RingTime { get; init; }

    /// <summary>Connected, hold included; of contacts side by side each counts.</summary>
    public TimeSpan TalkTime { get; init; }

    /// <summary>How much of that was hold.</summary>
    public TimeSpan HoldTime { get; init; }

    /// <summary>Paperwork.</summary>
    public TimeSpan WrapUpTime { get; init; }

    /// <summary>Logged in, up to now.</summary>
    public TimeSpan LoggedInTime { get; init; }

    /// <summary>Available, with no contact and no paperwork.</summary>
    public TimeSpan ReadyTime { get; init; }

    /// <summary>With a contact or paperwork; several side by side count once.</summary>
    public TimeSpan BusyTime { get; init; }

    /// <summary>Not ready, with no contact and no paperwork.</summary>
    public TimeSpan NotReadyTime { get; init; }

    /// <summary>Busy ÷ (busy + ready), 0 to 1.</summary>
    public decimal? Occupancy { get; init; }

    /// <summary>AHT and its parts.</summary>
    public HandleTimes? AverageHandleTime { get; init; }
}
