namespace Acd.Core;

/// <summary>
/// The figures: counts of contacts and offers, and sums of milliseconds. They are integers, so that sums are exact; averages and
/// ratios are calculated per query. <c>docs/reference/metrics.md</c> defines them.
/// </summary>
internal enum Figure
{
    // The figures of both agents and contacts are first, then those of agents only. An agent's rows end there.
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
    Released,
    Parked,
    DeclinedBusy,
    DeclinedUnreachable,
    DeclinedRejected,
    DeclinedFailed,

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
    EndedByCustomer,
    EndedByAgent,
    EndedBySystem,
    RejectedClosed,
    RejectedFull,
    RejectedUnstaffed,
}
