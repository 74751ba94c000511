using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator.Verify;

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
