using System.CommandLine;

namespace Acd.Simulator;

/// <summary><c>acd-sim load</c>: whole lifecycles of contacts at a given rate.</summary>
public static class LoadCommand
{
    private const string About = """
        Loads a running gateway. Contacts are posted at scheduled times however slow the gateway is; agents accept and complete
        them. Latencies count from the scheduled times. At the end the run accounts for every acknowledged contact.

        Example: acd-sim load --rate 500 --seconds 30
                 acd-sim load --closed 64 --talk 0
                 acd-sim load --scenario redis-kamailio --speed 60
                 acd-sim load --scenario redis-kamailio --virtual
        """;

    private const string RedisKamailio = "redis-kamailio";

    private static readonly LoadOptions Defaults = new();
    private static readonly Option<Uri> Url = SharedOptions.Url();
    private static readonly Option<string?> Key = SharedOptions.Key();
    private static readonly Option<int?> Seed = SharedOptions.Seed();
    private static readonly Option<bool> Json = SharedOptions.Json();

    private static readonly Option<double> Rate =
        SharedOptions.Number("--rate", "Contacts a second.", Defaults.Rate)
            .Within(0.001, 1_000_000);

    private static readonly Option<int> Closed = SharedOptions.Number(
        "--closed", "The number of contacts that a closed loop keeps in progress; 0 for an open loop.", Defaults.Closed)
        .Within(0, 100_000);

    private static readonly Option<double> Seconds =
        SharedOptions.Number("--seconds", "Seconds of measured load.", Defaults.Duration.TotalSeconds)
            .Within(0.1, 86_400);

    private static readonly Option<double> WarmUp =
        SharedOptions.Number("--warmup", "Seconds of load before the measurement.", Defaults.WarmUp.TotalSeconds)
            .Within(0, 3600);

    private static readonly Option<double> Talk =
        SharedOptions.Number("--talk", "Seconds of talk.", Defaults.Talk.TotalSeconds)
            .Within(0, 3600);

    private static readonly Option<ArrivalKind> Arrivals =
        SharedOptions.Number("--arrivals", "The arrival process: poisson or constant.", Defaults.Arrivals);

    private static readonly Option<int> Agents =
        SharedOptions.Number("--agents", "The number of agents.", Defaults.Agents)
            .Within(1, 1_000_000);

    private static readonly Option<int> Skills =
        SharedOptions.Number("--skills", "The number of skills.", Defaults.Skills)
            .Within(1, 10_000);

    private static readonly Option<int> PerAgent =
        SharedOptions.Number("--skills-per-agent", "The number of skills of an agent.", Defaults.SkillsPerAgent)
            .Within(1, 64);

    private static readonly Option<int> PerContact =
        SharedOptions.Number("--skills-per-contact", "The number of skills that a contact requires.", Defaults.SkillsPerContact)
            .Within(1, 32);

    private static readonly Option<int> Connections =
        SharedOptions.Number("--connections", "The number of HTTP connections.", Defaults.Connections)
            .Within(1, 10_000);

    private static readonly Option<string?> Scenario = new Option<string?>("--scenario")
    {
        Description = "The test of the Redis and Kamailio talk: 3,600 contacts enter in a minute, then 2,000 agents log in. "
            + "Each contact lasts five minutes, and a new one follows each that ends.",
    }.AcceptOnlyFromAmong(RedisKamailio);

    private static readonly Option<double> Hours = SharedOptions.Number(
        "--hours", "The length of a scenario in hours of its own time.", 10.0).Within(0.1, 1000);

    private static readonly Option<double> Speed = SharedOptions.Number(
        "--speed", "How many times faster than its own time a scenario runs.", 60.0).Within(1, 3600);

    private static readonly Option<bool> Virtual = new("--virtual")
    {
        Description = "Run the scenario through the engine in virtual time, without a gateway.",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("load", About)
        {
            Url, Key, Rate, Closed, Seconds, WarmUp, Talk, Arrivals, Agents, Skills, PerAgent, PerContact, Connections,
            Scenario, Hours, Speed, Virtual, Seed, Json,
        };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private static int RunVirtually(TimeSpan length, int seed, ConsoleOutput output)
    {
        var report = new RedisKamailioSimulation(length, seed, hour => output.Progress.Report($"hour {hour:0.0}")).Run();
        output.Show(report, console => LoadTable.Write(console, report));
        return ExitCodes.Of(report.GoalMet);
    }

    private static async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = new LoadOptions
        {
            Rate = parsed.GetValue(Rate),
            Closed = parsed.GetValue(Closed),
            Duration = TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
            WarmUp = TimeSpan.FromSeconds(parsed.GetValue(WarmUp)),
            Talk = TimeSpan.FromSeconds(parsed.GetValue(Talk)),
            Arrivals = parsed.GetValue(Arrivals),
            Agents = parsed.GetValue(Agents),
            Skills = parsed.GetValue(Skills),
            SkillsPerAgent = parsed.GetValue(PerAgent),
            SkillsPerContact = parsed.GetValue(PerContact),
            Connections = parsed.GetValue(Connections),
            Seed = parsed.GetValue(Seed) ?? Defaults.Seed,
        };
        var output = new ConsoleOutput(parsed.GetValue(Json));
        var length = TimeSpan.FromHours(parsed.GetValue(Hours));
        if (parsed.GetValue(Virtual))
        {
            return parsed.GetValue(Scenario) is null
                ? throw new UsageException("--virtual is for a --scenario.")
                : RunVirtually(length, options.Seed, output);
        }

        if (parsed.GetValue(Scenario) is not null)
            options = RedisKamailioScenario.ToLoadOptions(options, length, parsed.GetValue(Speed));
        LoadHttpClient.UseInlineCompletions();
        try
        {
            using var run = new LoadRun(parsed.GetValue(Url)!, parsed.GetValue(Key), options, output.Progress.Report);
            var report = await run.RunAsync(cancel);
            output.Show(report, console => LoadTable.Write(console, report));
            return ExitCodes.Of(report.GoalMet);
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
