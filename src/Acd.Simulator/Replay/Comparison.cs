namespace Acd.Simulator;

/// <summary>A day as the engine had it beside the same day as the bank had it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Engine">What the engine's day came to.</param>
/// <param name="Recorded">What the bank's came to.</param>
public sealed record DayComparison(DateOnly Day, DayFigures Engine, DayFigures Recorded);

/// <summary>Several days as the engine had them beside the same days as the bank had them.</summary>
/// <param name="Name">Which days: a month such as <c>1999-09</c>, or <c>all</c>.</param>
/// <param name="Engine">All days as the engine had them.</param>
/// <param name="Recorded">All days as the bank had them.</param>
/// <param name="Nearness">How near they are.</param>
public sealed record PeriodComparison(string Name, DayFigures Engine, DayFigures Recorded, GoodnessOfFit Nearness)
{
    /// <summary>Sums days up.</summary>
    public static PeriodComparison Of(string name, IReadOnlyCollection<DayComparison> days) => new(
        name,
        DayFigures.Sum([.. days.Select(day => day.Engine)]),
        DayFigures.Sum([.. days.Select(day => day.Recorded)]),
        GoodnessOfFit.Of(days));
}

/// <summary>How near the engine's days are to the bank's.</summary>
/// <param name="AbandonmentCorrelation">The correlation of the days' abandoned shares; none where there are fewer than two
/// days.</param>
/// <param name="AbandonmentError">The mean absolute error of the days' abandoned shares.</param>
/// <param name="WaitCorrelation">The correlation of the days' mean waits.</param>
/// <param name="WaitError">The mean absolute error of the days' mean waits, in seconds.</param>
public sealed record GoodnessOfFit(
    double? AbandonmentCorrelation, double AbandonmentError, double? WaitCorrelation, double WaitError)
{
    /// <summary>Compares day by day.</summary>
    public static GoodnessOfFit Of(IReadOnlyCollection<DayComparison> days)
    {
        double[] abandoned = [.. days.Select(day => day.Engine.Total.AbandonedShare)];
        double[] reallyAbandoned = [.. days.Select(day => day.Recorded.Total.AbandonedShare)];
        double[] waits = [.. days.Select(day => day.Engine.Total.MeanWait)];
        double[] realWaits = [.. days.Select(day => day.Recorded.Total.MeanWait)];
        return new GoodnessOfFit(
            SeriesAgreement.Correlation(abandoned, reallyAbandoned), SeriesAgreement.MeanAbsoluteError(abandoned, reallyAbandoned),
            SeriesAgreement.Correlation(waits, realWaits), SeriesAgreement.MeanAbsoluteError(waits, realWaits));
    }
}

/// <summary>What a replay has shown.</summary>
/// <param name="Days">The days, by date.</param>
/// <param name="Months">The months of the days, by date.</param>
/// <param name="All">All days together.</param>
/// <param name="Seconds">How long the replay took, reading included.</param>
public sealed record ReplayReport(
    IReadOnlyList<DayComparison> Days, IReadOnlyList<PeriodComparison> Months, PeriodComparison All, double Seconds)
{
    /// <summary>Other policies on the same calls; none where none was asked for.</summary>
    public IReadOnlyList<PolicyFigures> Policies { get; init; } = [];

    /// <summary>How often the engine chose as the bank did; none where it was not asked for.</summary>
    public DecisionFigures? Decisions { get; init; }

    /// <summary>Sums days up.</summary>
    public static ReplayReport Of(IReadOnlyList<DayComparison> days, TimeSpan took) => new(
        days,
        [.. days.GroupBy(day => $"{day.Day:yyyy-MM}").Select(month => PeriodComparison.Of(month.Key, [.. month]))],
        PeriodComparison.Of("all", days),
        took.TotalSeconds);
}

/// <summary>What a policy makes of the calls.</summary>
/// <param name="Name">The policy.</param>
/// <param name="About">What it does.</param>
/// <param name="Figures">What the days came to.</param>
public sealed record PolicyFigures(string Name, string About, DayFigures Figures);
