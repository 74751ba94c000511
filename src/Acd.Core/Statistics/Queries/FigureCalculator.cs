namespace Acd.Core;

/// <summary>From what boards keep to what callers are shown: here, and only here, something is divided.</summary>
internal static class FigureCalculator
{
    private const int Digits = 4;

    public static ContactFigures OfContacts(FigureTotals tally) => new()
    {
        Entered = tally[Figure.Entered],
        MovedIn = tally[Figure.MovedIn],
        MovedOut = tally[Figure.MovedOut],
        TransferredIn = tally[Figure.TransferredIn],
        TransferredOut = tally[Figure.TransferredOut],
        TransferredWaiting = tally[Figure.TransferredWaiting],
        Offered = tally[Figure.Offered],
        Declined = tally[Figure.Declined],
        NoAnswer = tally[Figure.NoAnswer],
        Revoked = tally[Figure.Revoked],
        Answered = tally[Figure.Answered],
        AnsweredInTarget = tally[Figure.AnsweredInTarget],
        Abandoned = tally[Figure.Abandoned],
        ShortAbandoned = tally[Figure.ShortAbandoned],
        Canceled = tally[Figure.Canceled],
        Expired = tally[Figure.Expired],
        Overflowed = tally[Figure.Overflowed],
        Rejected = tally[Figure.Rejected],
        CallbacksRequested = tally[Figure.CallbacksRequested],
        CallbacksAnswered = tally[Figure.CallbacksAnswered],
        CallbacksFailed = tally[Figure.CallbacksFailed],
        CallbacksLost = tally[Figure.CallbacksLost],
        Unservable = tally[Figure.Unservable],
        Handled = tally[Figure.Handled],
        RingTime = tally.Time(Figure.RingTime),
        AnswerWait = tally.Time(Figure.AnswerWait),
        AbandonWait = tally.Time(Figure.AbandonWait),
        TalkTime = tally.Time(Figure.TalkTime),
        HoldTime = tally.Time(Figure.HoldTime),
        WrapUpTime = tally.Time(Figure.WrapUpTime),
        ServiceLevel = ServiceLevelsOf(tally),
        AverageSpeedOfAnswer = Average(tally[Figure.AnswerWait], tally[Figure.Answered]),
        AverageHandleTime = HandleTimesOf(tally),
        Estimates = EstimatesOf(tally),
    };

    public static AgentFigures OfAgent(FigureTotals tally) => new()
    {
        Offered = tally[Figure.Offered],
        Answered = tally[Figure.Answered],
        CallbacksAnswered = tally[Figure.CallbacksAnswered],
        Declined = tally[Figure.Declined],
        NoAnswer = tally[Figure.NoAnswer],
        Revoked = tally[Figure.Revoked],
        TransferredOut = tally[Figure.TransferredOut],
        Handled = tally[Figure.Handled],
        RingTime = tally.Time(Figure.RingTime),
        TalkTime = tally.Time(Figure.TalkTime),
        HoldTime = tally.Time(Figure.HoldTime),
        WrapUpTime = tally.Time(Figure.WrapUpTime),
        LoggedInTime = tally.Time(Figure.LoggedInTime),
        ReadyTime = tally.Time(Figure.ReadyTime),
        BusyTime = tally.Time(Figure.BusyTime),
        NotReadyTime = tally.Time(Figure.NotReadyTime),
        Occupancy = Ratio(tally[Figure.BusyTime], tally[Figure.BusyTime] + tally[Figure.ReadyTime]),
        AverageHandleTime = HandleTimesOf(tally),
    };

    /// <summary>Jain's index: (Σx)² ÷ (n·Σx²).</summary>
    public static decimal? Fairness(IReadOnlyCollection<long> shares)
    {
        decimal sum = 0, squares = 0;
        foreach (var share in shares) (sum, squares) = (sum + share, squares + ((decimal)share * share));
        return squares == 0 ? null : Math.Round(sum * (sum / (shares.Count * squares)), Digits);
    }

    private static ServiceLevels ServiceLevelsOf(FigureTotals tally)
    {
        var within = tally[Figure.AnsweredInTarget];
        var offered = tally[Figure.Answered] + tally[Figure.Abandoned] + tally[Figure.Expired] + tally[Figure.Overflowed];
        return new ServiceLevels(
            Ratio(within, tally[Figure.Answered]), Ratio(within, offered),
            Ratio(within, offered - tally[Figure.ShortAbandoned]));
    }

    private static HandleTimes? HandleTimesOf(FigureTotals tally)
    {
        var (talk, hold, wrapUp) = (tally[Figure.TalkTime], tally[Figure.HoldTime], tally[Figure.WrapUpTime]);
        var handled = tally[Figure.Handled];
        if (handled == 0) return null;
        return new HandleTimes(
            Average(talk + wrapUp, handled)!.Value, Average(talk - hold, handled)!.Value, Average(hold, handled)!.Value,
            Average(wrapUp, handled)!.Value);
    }

    private static EstimateFigures? EstimatesOf(FigureTotals tally)
    {
        var told = tally[Figure.EstimatesTold];
        if (told == 0) return null;
        return new EstimateFigures(
            told, Ratio(tally[Figure.EstimatesKeptP50], told)!.Value, Ratio(tally[Figure.EstimatesKeptP90], told)!.Value,
            Average(tally[Figure.EstimateError], told)!.Value);
    }

    /// <summary>To the millisecond, rounded down.</summary>
    private static TimeSpan? Average(long milliseconds, long by) =>
        by == 0 ? null : new TimeSpan(milliseconds / by * TimeSpan.TicksPerMillisecond);

    private static decimal? Ratio(long part, long whole) => whole == 0 ? null : Math.Round((decimal)part / whole, Digits);
}
