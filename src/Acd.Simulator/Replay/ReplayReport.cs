using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>A day of the engine and of the bank.</summary>
/// <param name="Day">The day.</param>
/// <param name="Engine">The engine's figures.</param>
/// <param name="Recorded">The bank's figures.</param>
public sealed record DayComparison(DateOnly Day, DayFigures Engine, DayFigures Recorded);

/// <summary>Several days of the engine and of the bank.</summary>
/// <param name="Name">The period: a month such as <c>1999-09</c>, or <c>all</c>.</param>
/// <param name="Engine">The engine's figures.</param>
/// <param name="Recorded">The bank's figures.</param>
/// <param name="Nearness">The agreement of the two.</param>
public sealed record PeriodComparison(string Name, DayFigures Engine, DayFigures Recorded, GoodnessOfFit Nearness)
{
    /// <summary>Sums up days.</summary>
    public static PeriodComparison Of(string name, IReadOnlyCollection<DayComparison> days) => new(
        name,
        DayFigures.Sum([.. days.Select(day => day.Engine)]),
        DayFigures.Sum([.. days.Select(day => day.Recorded)]),
        GoodnessOfFit.Of(days));
}

/// <summary>The agreement of the engine's days with the bank's.</summary>
/// <param name="AbandonmentCorrelation">The correlation of the days' abandoned shares; null for fewer than two
/// days.</param>
/// <param name="AbandonmentError">The mean absolute error of the days' abandoned shares.</param>
/// <param name="WaitCorrelation">The correlation of the days' mean waits.</param>
/// <param name="WaitError">The mean absolute error of the days' mean waits, in seconds.</param>
public sealed record GoodnessOfFit(
    double? AbandonmentCorrelation, double AbandonmentError, double? WaitCorrelation, double WaitError)
{
    /// <summary>Compares days.</summary>
    public static GoodnessOfFit Of(IReadOnlyCollection<DayComparison> days)
    {
        double[] abandoned = [.. days.Select(day => day.Engine.Total.AbandonedShare)];
        double[] recordedAbandoned = [.. days.Select(day => day.Recorded.Total.AbandonedShare)];
        double[] waits = [.. days.Select(day => day.Engine.Total.MeanWait)];
        double[] recordedWaits = [.. days.Select(day => day.Recorded.Total.MeanWait)];
        return new GoodnessOfFit(
            SeriesAgreement.Correlation(abandoned, recordedAbandoned),
            SeriesAgreement.MeanAbsoluteError(abandoned, recordedAbandoned),
            SeriesAgreement.Correlation(waits, recordedWaits),
            SeriesAgreement.MeanAbsoluteError(waits, recordedWaits));
    }
}

/// <summary>The results of a replay.</summary>
/// <param name="Days">The days, by date.</param>
/// <param name="Months">The months of the days, by date.</param>
/// <param name="All">All days together.</param>
/// <param name="Seconds">The real duration in seconds, reading included.</param>
public sealed record ReplayReport(
    IReadOnlyList<DayComparison> Days, IReadOnlyList<PeriodComparison> Months, PeriodComparison All, double Seconds)
{
    /// <summary>The figures of other policies on the same calls, if requested.</summary>
    public IReadOnlyList<PolicyFigures> Policies { get; init; } = [];

    /// <summary>How often the engine chose the same call as the bank; null if not requested.</summary>
    public DecisionFigures? Decisions { get; init; }

    /// <summary>Sums up days.</summary>
    public static ReplayReport Of(IReadOnlyList<DayComparison> days, TimeSpan took) => new(
        days,
        [.. days.GroupBy(day => $"{day.Day:yyyy-MM}").Select(month => PeriodComparison.Of(month.Key, [.. month]))],
        PeriodComparison.Of("all", days),
        took.TotalSeconds);
}

/// <summary>The figures of a policy.</summary>
/// <param name="Name">The policy.</param>
/// <param name="About">Its description.</param>
/// <param name="Figures">Its figures.</param>
public sealed record PolicyFigures(string Name, string About, DayFigures Figures);

/// <summary>A replay's report as a table: a row for each day, the engine's figure before the bank's.</summary>
public static class ReplayTable
{
    /// <summary>Writes the tables and a summary.</summary>
    public static void Write(IAnsiConsole console, ReplayReport report, ReplayOptions options)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Acd's engine / the bank");
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

    /// <summary>The assumption about agents, as sentences.</summary>
    internal static string AboutAgents(ReplayOptions options) => options.Absences switch
    {
        AbsenceAssumption.None => "Agents are present from their first answer to the end of their last call",
        AbsenceAssumption.Gaps => $"Agents are absent in gaps of more than {AbsenceDetector.LongGap} s between their calls",
        _ => "Agents are absent while a call that they could have served waited",
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
