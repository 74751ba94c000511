using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator;

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
            AddRow(table, day.Day.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture), day.Engine, day.Recorded);
        if (report.Days.Count > 1)
        {
            table.AddEmptyRow();
            AddRow(table, "all", report.Engine, report.Recorded);
        }

        console.Write(table);
        WriteNearness(console, report.Nearness);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Engine.Offered:N0} calls in {report.Seconds:0.00} s. Assumed: {AboutAgents(options)}"));
    }

    private static void WriteNearness(IAnsiConsole console, Nearness nearness)
    {
        if (nearness is { AbandonmentCorrelation: { } abandonment, WaitCorrelation: { } wait })
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Day by day: hung up, correlation {abandonment:0.00}, mean error {100 * nearness.AbandonmentError:0.0} points; "
                + $"mean wait, correlation {wait:0.00}, mean error {nearness.WaitError:0.0} s."));
        }
    }

    private static string AboutAgents(ReplayOptions options) => options.Absences switch
    {
        AbsenceRule.None => "agents are there from their first answer to their last end",
        AbsenceRule.Gaps => $"agents are away in gaps of more than {Absences.LongGap} s between their calls",
        _ => "agents are away while a call that they could have served waited without them",
    } + $"; {options.WrapUp} s of wrap-up.";

    private static void AddRow(Table table, string name, Figures engine, Figures recorded) => table.AddRow(
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
