using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>The figures of waits, in seconds.</summary>
public sealed record WaitFigures(double Mean, double P50, double P95, double Max)
{
    /// <summary>The figures of a sample of waits.</summary>
    public static WaitFigures Of(Sample seconds) =>
        new(seconds.Mean, seconds.Percentile(0.5), seconds.Percentile(0.95), seconds.Max);
}

/// <summary>The contacts of one skill pair.</summary>
public sealed record PairFigures(string Pair, int Agents, int Contacts, int Completed, WaitFigures Waits);

/// <summary>How evenly the contacts were spread over the agents.</summary>
public sealed record SpreadFigures(double Least, double Mean, double Most, int AgentsWithout);

/// <summary>The results of a run of the scenario.</summary>
public sealed record RunReport
{
    /// <summary>Contacts that the center acknowledged.</summary>
    public required int Enqueued { get; init; }

    /// <summary>Contacts that were assigned to an agent.</summary>
    public required int Assigned { get; init; }

    /// <summary>Completed contacts.</summary>
    public required int Completed { get; init; }

    /// <summary>Acknowledged contacts that were not completed.</summary>
    public required int Lost { get; init; }

    /// <summary>Contacts that were withdrawn because the run was stopped.</summary>
    public required int TakenBack { get; init; }

    /// <summary>Contacts that were assigned to more than one agent.</summary>
    public required int AssignedTwice { get; init; }

    /// <summary>The waits of the assigned contacts.</summary>
    public required WaitFigures Waits { get; init; }

    /// <summary>The figures of each skill pair.</summary>
    public required IReadOnlyList<PairFigures> Pairs { get; init; }

    /// <summary>The number of contacts of an agent.</summary>
    public required SpreadFigures PerAgent { get; init; }

    /// <summary>The duration of the run, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether the run was stopped early.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>Why contacts or agents of the run are still in the center; null if none are.</summary>
    public string? CleanUpFailure { get; init; }

    /// <summary>Whether every contact was completed by one agent and the clean-up succeeded.</summary>
    public bool GoalMet => Enqueued == Completed && AssignedTwice == 0 && !Interrupted && CleanUpFailure is null;

    /// <summary>Summarizes a run.</summary>
    public static RunReport Of(
        Scenario scenario,
        IReadOnlyCollection<ScenarioContactResult> results,
        TimeSpan took,
        bool interrupted,
        string? cleanUpFailure)
    {
        var perAgent = new double[scenario.Agents.Count];
        foreach (var result in results)
        {
            if (result.Assignment?.Agent is { } agent)
                perAgent[agent]++;
        }

        var enqueued = results.Count(result => result.Key is not null);
        var completed = results.Count(result => result.Completed);
        return new RunReport
        {
            Enqueued = enqueued,
            Assigned = results.Count(result => result.Assignment is not null),
            Completed = completed,
            Lost = interrupted ? 0 : enqueued - completed,
            TakenBack = interrupted ? enqueued - completed : 0,
            AssignedTwice = results.Count(result => result.TimesAssigned > 1),
            Waits = WaitsOf(results),
            Pairs = PairsOf(scenario, results),
            PerAgent = new(perAgent.Min(), perAgent.Average(), perAgent.Max(), perAgent.Count(contacts => contacts == 0)),
            Seconds = took.TotalSeconds,
            Interrupted = interrupted,
            CleanUpFailure = cleanUpFailure,
        };
    }

    private static PairFigures[] PairsOf(Scenario scenario, IEnumerable<ScenarioContactResult> results) =>
    [
        .. results.GroupBy(result => result.Contact.Needs).OrderBy(pair => pair.Key).Select(pair => new PairFigures(
            pair.Key.ToString(),
            scenario.Agents.Count(agent => agent == pair.Key),
            pair.Count(),
            pair.Count(result => result.Completed),
            WaitsOf(pair))),
    ];

    private static WaitFigures WaitsOf(IEnumerable<ScenarioContactResult> results) =>
        WaitFigures.Of(new Sample(
            results.Select(result => result.Assignment).OfType<Assignment>().Select(taken => taken.Wait.TotalSeconds)));
}

/// <summary>A run's report as a table.</summary>
public static class RunTable
{
    /// <summary>Writes the table and a summary.</summary>
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
            console.WriteLine($"The clean-up failed: {failure}");
        if (report.Interrupted)
            console.WriteLine($"The run was stopped early; {report.TakenBack} contacts were withdrawn.");
    }

    private static void AddRow(Table table, string name, int agents, int contacts, int completed, WaitFigures waits) =>
        table.AddRow(
            name, Number(agents), Number(contacts), Number(completed),
            Seconds(waits.Mean), Seconds(waits.P50), Seconds(waits.P95), Seconds(waits.Max));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);
}
