using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>A staffing plan as a table, as comma-separated values and as a picture.</summary>
public static class StaffOutput
{
    /// <summary>Writes the table and a summary.</summary>
    public static void Write(IAnsiConsole console, StaffPlan plan, StaffOptions options)
    {
        var formula = options.Patience is null ? "Erlang C" : "Erlang A";
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("from");
        string[] headings =
        [
            "calls", "AHT s", "erlangs", $"agents, {formula}", "in time %", "occupancy %", "agents, simulated", "in time %",
            .. TeamsOf(plan),
        ];
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var row in plan.Rows)
        {
            table.AddRow(
            [
                TimeOf(row.HalfHour), Number(row.Calls, "0.#"), Number(row.HandleTime, "0.#"), Number(row.Erlangs, "0.0"),
                Number(row.ByFormula, "0"), Number(100 * row.Formula.ServiceLevel, "0.0"),
                Number(100 * row.Formula.Occupancy, "0.0"), Number(row.Simulated, "0"),
                Number(100 * row.SimulatedLevel, "0.0"), .. TeamCounts(plan, row),
            ]);
        }

        console.Write(table);
        var (byFormula, simulated) = (plan.Rows.Sum(row => row.ByFormula) / 2.0, plan.Rows.Sum(row => row.Simulated) / 2.0);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{byFormula:0.0} agent hours by {formula}, {simulated:0.0} by simulation; ")
            + string.Create(CultureInfo.InvariantCulture, $"{100 * plan.Abandoned:0.0} % hang up in the simulation."));
        if (plan.ByType.Count > 1)
        {
            var types = plan.ByType.OrderBy(type => type.Key, StringComparer.Ordinal)
                .Select(type => string.Create(CultureInfo.InvariantCulture, $"{type.Key} {100 * type.Value:0.0} %"));
            console.WriteLine($"In time over the day, simulated: {string.Join(", ", types)}.");
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Days} days for each plan that was tried, seed {options.Seed}; {plan.Seconds:0.0} s."));
    }

    /// <summary>The plan as comma-separated values with a heading.</summary>
    public static string Csv(StaffPlan plan)
    {
        var text = new StringBuilder(
            "from,calls,aht_s,erlangs,agents_formula,level_formula,abandoned_formula,occupancy_formula,agents_simulated,"
            + "level_simulated");
        foreach (var team in TeamsOf(plan))
            text.Append(',').Append(team);
        foreach (var row in plan.Rows)
        {
            string[] fields =
            [
                TimeOf(row.HalfHour), Number(row.Calls, "0.###"), Number(row.HandleTime, "0.###"), Number(row.Erlangs, "0.####"),
                Number(row.ByFormula, "0"), Number(row.Formula.ServiceLevel, "0.0000"), Number(row.Formula.Abandoned, "0.0000"),
                Number(row.Formula.Occupancy, "0.0000"), Number(row.Simulated, "0"), Number(row.SimulatedLevel, "0.0000"),
                .. TeamCounts(plan, row),
            ];
            text.Append('\n').AppendJoin(',', fields);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The plan as a picture of the agents and their service level.</summary>
    public static string Svg(StaffPlan plan, StaffOptions options)
    {
        var until = (plan.Rows[^1].HalfHour + 1) / 2.0;
        var hours = AxisScale.Hours(Math.Floor(plan.Rows[0].HalfHour / 2.0), Math.Ceiling(until));
        var formula = options.Patience is null ? "Erlang C" : "Erlang A";
        return SvgDocument.Of(
        [
            PlotOf("Agents", Steps("simulated, with skills", 0, true, row => row.Simulated),
                Steps(formula, 1, false, row => row.ByFormula), Steps("work in erlangs", 6, false, row => row.Erlangs)),
            PlotOf("Answered in time", Steps("simulated, with skills", 0, true, row => row.SimulatedLevel),
                Steps(formula, 1, false, row => row.Formula.ServiceLevel),
                new LineSeries("target", 6, [new(hours.From, options.Level), new(hours.Until, options.Level)], Dashed: true))
                with { YAxis = AxisScale.ForRange(0, 1), FormatY = PlotFormat.Percent },
        ], columns: 2, width: 560);

        Plot PlotOf(string title, params Series[] series) =>
            new(title, "time of day", series) { XAxis = hours, FormatX = PlotFormat.Hour };

        StepSeries Steps(string name, int color, bool filled, Func<StaffRow, double> value) =>
            new(name, color, [.. plan.Rows.Select(row => new Point(row.HalfHour / 2.0, value(row)))], until, filled);
    }

    private static IEnumerable<string> TeamsOf(StaffPlan plan) => plan.Teams.Count > 1 ? plan.Teams : [];

    private static IEnumerable<string> TeamCounts(StaffPlan plan, StaffRow row) =>
        plan.Teams.Count > 1 ? row.Teams.Select(team => Number(team, "0")) : [];

    private static string TimeOf(int halfHour) =>
        string.Create(CultureInfo.InvariantCulture, $"{halfHour / 2:00}:{halfHour % 2 * 30:00}");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
