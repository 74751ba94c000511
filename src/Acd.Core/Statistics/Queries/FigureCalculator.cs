namespace Acd.Core;

/// <summary>Calculates the figures of replies from stored totals. All ratios and averages are calculated here.</summary>
internal static class FigureCalculator
{
    private const int Digits = 4;

    public static ContactFigures OfContacts(FigureTotals totals) => new()
    {
        Entered = totals[Figure.Entered],
        MovedIn = totals[Figure.MovedIn],
        MovedOut = totals[Figure.MovedOut],
        TransferredIn = totals[Figure.TransferredIn],
        TransferredOut = totals[Figure.TransferredOut],
        TransferredWaiting = totals[Figure.TransferredWaiting],
        Offered = totals[Figure.Offered],
        Declined = totals[Figure.Declined],
        NoAnswer = totals[Figure.NoAnswer],
        Revoked = totals[Figure.Revoked],
        Answered = totals[Figure.Answered],
        AnsweredInTarget = totals[Figure.AnsweredInTarget],
        Abandoned = totals[Figure.Abandoned],
        ShortAbandoned = totals[Figure.ShortAbandoned],
        Canceled = totals[Figure.Canceled],
        Expired = totals[Figure.Expired],
        Overflowed = totals[Figure.Overflowed],
        Rejected = totals[Figure.Rejected],
        RejectedClosed = totals[Figure.RejectedClosed],
        RejectedFull = totals[Figure.RejectedFull],
        RejectedUnstaffed = totals[Figure.RejectedUnstaffed],
        CallbacksRequested = totals[Figure.CallbacksRequested],
        CallbacksAnswered = totals[Figure.CallbacksAnswered],
        CallbacksFailed = totals[Figure.CallbacksFailed],
        CallbacksLost = totals[Figure.CallbacksLost],
        Unservable = totals[Figure.Unservable],
        Released = totals[Figure.Released],
        Parked = totals[Figure.Parked],
        Handled = totals[Figure.Handled],
        RingTime = totals.Time(Figure.RingTime),
        AnswerWait = totals.Time(Figure.AnswerWait),
        AbandonWait = totals.Time(Figure.AbandonWait),
        TalkTime = totals.Time(Figure.TalkTime),
        HoldTime = totals.Time(Figure.HoldTime),
        WrapUpTime = totals.Time(Figure.WrapUpTime),
        ServiceLevel = ServiceLevelsOf(totals),
        AverageSpeedOfAnswer = Average(totals[Figure.AnswerWait], totals[Figure.Answered]),
        AverageHandleTime = HandleTimesOf(totals),
        Estimates = EstimatesOf(totals),
        DeclinedBusy = totals[Figure.DeclinedBusy],
        DeclinedUnreachable = totals[Figure.DeclinedUnreachable],
        DeclinedRejected = totals[Figure.DeclinedRejected],
        DeclinedFailed = totals[Figure.DeclinedFailed],
        EndedByCustomer = totals[Figure.EndedByCustomer],
        EndedByAgent = totals[Figure.EndedByAgent],
        EndedBySystem = totals[Figure.EndedBySystem],
    };

    public static AgentFigures OfAgent(FigureTotals totals) => new()
    {
        Offered = totals[Figure.Offered],
        Answered = totals[Figure.Answered],
        CallbacksAnswered = totals[Figure.CallbacksAnswered],
        Declined = totals[Figure.Declined],
        NoAnswer = totals[Figure.NoAnswer],
        Revoked = totals[Figure.Revoked],
        TransferredOut = totals[Figure.TransferredOut],
        Released = totals[Figure.Released],
        Parked = totals[Figure.Parked],
        Handled = totals[Figure.Handled],
        RingTime = totals.Time(Figure.RingTime),
        TalkTime = totals.Time(Figure.TalkTime),
        HoldTime = totals.Time(Figure.HoldTime),
        WrapUpTime = totals.Time(Figure.WrapUpTime),
        LoggedInTime = totals.Time(Figure.LoggedInTime),
        ReadyTime = totals.Time(Figure.ReadyTime),
        BusyTime = totals.Time(Figure.BusyTime),
        NotReadyTime = totals.Time(Figure.NotReadyTime),
        Occupancy = Ratio(totals[Figure.BusyTime], totals[Figure.BusyTime] + totals[Figure.ReadyTime]),
        AverageHandleTime = HandleTimesOf(totals),
        DeclinedBusy = totals[Figure.DeclinedBusy],
        DeclinedUnreachable = totals[Figure.DeclinedUnreachable],
        DeclinedRejected = totals[Figure.DeclinedRejected],
        DeclinedFailed = totals[Figure.DeclinedFailed],
    };

    /// <summary>Jain's index: (Σx)² ÷ (n·Σx²).</summary>
    public static decimal? Fairness(IReadOnlyCollection<long> shares)
    {
        decimal sum = 0, squares = 0;
        foreach (var share in shares) (sum, squares) = (sum + share, squares + ((decimal)share * share));
        return squares == 0 ? null : Math.Round(sum * (sum / (shares.Count * squares)), Digits);
    }

    private static ServiceLevels ServiceLevelsOf(FigureTotals totals)
    {
        var within = totals[Figure.AnsweredInTarget];
        var offered = totals[Figure.Answered] + totals[Figure.Abandoned] + totals[Figure.Expired] + totals[Figure.Overflowed];
        return new ServiceLevels(
            Ratio(within, totals[Figure.Answered]), Ratio(within, offered),
            Ratio(within, offered - totals[Figure.ShortAbandoned]));
    }

    private static HandleTimes? HandleTimesOf(FigureTotals totals)
    {
        var (talk, hold, wrapUp) = (totals[Figure.TalkTime], totals[Figure.HoldTime], totals[Figure.WrapUpTime]);
        var handled = totals[Figure.Handled];
        if (handled == 0) return null;
        return new HandleTimes(
            Average(talk + wrapUp, handled)!.Value, Average(talk - hold, handled)!.Value, Average(hold, handled)!.Value,
            Average(wrapUp, handled)!.Value);
    }

    private static EstimateFigures? EstimatesOf(FigureTotals totals)
    {
        var count = totals[Figure.EstimatesTold];
        if (count == 0) return null;
        return new EstimateFigures(
            count, Ratio(totals[Figure.EstimatesKeptP50], count)!.Value, Ratio(totals[Figure.EstimatesKeptP90], count)!.Value,
            Average(totals[Figure.EstimateError], count)!.Value);
    }

    /// <summary>The average, rounded down to the millisecond.</summary>
    private static TimeSpan? Average(long milliseconds, long by) =>
        by == 0 ? null : new TimeSpan(milliseconds / by * TimeSpan.TicksPerMillisecond);

    private static decimal? Ratio(long part, long whole) => whole == 0 ? null : Math.Round((decimal)part / whole, Digits);
}
