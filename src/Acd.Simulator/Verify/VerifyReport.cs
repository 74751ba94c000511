using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator.Verify;

/// <summary>The results of many seeds.</summary>
public sealed record VerifyReport
{
    /// <summary>The first seed.</summary>
    public required long From { get; init; }

    /// <summary>The number of seeds that ran to their end.</summary>
    public required int Seeds { get; init; }

    /// <summary>The seeds that broke a rule, in order.</summary>
    public required IReadOnlyList<BrokenSeed> Broken { get; init; }

    /// <summary>Committed batches.</summary>
    public required long Commits { get; init; }

    /// <summary>Committed events.</summary>
    public required long Events { get; init; }

    /// <summary>Answered requests.</summary>
    public required long Answers { get; init; }

    /// <summary>Injected faults: store faults, deaths, pauses, clock jumps.</summary>
    public required long Troubles { get; init; }

    /// <summary>How often a process took the lease.</summary>
    public required long Terms { get; init; }

    /// <summary>The virtual time that passed, in hours.</summary>
    public required double VirtualHours { get; init; }

    /// <summary>The real duration, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seeds a second.</summary>
    public required double Rate { get; init; }

    /// <summary>The hash of all traces, in the order of the seeds.</summary>
    public required string Trace { get; init; }
}

/// <summary>A seed that broke a rule.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Rule">The broken rule.</param>
/// <param name="What">The observation that breaks it.</param>
/// <param name="Repeat">The command that repeats the run.</param>
/// <param name="Transcript">The shortest run found that breaks the rule, as text.</param>
public sealed record BrokenSeed(long Seed, string Rule, string What, string Repeat, string Transcript);

/// <summary>The results of the seeds as a table.</summary>
internal static class VerifyTable
{
    public static void Write(IAnsiConsole console, VerifyReport report)
    {
        // The console would wrap a transcript's lines and make them hard to search.
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
        Row("faults injected", $"{report.Troubles:N0}");
        Row("terms of a lease", $"{report.Terms:N0}");
        Row("trace", $"{report.Trace}");
        console.Write(table);

        void Row(string name, FormattableString value) =>
            table.AddRow(name, Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));
    }
}
