using System.CommandLine;
using System.Globalization;

namespace Acd.Simulator;

/// <summary><c>acd-sim replay</c>: recorded days through the engine.</summary>
public static class ReplayCommand
{
    private const string About = """
        Replays the recorded calls of the Anonymous Bank through the engine in virtual time, and compares the engine's waits with
        the recorded ones.

        Example: acd-sim replay --day 1999-09-01
                 acd-sim replay calls_1999_09.csv.gz --html september.html --policy all --decisions
                 acd-sim replay ../shared/data/anonymous-bank/calls_1999_09.csv.gz --absences gaps
        """;

    private static readonly ReplayOptions Defaults = new();

    private static readonly Argument<string[]> Files = new("file")
    {
        Description = "Files of calls, by path or by name in the data folder; by default all files of the folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "The folder of the bank's calls; by default shared/data/anonymous-bank here or in a folder above.",
    };

    private static readonly Option<DateOnly?> Day = new("--day")
    {
        Description = "Replay only this day, such as 1999-09-01.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError("--day must be a date such as 1999-09-01.");
            return null;
        },
    };

    private static readonly Option<AbsenceAssumption> Rule = new("--absences", "--breaks")
    {
        Description = "When agents count as absent between their calls: none (never), gaps (in gaps of more than two minutes), "
            + "observed (while a call that they could have served waited).",
        DefaultValueFactory = _ => Defaults.Absences,
    };

    private static readonly Option<int> WrapUp = new Option<int>("--wrap-up")
    {
        Description = "Seconds of wrap-up after each call.",
        DefaultValueFactory = _ => Defaults.WrapUp,
    }.Within(0, 3600);

    private static readonly Option<int> HeadStart = new Option<int>("--head-start")
    {
        Description = "The head start of priority customers, in seconds.",
        DefaultValueFactory = _ => Defaults.HeadStart,
    }.Within(0, 3600);

    private static readonly Option<string?> Compared = new("--policy")
    {
        Description = "Compare policies on the same calls, such as bank,fifo, or all: "
            + string.Join("; ", RoutingPolicies.All.Select(policy => $"{policy.Name}, {policy.About}")) + ".",
    };

    private static readonly Option<bool> Decide = new("--decisions")
    {
        Description = "Compare each recorded answer with the engine's choice among the calls that waited.",
    };

    private static readonly Option<string?> Html = new("--html") { Description = "Write a page with plots to this file." };
    private static readonly Option<int?> Seed = SharedOptions.Seed();
    private static readonly Option<bool> Json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("replay", About)
        {
            Files, Data, Day, Rule, WrapUp, HeadStart, Compared, Decide, Html, Seed, Json,
        };
        command.SetAction((parsed, cancel) => Task.Run(() => Execute(parsed, cancel), CancellationToken.None));
        return command;
    }

    private static IReadOnlyList<RoutingPolicy> PoliciesOf(string? names) => names switch
    {
        null => [],
        "all" => RoutingPolicies.All,
        _ => [.. names.Split(',').Select(RoutingPolicies.Of)],
    };

    private static int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var options = new ReplayOptions
        {
            Absences = parsed.GetValue(Rule),
            WrapUp = parsed.GetValue(WrapUp),
            HeadStart = parsed.GetValue(HeadStart),
            Policies = PoliciesOf(parsed.GetValue(Compared)),
            Decisions = parsed.GetValue(Decide),
            Seed = parsed.GetValue(Seed) ?? Defaults.Seed,
        };
        var day = parsed.GetValue(Day);
        var files = ReplayFiles.Find(parsed.GetValue(Files) ?? [], parsed.GetValue(Data), day);
        var output = new ConsoleOutput(parsed.GetValue(Json));
        using var page = OutputFile.Open(parsed.GetValue(Html));
        var done = 0;
        try
        {
            var report = ReplayRunner.Run(files, day, options, ReportDay, cancel);
            if (report.Days.Count > 0)
                page?.Write(ReplayPage.Of(report, options));
            output.Show(report, console => ReplayTable.Write(console, report, options));
            return ExitCodes.Of(report.Days.Count > 0 && !cancel.IsCancellationRequested);
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }

        void ReportDay(DateOnly at) => output.Progress.Report($"{Interlocked.Increment(ref done)} days, {at:O}");
    }
}
