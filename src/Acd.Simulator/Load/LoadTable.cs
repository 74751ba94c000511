using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>A load run's report for people.</summary>
public static class LoadTable
{
    private static readonly Dictionary<LatencyKind, string> Names = new()
    {
        [LatencyKind.Post] = "post scheduled to answered",
        [LatencyKind.PostToOffer] = "post scheduled to offer on the stream",
        [LatencyKind.Accept] = "accept to answered",
        [LatencyKind.Complete] = "complete to answered",
        [LatencyKind.GeneratorLag] = "the generator's own lateness",
    };

    /// <summary>Writes the tables.</summary>
    public static void Write(IAnsiConsole console, LoadReport report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("ms");
        foreach (var heading in new[] { "count", "mean", "p50", "p90", "p99", "p99.9", "max" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var (kind, figures) in report.Latencies)
        {
            table.AddRow(
                Names[kind], figures.Count.ToString("N0", CultureInfo.InvariantCulture), Number(figures.Mean),
                Number(figures.P50), Number(figures.P90), Number(figures.P99), Number(figures.P999), Number(figures.Max));
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.LivesPerSecond:N0} whole lives a second over {report.Seconds:0.0} s; ")
            + string.Create(CultureInfo.InvariantCulture, $"{report.Begun:N0} begun, {report.Completed:N0} completed."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The generator's own limit here is {report.GeneratorLimit:N0} lives a second, with a server that does nothing; ")
            + string.Create(CultureInfo.InvariantCulture, $"this run used {report.GeneratorUse * 100:0.0} % of it."));
        WriteCheck(console, report.Check);
        foreach (var (error, count) in report.Errors)
            console.WriteLine($"failed: {error}, {count} times");
        if (report.StreamBreaks > 0)
            console.WriteLine($"The event stream broke {report.StreamBreaks} times, {report.StreamGaps} times with a gap.");
        if (report.Interrupted)
            console.WriteLine("The run was stopped before its end.");
    }

    /// <summary>Writes what the scenario came to in virtual time.</summary>
    public static void Write(IAnsiConsole console, RedisKamailioReport report)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Hours:0.##} hours in {report.Seconds:0.0} s: {report.Entered:N0} contacts entered, {report.Completed:N0} ")
            + string.Create(CultureInfo.InvariantCulture,
            $"were answered by one agent each and completed, {report.Entered - report.Completed:N0} dropped."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.PerSecond:0.00} completed a second of its own time; after ten minutes {100 * report.Busy:0.0} % of the ")
            + string.Create(CultureInfo.InvariantCulture,
            $"agents talked; the mean wait was {report.MeanWait:0.0} s, the longest queue {report.LongestQueue:N0}."));
    }

    private static void WriteCheck(IAnsiConsole console, ContactAudit check)
    {
        var open = string.Concat(check.Open.Select(state => $", {state.Value} {state.Key}"));
        console.WriteLine(
            $"Of {check.Acknowledged} acknowledged contacts {check.Closed} are closed{open}, {check.Missing} lost, "
            + $"{check.Unknown} unknown; {check.ConnectedTwice} were connected twice.");
    }

    private static string Number(double milliseconds) => milliseconds.ToString("0.00", CultureInfo.InvariantCulture);
}
