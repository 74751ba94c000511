using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>A run's report for people.</summary>
public static class RunTable
{
    /// <summary>Writes the tables.</summary>
    public static void Write(IAnsiConsole console, RunReport report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in new[] { "needs", "agents", "contacts", "completed", "mean wait s", "p50", "p95", "max" })
            table.AddColumn(heading == "needs" ? new TableColumn(heading) : new TableColumn(heading).RightAligned());
        foreach (var pair in report.Pairs)
            AddRow(table, pair.Pair, pair.Agents, pair.Contacts, pair.Completed, pair.Waits);
        table.AddEmptyRow();
        var (agents, contacts) = (report.Pairs.Sum(pair => pair.Agents), report.Pairs.Sum(pair => pair.Contacts));
        AddRow(table, "all", agents, contacts, report.Completed, report.Waits);
        console.Write(table);

        console.WriteLine(
            $"{report.Assigned} assigned, {report.Completed} completed, {report.Lost} lost, "
            + $"{report.AssignedTwice} assigned twice.");
        var spread = report.PerAgent;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Contacts per agent: {spread.Least} to {spread.Most}, {spread.Mean:0.0} on average; ")
            + string.Create(CultureInfo.InvariantCulture, $"{spread.AgentsWithout} agents had none. ")
            + string.Create(CultureInfo.InvariantCulture, $"It took {report.Seconds:0.0} s."));
        if (report.CleanUpFailure is { } failure)
            console.WriteLine($"The center could not be left as it was found: {failure}");
        if (report.Interrupted)
            console.WriteLine($"The run was stopped before its end; {report.TakenBack} contacts were taken back.");
    }

    private static void AddRow(Table table, string name, int agents, int contacts, int completed, WaitFigures waits) =>
        table.AddRow(
            name, Number(agents), Number(contacts), Number(completed),
            Seconds(waits.Mean), Seconds(waits.P50), Seconds(waits.P95), Seconds(waits.Max));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);
}
