using System.CommandLine;

namespace Acd.Simulator;

/// <summary><c>acd-sim theory</c>: the engine beside the formulas of queueing theory.</summary>
public static class TheoryCommand
{
    private const string About = """
        Simulates queues of the textbooks through the engine in virtual time, M/M/n (Erlang C) and M/M/n+M (Erlang A), and holds
        the exact formulas against it: who waits, mean wait, service level, who hangs up, occupancy, with confidence intervals
        from independent replications.

        Example: acd-sim theory --plot theory.svg
                 acd-sim theory --agents 50 --loads 0.96 --talk 60 --patience 120
        """;

    private static readonly TheoryOptions Defaults = new();

    private static readonly Option<int[]> Agents =
        ListOption.Of("--agents", "Numbers of agents.", Defaults.Agents, 1, 100_000);

    private static readonly Option<double[]> Loads = ListOption.Of(
        "--loads", "Loads; those of 1 and over are for callers with a patience only.", Defaults.Loads, 0.01, 5);

    private static readonly Option<double> Talk = SharedOptions.Number(
        "--talk", "Seconds of the mean talk.", Defaults.MeanTalk).Within(0.1, 86_400);

    private static readonly Option<double> Patience = SharedOptions.Number(
        "--patience", "Seconds of the mean patience.", Defaults.MeanPatience).Within(0.1, 86_400);

    private static readonly Option<double> Target = SharedOptions.Number(
        "--target", "Seconds within which a contact should be answered.", Defaults.Target).Within(0, 86_400);

    private static readonly Option<int> Replications = SharedOptions.Number(
        "--replications", "How often each queue is simulated, independently.", Defaults.Replications).Within(2, 10_000);

    private static readonly Option<int> Contacts = SharedOptions.Number(
        "--contacts", "How many contacts are measured in each at least.", Defaults.Contacts).Within(1, 100_000_000);

    private static readonly Option<string?> File = new("--plot") { Description = "Draw the comparison into this SVG file." };
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

/// <summary>Which queues are simulated, and how long.</summary>
public sealed record TheoryOptions
{
    /// <summary>Numbers of agents.</summary>
    public IReadOnlyList<int> Agents { get; init; } = [10, 100, 1000];

    /// <summary>Loads, as shares of what the agents can do; those of 1 and over are for callers with a patience only.</summary>
    public IReadOnlyList<double> Loads { get; init; } = [0.7, 0.85, 0.95, 1.1, 1.2];

    /// <summary>The mean talk, in seconds.</summary>
    public double MeanTalk { get; init; } = 180;

    /// <summary>The mean patience, in seconds.</summary>
    public double MeanPatience { get; init; } = 120;

    /// <summary>The service level's target, in seconds.</summary>
    public double Target { get; init; } = 20;

    /// <summary>How often each queue is simulated, independently.</summary>
    public int Replications { get; init; } = 40;

    /// <summary>How many contacts are measured in each replication at least, after the warm-up.</summary>
    public int Contacts { get; init; } = 20_000;

    /// <summary>How often an interval holds the true value, if all is well.</summary>
    public double Confidence { get; init; } = 0.99;

    /// <summary>Settles the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The queues: each number of agents at each load, without a patience and then with it.</summary>
    public IReadOnlyList<QueueModel> Models() =>
    [
        .. from agents in Agents
           from load in Loads.Where(load => load < 1)
           select new QueueModel(agents, agents * load / MeanTalk, MeanTalk),
        .. from agents in Agents
           from load in Loads
           select new QueueModel(agents, agents * load / MeanTalk, MeanTalk, MeanPatience),
    ];

    /// <summary>Throws where an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names the option.</exception>
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
