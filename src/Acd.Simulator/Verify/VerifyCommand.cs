using System.CommandLine;

namespace Acd.Simulator.Verify;

/// <summary><c>acd-sim verify</c>: simulation testing by seed.</summary>
public static class VerifyCommand
{
    private const string About = """
        Runs host, store and clients in virtual time with injected faults, and checks the engine's invariants. The same seed
        gives the same run, byte for byte. A run that breaks a rule is reported with the command that repeats it and the shortest
        steps found that break the rule.

        Example: acd-sim verify --seeds 1000
                 acd-sim verify --seed 123 --trace
        """;

    private static readonly VerifyOptions Defaults = new();

    private static readonly Option<long?> Seed = new("--seed") { Description = "Run only this seed." };

    private static readonly Option<int> Seeds = new Option<int>("--seeds")
    {
        Description = "The number of seeds.",
        DefaultValueFactory = _ => 100,
    }.Within(1, 100_000_000);

    private static readonly Option<long> From = new Option<long>("--from")
    {
        Description = "The first seed.",
        DefaultValueFactory = _ => Defaults.From,
    }.Within(0, long.MaxValue / 2);

    private static readonly Option<int> AtOnce = new Option<int>("--parallel")
    {
        Description = "The number of seeds that run at once. It does not change any run.",
        DefaultValueFactory = _ => Defaults.Parallel,
    }.Within(1, 256);

    private static readonly Option<bool> ShowTrace = new("--trace")
    {
        Description = "Write the trace of a single seed's run to standard error.",
    };

    private static readonly Option<bool> Json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", About) { Seed, Seeds, From, AtOnce, ShowTrace, Json };
        command.SetAction((parsed, cancel) => Task.Run(() => Execute(parsed, cancel), CancellationToken.None));
        return command;
    }

    private static int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var one = parsed.GetValue(Seed);
        if (one < 0) throw new UsageException("--seed must be 0 or more.");
        if (one is not null && (parsed.GetResult(Seeds) is { Implicit: false } || parsed.GetResult(From) is { Implicit: false }))
            throw new UsageException("--seed is one seed; --seeds and --from are for many.");
        if (one is null && parsed.GetValue(ShowTrace)) throw new UsageException("--trace is for one seed: --seed 123 --trace.");
        var options = new VerifyOptions
        {
            From = one ?? parsed.GetValue(From),
            Seeds = one is null ? parsed.GetValue(Seeds) : 1,
            Parallel = parsed.GetValue(AtOnce),
        };
        var hooks = new TestHooks { OnTraceLine = parsed.GetValue(ShowTrace) ? Console.Error.WriteLine : null };
        var output = new ConsoleOutput(parsed.GetValue(Json));
        var report = new VerifyRun(options, hooks, output.Progress.Report).Run(cancel);
        output.Show(report, console => VerifyTable.Write(console, report));
        return ExitCodes.Of(report.Broken.Count == 0 && report.Seeds == options.Seeds);
    }
}

/// <summary>The seeds to run.</summary>
public sealed class VerifyOptions
{
    /// <summary>The first seed, 0 or more.</summary>
    public long From { get; init; } = 1;

    /// <summary>The number of seeds, 1 to 100,000,000.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The number of seeds that run at once, 1 to 256. It does not change any run.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>The number of broken seeds after which no more seeds start, 1 or more.</summary>
    public int MaxBroken { get; init; } = 5;
}
