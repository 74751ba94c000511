using System.CommandLine;
using System.Globalization;

namespace Acd.Simulator;

/// <summary><c>acd-sim staff</c>: the number of agents that a day needs.</summary>
public static class StaffCommand
{
    private const string About = """
        Plans a day. For each half hour of a forecast it finds the fewest agents who reach the service level, by formula (Erlang
        A, or Erlang C with --patience 0) and by simulated days through the engine, with skills. A forecast is a file of
        comma-separated values with the heading from,calls,aht_s and, for several types of calls, type.

        Example: acd-sim staff monday.csv --level 0.8 --target 20 --csv plan.csv --plot plan.svg
                 acd-sim staff monday.csv --teams sales:3,service:5,sales+service:2
        """;

    private static readonly StaffOptions Defaults = new();

    private static readonly Argument<string> File = new("forecast") { Description = "The forecast's file." };

    private static readonly Option<double> Level = SharedOptions.Number(
        "--level", "The share of each half hour's calls to answer within the target.", Defaults.Level).Within(0.01, 0.999);

    private static readonly Option<double> Target = SharedOptions.Number(
        "--target", "The target, in seconds of wait.", Defaults.Target).Within(0, 86_400);

    private static readonly Option<double> Patience = SharedOptions.Number(
        "--patience", "The mean seconds after which callers hang up; 0 if they never do.",
        Defaults.Patience!.Value).Within(0, 86_400);

    private static readonly Option<Team[]> Teams = new("--teams")
    {
        Description = "Teams as types and shares of all agents, such as sales:3,sales+service:2. Without teams every agent "
            + "serves every type.",
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
        "--days", "The number of simulated days for each plan that is tried.", Defaults.Days).Within(1, 10_000);

    private static readonly Option<string?> Csv = new("--csv") { Description = "Write the plan to this CSV file." };
    private static readonly Option<string?> Plot = new("--plot") { Description = "Draw the plan to this SVG file." };
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

/// <summary>A team: agents with the same skills.</summary>
/// <param name="Types">The types of calls that it serves.</param>
/// <param name="Share">Its share of all agents, in any unit; above 0.</param>
public sealed record Team(IReadOnlyList<string> Types, double Share);

/// <summary>The goals of a staffing plan and how they are tested.</summary>
public sealed record StaffOptions
{
    /// <summary>The service level's target, in seconds of wait.</summary>
    public double Target { get; init; } = 20;

    /// <summary>The share of each half hour's calls to answer within the target.</summary>
    public double Level { get; init; } = 0.8;

    /// <summary>The mean time after which callers hang up, in seconds; null if they never do.</summary>
    public double? Patience { get; init; } = 120;

    /// <summary>The teams; without any, every agent serves every type.</summary>
    public IReadOnlyList<Team> Teams { get; init; } = [];

    /// <summary>The number of simulated days for each plan that is tried.</summary>
    public int Days { get; init; } = 40;

    /// <summary>The seed of the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The teams; by default one team that serves every type.</summary>
    /// <exception cref="UsageException">A type has no team, or a team serves a type without a forecast.</exception>
    public IReadOnlyList<Team> TeamsFor(Forecast forecast)
    {
        if (Teams.Count == 0)
            return [new Team(forecast.Types, 1)];
        var served = Teams.SelectMany(team => team.Types).ToHashSet(StringComparer.Ordinal);
        if (forecast.Types.FirstOrDefault(type => !served.Contains(type)) is { } unserved)
            throw new UsageException($"No team serves {unserved}.");
        if (served.Order(StringComparer.Ordinal).FirstOrDefault(type => !forecast.Types.Contains(type)) is { } unknown)
            throw new UsageException($"A team serves {unknown}, which the forecast does not have.");
        if (Patience is null)
            throw new UsageException(
                "Teams need a patience above 0: without one a caller may wait forever for a skill that no agent at work has.");
        return Teams;
    }
}
