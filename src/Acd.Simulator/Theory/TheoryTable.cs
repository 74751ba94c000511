using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>A comparison with the formulas for people: a row for each queue, the formula's figure before the engine's.</summary>
public static class TheoryTable
{
    /// <summary>Writes the table, and what is to be said of it.</summary>
    public static void Write(IAnsiConsole console, TheoryReport report, TheoryOptions options)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(string.Create(
            CultureInfo.InvariantCulture, $"The formula / the engine ± {100 * options.Confidence:0.##} %"));
        table.AddColumn("queue");
        foreach (var heading in new[]
        {
            "agents", "load", "wait %", "ASA s", string.Create(CultureInfo.InvariantCulture, $"within {options.Target:0.#} s %"),
            "hung up %", "occupancy %",
        })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var one in report.Cases)
        {
            table.AddRow(
            [
                one.Model.MeanPatience is null ? "Erlang C" : "Erlang A",
                one.Model.Agents.ToString("N0", CultureInfo.InvariantCulture),
                one.Model.Load.ToString("0.00", CultureInfo.InvariantCulture),
                .. Enum.GetValues<Measure>().Select(measure => CellOf(one, measure)),
            ]);
        }

        console.Write(table);
        console.WriteLine(EachOf(report, options));
        console.WriteLine(AllOf(report, options));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Contacts:N0} contacts measured in {report.Seconds:0.0} s; seed {options.Seed}."));
    }

    /// <summary>What the intervals say, each taken by itself.</summary>
    public static string EachOf(TheoryReport report, TheoryOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"Each at {100 * options.Confidence:0.##} %: {report.Within} of {report.Intervals} hold the formula's value "
        + $"(the others are marked !); {report.Intervals * (1 - options.Confidence):0.0} miss it by chance.");

    /// <summary>The verdict: what they say all together.</summary>
    public static string AllOf(TheoryReport report, TheoryOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"All together at {100 * options.Confidence:0.##} % (each at {100 * report.AllConfidence:0.####} %): "
        + $"{report.WithinAll} of {report.Intervals} hold it (the others are marked !!): the engine ")
        + (report.GoalMet ? "is where the formulas are." : "is not where the formulas are.");

    private static string CellOf(TheoryCase one, Measure measure)
    {
        if (one.Findings.FirstOrDefault(finding => finding.Measure == measure) is not { } finding)
            return "";
        var scale = measure == Measure.AnswerSpeed ? 1 : 100;
        var reach = scale * Math.Max(finding.Engine.High - finding.Engine.Mean, finding.Engine.Mean - finding.Engine.Low);
        var digits = reach > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(reach)), 0, 2) : 2;
        return $"{Number(scale * finding.Formula, digits)} / {Number(scale * finding.Engine.Mean, digits)} "
            + $"± {Number(reach, digits)}{(finding.Within ? "" : finding.WithinAll ? " !" : " !!")}";
    }

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
