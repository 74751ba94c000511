using System.CommandLine;

namespace Acd.Simulator;

/// <summary><c>acd-sim theory</c>: the engine compared with queueing theory.</summary>
public static class TheoryCommand
{
    private const string About = """
        Simulates textbook queues through the engine in virtual time, M/M/n (Erlang C) and M/M/n+M (Erlang A), and compares them
        with the exact formulas: share of waiting contacts, mean wait, service level, abandonment and occupancy, with confidence
        intervals from independent replications.

        Example: acd-sim theory --plot theory.svg
                 acd-sim theory --agents 50 --loads 0.96 --talk 60 --patience 120
        """;

    private static readonly TheoryOptions Defaults = new();

    private static readonly Option<int[]> Agents =
        ListOption.Of("--agents", "The numbers of agents.", Defaults.Agents, 1, 100_000);

    private static readonly Option<double[]> Loads = ListOption.Of(
        "--loads", "The loads; loads of 1 and more apply to queues with patience only.", Defaults.Loads, 0.01, 5);

    private static readonly Option<double> Talk = SharedOptions.Number(
        "--talk", "The mean talk, in seconds.", Defaults.MeanTalk).Within(0.1, 86_400);

    private static readonly Option<double> Patience = SharedOptions.Number(
        "--patience", "The mean patience, in seconds.", Defaults.MeanPatience).Within(0.1, 86_400);

    private static readonly Option<double> Target = SharedOptions.Number(
        "--target", "The service level's target, in seconds.", Defaults.Target).Within(0, 86_400);

    private static readonly Option<int> Replications = SharedOptions.Number(
        "--replications", "The number of independent simulations of each queue.", Defaults.Replications).Within(2, 10_000);

    private static readonly Option<int> Contacts = SharedOptions.Number(
        "--contacts", "The least number of measured contacts of a simulation.", Defaults.Contacts).Within(1, 100_000_000);

    private static readonly Option<string?> File = new("--plot") { Description = "Draw the comparison to this SVG file." };
    private static readonly Option<int?> Seed = SharedOptions.Seed();
    private static readonly Option<bool> Json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("theory", About)
        {
            Agents, Loads, Talk, Patience, Target, Replications, Contacts, File, Seed, Json,
        };
        command.SetAction((parsed, cancel) => Task.Run(() => Execute(parsed, cancel), CancellationToken.None));
        return command;
    }

    private static int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var options = new TheoryOptions
        {
            Agents = parsed.GetRequiredValue(Agents),
            Loads = parsed.GetRequiredValue(Loads),
            MeanTalk = parsed.GetValue(Talk),
            MeanPatience = parsed.GetValue(Patience),
            Target = parsed.GetValue(Target),
            Replications = parsed.GetValue(Replications),
            Contacts = parsed.GetValue(Contacts),
            Seed = parsed.GetValue(Seed) ?? Defaults.Seed,
        };
        var output = new ConsoleOutput(parsed.GetValue(Json));
        var all = options.Models().Count * options.Replications;
        using var file = OutputFile.Open(parsed.GetValue(File));
        var report = TheoryComparison.Run(options, done => output.Progress.Report($"{done} of {all} replications"), cancel);
        file?.Write(TheoryPlot.Of(report, options));
        output.Show(report, console => TheoryTable.Write(console, report, options));
        return ExitCodes.Of(report.GoalMet);
    }
}

/// <summary>The queues to simulate, and the size of the simulations.</summary>
public sealed record TheoryOptions
{
    /// <summary>The numbers of agents.</summary>
    public IReadOnlyList<int> Agents { get; init; } = [10, 100, 1000];

    /// <summary>The loads, as shares of the agents' capacity. Loads of 1 and more apply to queues with patience only.</summary>
    public IReadOnlyList<double> Loads { get; init; } = [0.7, 0.85, 0.95, 1.1, 1.2];

    /// <summary>The mean talk, in seconds.</summary>
    public double MeanTalk { get; init; } = 180;

    /// <summary>The mean patience, in seconds.</summary>
    public double MeanPatience { get; init; } = 120;

    /// <summary>The service level's target, in seconds.</summary>
    public double Target { get; init; } = 20;

    /// <summary>The number of independent simulations of each queue.</summary>
    public int Replications { get; init; } = 40;

    /// <summary>The least number of measured contacts of a simulation, after the warm-up.</summary>
    public int Contacts { get; init; } = 20_000;

    /// <summary>The share of intervals that hold the true value if the engine is right.</summary>
    public double Confidence { get; init; } = 0.99;

    /// <summary>The seed of the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The queues: each number of agents at each load, without patience and then with it.</summary>
    public IReadOnlyList<QueueModel> Models() =>
    [
        .. from agents in Agents
           from load in Loads.Where(load => load < 1)
           select new QueueModel(agents, agents * load / MeanTalk, MeanTalk),
        .. from agents in Agents
           from load in Loads
           select new QueueModel(agents, agents * load / MeanTalk, MeanTalk, MeanPatience),
    ];

    /// <summary>Throws if an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exception names the option.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Replications, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Contacts);
        ArgumentOutOfRangeException.ThrowIfNegative(Target);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Confidence, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Confidence, 1);
        foreach (var model in Models())
            model.Validate();
    }
}
