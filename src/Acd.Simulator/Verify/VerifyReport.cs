using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator.Verify;

/// <summary>What came of many seeds.</summary>
public sealed record VerifyReport
{
    /// <summary>The first seed.</summary>
    public required long From { get; init; }

    /// <summary>How many were run to their end.</summary>
    public required int Seeds { get; init; }

    /// <summary>Those that broke a rule, by seed.</summary>
    public required IReadOnlyList<BrokenSeed> Broken { get; init; }

    /// <summary>Batches that were committed.</summary>
    public required long Commits { get; init; }

    /// <summary>Events that were committed.</summary>
    public required long Events { get; init; }

    /// <summary>Requests that were answered.</summary>
    public required long Answers { get; init; }

    /// <summary>Steps that made trouble: faults of the store, deaths, pauses, jumps of clocks.</summary>
    public required long Troubles { get; init; }

    /// <summary>How often somebody took the lease.</summary>
    public required long Terms { get; init; }

    /// <summary>How many hours passed in virtual time.</summary>
    public required double VirtualHours { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seeds in a second.</summary>
    public required double Rate { get; init; }

    /// <summary>The hash of everything that happened, of the seeds by their order.</summary>
    public required string Trace { get; init; }
}

/// <summary>A seed that broke a rule.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Rule">The rule.</param>
/// <param name="What">What was seen.</param>
/// <param name="Repeat">The command that repeats it.</param>
/// <param name="Transcript">The shortest run that was found, as text.</param>
public sealed record BrokenSeed(long Seed, string Rule, string What, string Repeat, string Transcript);

/// <summary>What came of the seeds, for people.</summary>
internal static class VerifyTable
{
    public static void Write(IAnsiConsole console, VerifyReport report)
    {
        // A transcript's lines are not to be broken, or it could not be searched.
        foreach (var broken in report.Broken) console.Profile.Out.Writer.WriteLine(broken.Transcript);
        var table = new Table().AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();
        Row("seeds", $"{report.From} to {report.From + report.Seeds - 1}");
        Row("broken", $"{report.Broken.Count}");
        Row("seeds a second", $"{report.Rate:0.0}");
        Row("seconds", $"{report.Seconds:0.0}");
        Row("virtual hours", $"{report.VirtualHours:N1}");
        Row("requests answered", $"{report.Answers:N0}");
        Row("commits", $"{report.Commits:N0}");
        Row("events", $"{report.Events:N0}");
        Row("troubles made", $"{report.Troubles:N0}");
        Row("terms of serving", $"{report.Terms:N0}");
        Row("trace", $"{report.Trace}");
        console.Write(table);

        void Row(string name, FormattableString value) =>
            table.AddRow(name, Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));
    }
}
