using System.Globalization;
using Spectre.Console;

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

/// <summary>A replay's report for people: a row for each day, the engine's figure before the bank's.</summary>
public static class ReplayTable
{
    /// <summary>Writes the table, and what is to be said of it.</summary>
    public static void Write(IAnsiConsole console, ReplayReport report, ReplayOptions options)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Acd's engine / what the bank had");
        table.AddColumn("day");
        foreach (var heading in new[]
        {
            "offered", "answered", "hung up %", "mean wait s", "of those who waited s", "within 20 s %", "longest queue",
        })
            table.AddColumn(new TableColumn(heading).RightAligned());

        foreach (var day in report.Days)
        {
            var name = day.Day.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture);
            AddRow(table, name, day.Engine.Total, day.Recorded.Total);
        }

        if (report.Days.Count > 1)
        {
            table.AddEmptyRow();
            foreach (var month in report.Months.Where(_ => report.Months.Count > 1))
                AddRow(table, month.Name, month.Engine.Total, month.Recorded.Total);
            AddRow(table, "all", report.All.Engine.Total, report.All.Recorded.Total);
        }

        console.Write(table);
        WriteFit(console, report.All.Nearness);
        if (report.Decisions is { } decisions)
            WriteDecisions(console, decisions);
        if (report.Policies.Count > 0)
            console.Write(TableOf(report.Policies));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.All.Engine.Total.Offered:N0} calls in {report.Seconds:0.00} s. Assumed: {AboutAgents(options)}"));
    }

    private static void WriteFit(IAnsiConsole console, GoodnessOfFit fit)
    {
        if (fit is { AbandonmentCorrelation: { } abandonment, WaitCorrelation: { } wait })
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Day by day: hung up, correlation {abandonment:0.00}, mean error {100 * fit.AbandonmentError:0.0} points; "
                + $"mean wait, correlation {wait:0.00}, mean error {fit.WaitError:0.0} s."));
        }
    }

    private static void WriteDecisions(IAnsiConsole console, DecisionFigures decisions) =>
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Decision by decision: of {decisions.BothClasses:N0} answers while calls of the type and of both classes waited ")
            + string.Create(CultureInfo.InvariantCulture,
            $"the engine chooses the bank's call in {100 * decisions.Agreement:0.0} %; of all {decisions.Choices:N0} with a ")
            + string.Create(CultureInfo.InvariantCulture, $"choice in {100 * decisions.AgreementOfAll:0.0} %."));

    private static Table TableOf(IReadOnlyList<PolicyFigures> policies)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Policies on the same calls");
        table.AddColumn("policy");
        table.AddColumn("what it does");
        foreach (var heading in new[] { "within 20 s %", "ASA s", "hung up %", "mean wait s", "fairness" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var policy in policies)
        {
            var total = policy.Figures.Total;
            table.AddRow(
                policy.Name, policy.About, Number(100 * total.ServiceLevel, "0.0"), Number(total.AnswerSpeed, "0.0"),
                Number(100 * total.AbandonedShare, "0.0"), Number(total.MeanWait, "0.0"),
                Number(policy.Figures.Fairness, "0.000"));
        }

        return table;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>What is assumed of agents.</summary>
    internal static string AboutAgents(ReplayOptions options) => options.Absences switch
    {
        AbsenceAssumption.None => "Agents are there from their first answer to their last end",
        AbsenceAssumption.Gaps => $"Agents are away in gaps of more than {AbsenceDetector.LongGap} s between their calls",
        _ => "Agents are away while a call that they could have served waited without them",
    } + $"; {options.WrapUp} s of wrap-up.";

    private static void AddRow(Table table, string name, CallFigures engine, CallFigures recorded) => table.AddRow(
        name,
        Whole(engine.Offered),
        Pair(engine.Answered, recorded.Answered, "0"),
        Pair(100 * engine.AbandonedShare, 100 * recorded.AbandonedShare, "0.0"),
        Pair(engine.MeanWait, recorded.MeanWait, "0.0"),
        Pair(engine.MeanWaitOfWaited, recorded.MeanWaitOfWaited, "0.0"),
        Pair(100 * engine.ServiceLevel, 100 * recorded.ServiceLevel, "0.0"),
        Pair(engine.MaxQueue, recorded.MaxQueue, "0"));

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Pair(double engine, double recorded, string format) =>
        $"{engine.ToString(format, CultureInfo.InvariantCulture)} / {recorded.ToString(format, CultureInfo.InvariantCulture)}";
}
