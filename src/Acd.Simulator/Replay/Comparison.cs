namespace Acd.Simulator;

/// <summary>A day as the engine had it beside the same day as the bank had it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Engine">What the engine's day came to.</param>
/// <param name="Recorded">What the bank's came to.</param>
public sealed record DayComparison(DateOnly Day, Figures Engine, Figures Recorded);

/// <summary>How near the engine's days are to the bank's.</summary>
/// <param name="AbandonmentCorrelation">The correlation of the days' abandoned shares; none where there are fewer than two
/// days.</param>
/// <param name="AbandonmentError">The mean absolute error of the days' abandoned shares.</param>
/// <param name="WaitCorrelation">The correlation of the days' mean waits.</param>
/// <param name="WaitError">The mean absolute error of the days' mean waits, in seconds.</param>
public sealed record Nearness(
    double? AbandonmentCorrelation, double AbandonmentError, double? WaitCorrelation, double WaitError)
{
    /// <summary>Compares day by day.</summary>
    public static Nearness Of(IReadOnlyCollection<DayComparison> days)
    {
        double[] abandoned = [.. days.Select(day => day.Engine.AbandonedShare)];
        double[] reallyAbandoned = [.. days.Select(day => day.Recorded.AbandonedShare)];
        double[] waits = [.. days.Select(day => day.Engine.MeanWait)];
        double[] realWaits = [.. days.Select(day => day.Recorded.MeanWait)];
        return new Nearness(
            Agreement.Correlation(abandoned, reallyAbandoned), Agreement.MeanAbsoluteError(abandoned, reallyAbandoned),
            Agreement.Correlation(waits, realWaits), Agreement.MeanAbsoluteError(waits, realWaits));
    }
}

/// <summary>What a replay has shown.</summary>
/// <param name="Days">The days, by date.</param>
/// <param name="Engine">All days as the engine had them.</param>
/// <param name="Recorded">All days as the bank had them.</param>
/// <param name="Nearness">How near they are.</param>
/// <param name="Seconds">How long the replay took, reading included.</param>
public sealed record ReplayReport(
    IReadOnlyList<DayComparison> Days, Figures Engine, Figures Recorded, Nearness Nearness, double Seconds)
{
    /// <summary>Sums days up.</summary>
    public static ReplayReport Of(IReadOnlyList<DayComparison> days, TimeSpan took) => new(
        days,
        Figures.Sum([.. days.Select(day => day.Engine)]),
        Figures.Sum([.. days.Select(day => day.Recorded)]),
        Nearness.Of(days),
        took.TotalSeconds);
}
