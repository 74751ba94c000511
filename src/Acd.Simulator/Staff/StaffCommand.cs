using System.CommandLine;
using System.Globalization;

namespace Acd.Simulator;

/// <summary><c>acd-sim staff</c>: how many people a day needs.</summary>
public static class StaffCommand
{
    private const string About = """
        Plans a day: for each half hour of a forecast the fewest agents with whom the service level is reached, by the formula
        (Erlang A; Erlang C with --patience 0) and by simulated days through the engine, which know of skills. A forecast is a
        file of comma-separated values with the heading from,calls,aht_s, and type where there are several types of calls.

        Example: acd-sim staff monday.csv --level 0.8 --target 20 --csv plan.csv --plot plan.svg
                 acd-sim staff monday.csv --teams sales:3,service:5,sales+service:2
        """;

    private static readonly StaffOptions Defaults = new();

    private static readonly Argument<string> File = new("forecast") { Description = "The forecast." };

    private static readonly Option<double> Level = SharedOptions.Number(
        "--level", "The share of each half hour's calls that should be answered in time.", Defaults.Level).Within(0.01, 0.999);

    private static readonly Option<double> Target = SharedOptions.Number(
        "--target", "Within how many seconds a call should be answered.", Defaults.Target).Within(0, 86_400);

    private static readonly Option<double> Patience = SharedOptions.Number(
        "--patience", "Seconds that callers wait on average before they hang up; 0 where they never do.",
        Defaults.Patience!.Value).Within(0, 86_400);

    private static readonly Option<Team[]> Teams = new("--teams")
    {
        Description = "Which types agents serve, and what share of all agents they are, such as sales:3,sales+service:2; "
            + "else every agent serves every type.",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            Team?[] teams = [.. result.Tokens[0].Value.Split(',').Select(TeamOf)];
            if (teams.OfType<Team>().Count() == teams.Length)
                return [.. teams.OfType<Team>()];
            result.AddError("--teams must be types and shares such as sales:3,sales+service:2.");
            return [];
        },
    };

    private static readonly Option<int> Days = SharedOptions.Number(
        "--days", "How many days are simulated for each look at a plan.", Defaults.Days).Within(1, 10_000);

    private static readonly Option<string?> Csv = new("--csv") { Description = "Write the plan into this file." };
    private static readonly Option<string?> Plot = new("--plot") { Description = "Draw the plan into this SVG file." };
    private static readonly Option<int?> Seed = SharedOptions.Seed();
    private static readonly Option<bool> Json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("staff", About)
        {
            File, Level, Target, Patience, Teams, Days, Csv, Plot, Seed, Json,
        };
        command.SetAction((parsed, cancel) => Task.Run(() => Execute(parsed, cancel), CancellationToken.None));
        return command;
    }

    private static int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var options = new StaffOptions
        {
            Level = parsed.GetValue(Level),
            Target = parsed.GetValue(Target),
            Patience = parsed.GetValue(Patience) is var patience and > 0 ? patience : null,
            Teams = parsed.GetRequiredValue(Teams),
            Days = parsed.GetValue(Days),
            Seed = parsed.GetValue(Seed) ?? Defaults.Seed,
        };
        var output = new ConsoleOutput(parsed.GetValue(Json));
        var planner = new StaffPlanner(ForecastFile.Read(parsed.GetRequiredValue(File)), options, output.Progress.Report);
        using var csv = OutputFile.Open(parsed.GetValue(Csv));
        using var plot = OutputFile.Open(parsed.GetValue(Plot));
        var plan = planner.Plan(cancel);
        csv?.Write(StaffOutput.Csv(plan));
        plot?.Write(StaffOutput.Svg(plan, options));
        output.Show(plan, console => StaffOutput.Write(console, plan, options));
        return ExitCodes.Of(plan.GoalMet);
    }

    private static Team? TeamOf(string text) =>
        text.Split(':') is [var types, var share] && types.Length > 0
        && double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new Team(types.Split('+'), number)
            : null;
}

/// <summary>Agents who can the same, and how many of all agents they are.</summary>
/// <param name="Types">The types of calls that they serve.</param>
/// <param name="Share">Their share of all agents, in any unit; over 0.</param>
public sealed record Team(IReadOnlyList<string> Types, double Share);

/// <summary>What a staffing plan is to reach.</summary>
public sealed record StaffOptions
{
    /// <summary>Within how many seconds a call should be answered.</summary>
    public double Target { get; init; } = 20;

    /// <summary>The share of the calls of each half hour that should be answered so soon.</summary>
    public double Level { get; init; } = 0.8;

    /// <summary>How long callers wait on average before they hang up, in seconds; none where they never do.</summary>
    public double? Patience { get; init; } = 120;

    /// <summary>Who serves what; where there is none, every agent serves every type.</summary>
    public IReadOnlyList<Team> Teams { get; init; } = [];

    /// <summary>How many days are simulated for each look at a plan.</summary>
    public int Days { get; init; } = 40;

    /// <summary>Settles the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The teams; one of all where none is given.</summary>
    /// <exception cref="UsageException">A type has no team, or a team a type that is not forecast.</exception>
    public IReadOnlyList<Team> TeamsFor(Forecast forecast)
    {
        if (Teams.Count == 0)
            return [new Team(forecast.Types, 1)];
        var served = Teams.SelectMany(team => team.Types).ToHashSet(StringComparer.Ordinal);
        if (forecast.Types.FirstOrDefault(type => !served.Contains(type)) is { } unserved)
            throw new UsageException($"No team serves {unserved}.");
        if (served.Order(StringComparer.Ordinal).FirstOrDefault(type => !forecast.Types.Contains(type)) is { } unknown)
            throw new UsageException($"A team serves {unknown}, of which no calls are forecast.");
        if (Patience is null)
            throw new UsageException("Who waits for ever might wait for a skill that nobody at work has; give a patience.");
        return Teams;
    }
}
