using System.CommandLine;

namespace Acd.Simulator;

/// <summary><c>acd-sim traffic</c>: a day in a small center, without an end.</summary>
public static class TrafficCommand
{
    private const string About = """
        Lets a small center live until Ctrl-C: people call, wait, hang up; agents answer, hold, complete, take breaks and
        overlook calls. It is for looking at the pages, not for measuring. At the end its agents log out.

        Example: acd-sim traffic --calls-per-minute 20
        """;

    private static readonly TrafficOptions Defaults = new();
    private static readonly Option<Uri> Url = SharedOptions.Url();
    private static readonly Option<string?> Key = SharedOptions.Key();
    private static readonly Option<int?> Seed = SharedOptions.Seed();

    private static readonly Option<int> Agents = new Option<int>("--agents")
    {
        Description = "The number of agents.",
        DefaultValueFactory = _ => Defaults.Agents,
    }.Within(1, 200);

    private static readonly Option<double> CallsPerMinute = new Option<double>("--calls-per-minute")
    {
        Description = "The calls that arrive in a minute, on average.",
        DefaultValueFactory = _ => Defaults.CallsPerMinute,
    }.Within(0.1, 600.0);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("traffic", About) { Url, Key, Agents, CallsPerMinute, Seed };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private static async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = new TrafficOptions
        {
            Agents = parsed.GetValue(Agents),
            CallsPerMinute = parsed.GetValue(CallsPerMinute),
            Seed = parsed.GetValue(Seed) ?? Random.Shared.Next(),
        };
        using var gateway = new GatewayClient(parsed.GetValue(Url)!, parsed.GetValue(Key));
        await new DemoTraffic(gateway, options).RunAsync(cancel);
        return ExitCodes.GoalMet;
    }
}

/// <summary>The size and the pace of the demo's traffic.</summary>
public sealed record TrafficOptions
{
    /// <summary>The number of agents, 1 to 200.</summary>
    public int Agents { get; init; } = 22;

    /// <summary>The calls that arrive in a minute, on average.</summary>
    public double CallsPerMinute { get; init; } = 11;

    /// <summary>How many times faster than life it goes.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The seed of the random choices.</summary>
    public int Seed { get; init; } = 1;
}
