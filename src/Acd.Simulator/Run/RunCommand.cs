using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Acd.Simulator;

/// <summary><c>acd-sim run</c>: the basic-acd scenario.</summary>
public static class RunCommand
{
    private const string About = """
        Plays the scenario of Redis' basic-acd demo against a running gateway. Agents with a language and a field of expertise
        take the contacts that require them.

        Example: acd-sim run --interval 0.05 --talk 0.1-0.3
        """;

    private static readonly RunOptions Defaults = new();
    private static readonly Option<Uri> Url = SharedOptions.Url();
    private static readonly Option<string?> Key = SharedOptions.Key();
    private static readonly Option<int?> Seed = SharedOptions.Seed();
    private static readonly Option<bool> Json = SharedOptions.Json();

    private static readonly Option<int> Agents = new Option<int>("--agents")
    {
        Description = "The number of agents.",
        DefaultValueFactory = _ => Defaults.Agents,
    }.Within(1, 10_000);

    private static readonly Option<int> Contacts = new Option<int>("--contacts")
    {
        Description = "The number of contacts.",
        DefaultValueFactory = _ => Defaults.Contacts,
    }.Within(1, 1_000_000);

    private static readonly Option<double> Interval = new Option<double>("--interval")
    {
        Description = "Seconds between two contacts.",
        DefaultValueFactory = _ => Defaults.Interval.TotalSeconds,
    }.Within(0.0, 3600.0);

    private static readonly Option<TalkDurationRange> Talk = new("--talk")
    {
        Description = "Seconds of talk, from the shortest to the longest.",
        DefaultValueFactory = _ => new TalkDurationRange(Defaults.ShortestTalk, Defaults.LongestTalk),
        CustomParser = TalkDurationRange.Parse,
    };

    private static readonly Option<string> Api = new("--api")
    {
        Description = "The HTTP interface: v1, where agents accept offers, or basic, the demo's routes.",
        DefaultValueFactory = _ => "v1",
    };

    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep the agents in the center at the end." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Api.AcceptOnlyFromAmong("v1", "basic");
        var command = new Command("run", About) { Url, Key, Agents, Contacts, Interval, Talk, Api, Keep, Seed, Json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private static async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var talk = parsed.GetValue(Talk)!;
        var options = new RunOptions
        {
            Agents = parsed.GetValue(Agents),
            Contacts = parsed.GetValue(Contacts),
            Interval = TimeSpan.FromSeconds(parsed.GetValue(Interval)),
            ShortestTalk = talk.Shortest,
            LongestTalk = talk.Longest,
            Seed = parsed.GetValue(Seed) ?? Random.Shared.Next(),
            Keep = parsed.GetValue(Keep),
        };
        var output = new ConsoleOutput(parsed.GetValue(Json));
        using var gateway = new GatewayClient(parsed.GetValue(Url)!, parsed.GetValue(Key));
        var basic = parsed.GetValue(Api) == "basic";
        await using IScenarioApi api = basic ? new BasicScenarioApi(gateway) : new V1ScenarioApi(gateway, RunPrefix.New());
        var run = new ScenarioRun(api, options, progress => output.Progress.Report(progress.ToString()));
        var report = await run.PlayAsync(cancel);
        output.Show(report, console => RunTable.Write(console, report));
        return ExitCodes.Of(report.GoalMet);
    }
}

/// <summary>The size and the pace of the basic-acd scenario.</summary>
public sealed record RunOptions
{
    /// <summary>The number of agents.</summary>
    public int Agents { get; init; } = 40;

    /// <summary>The number of contacts.</summary>
    public int Contacts { get; init; } = 100;

    /// <summary>The time between two contacts.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The shortest talk.</summary>
    public TimeSpan ShortestTalk { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest talk.</summary>
    public TimeSpan LongestTalk { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a contact waits for an agent before it counts as lost.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The seed of the random choices.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the agents stay when the scenario ends.</summary>
    public bool Keep { get; init; }

    /// <summary>Throws if an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exception names the option.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Contacts);
        ArgumentOutOfRangeException.ThrowIfLessThan(Interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ShortestTalk, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestTalk, ShortestTalk);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Patience, TimeSpan.Zero);
    }
}

/// <summary>The range of talk durations.</summary>
/// <param name="Shortest">The shortest.</param>
/// <param name="Longest">The longest.</param>
public sealed record TalkDurationRange(TimeSpan Shortest, TimeSpan Longest)
{
    /// <summary>Parses seconds such as <c>1-3</c> or <c>0.2</c>.</summary>
    public static TalkDurationRange? Parse(ArgumentResult result)
    {
        var ends = result.Tokens[0].Value.Split('-');
        if (ends.Length <= 2 && Seconds(ends[0]) is { } shortest && Seconds(ends[^1]) is { } longest && shortest <= longest)
            return new TalkDurationRange(shortest, longest);
        result.AddError("--talk must be seconds such as 1-3 or 0.2.");
        return null;
    }

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
