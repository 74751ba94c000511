namespace Acd.Core;

/// <summary>
/// What boards count: numbers of contacts and offers, and sums of milliseconds. Whole numbers only, so that they add up exactly;
/// averages and ratios are worked out when somebody asks. <c>docs/metrics.md</c> says when each is counted.
/// </summary>
internal enum Figure
{
    // What agents and contacts have in common comes first, then what only agents have: an agent's rows end there.
    Offered,
    Declined,
    NoAnswer,
    Revoked,
    RingTime,
    Answered,
    CallbacksAnswered,
    TransferredOut,
    Handled,
    TalkTime,
    HoldTime,
    WrapUpTime,

    LoggedInTime,
    ReadyTime,
    BusyTime,
    NotReadyTime,

    Entered,
    MovedIn,
    MovedOut,
    TransferredIn,
    TransferredWaiting,
    AnsweredInTarget,
    AnswerWait,
    Abandoned,
    ShortAbandoned,
    AbandonWait,
    Canceled,
    Expired,
    Overflowed,
    Rejected,
    CallbacksRequested,
    CallbacksFailed,
    CallbacksLost,
    Unservable,
    EstimatesTold,
    EstimatesKeptP50,
    EstimatesKeptP90,
    EstimateError,
}
