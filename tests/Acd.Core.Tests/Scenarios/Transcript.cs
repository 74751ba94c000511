using System.Globalization;

namespace Acd.Core.Tests;

/// <summary>A story that a supervisor can read: above a line what was asked, below it what happened.</summary>
public static class Transcript
{
    private const string Divider = "----";

    private const string Begins = "begins ";

    /// <summary>When transcripts start that do not begin at a time of their own.</summary>
    public static readonly Timestamp Start = Timestamp.From(new DateTimeOffset(2025, 3, 3, 8, 0, 0, TimeSpan.Zero));

    /// <summary>The two halves of a file, each with its lines.</summary>
    public static (IReadOnlyList<string> Asked, IReadOnlyList<string> Happened) Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var divider = Array.IndexOf(lines, Divider);
        return divider < 0 ? (lines, []) : (lines[..divider], lines[(divider + 1)..]);
    }

    public static void Write(string path, IEnumerable<string> asked, IEnumerable<string> happened) =>
        File.WriteAllLines(path, [.. asked, Divider, .. happened]);

    /// <summary>
    /// Asks what the upper half says, and tells what happens. Empty lines and those that start with # are for the reader; the
    /// first line may say when it begins, by the clock on somebody's wall: <c>begins 2025-03-30T01:30+01:00</c>.
    /// </summary>
    public static IReadOnlyList<string> Play(IEnumerable<string> asked, Func<Timestamp, IScenarioTarget> beginAt)
    {
        var lines = asked.Where(line => line.Length > 0 && line[0] != '#').ToList();
        var start = Start;
        if (lines[0].StartsWith(Begins, StringComparison.Ordinal))
        {
            start = Timestamp.From(DateTimeOffset.Parse(lines[0][Begins.Length..], CultureInfo.InvariantCulture));
            lines.RemoveAt(0);
        }

        return Play(lines, beginAt(start), start);
    }

    private static List<string> Play(IEnumerable<string> lines, IScenarioTarget distributor, Timestamp start)
    {
        var told = new List<string>();
        var now = start;
        var settings = new CenterSettings();
        foreach (var line in lines)
        {
            var step = CommandParser.Parse(line);
            now += step.After;
            var at = TranscriptFormat.Print(now, start);
            var reply = Ask(distributor, step.Request, now);
            var events = distributor.TakeEvents();
            foreach (var happened in events)
            {
                told.Add($"{TranscriptFormat.Print(happened.At, start)} {EventPrinter.Print(happened, start, settings)}");
                settings = happened is SettingsChanged changed ? changed.Settings : settings;
            }

            if (reply is not null && EventPrinter.Print(reply, step.Request, start) is { } answer)
                told.Add($"{at} {answer}");
            else if (events.Count == 0)
                told.Add($"{at} nothing: {CommandPrinter.Print(step.Request)}");
        }

        return told;
    }

    private static Reply? Ask(IScenarioTarget distributor, Request request, Timestamp now)
    {
        switch (request)
        {
            case AdvanceTime:
                distributor.Tick(now);
                return null;
            case Query query:
                distributor.Tick(now);
                return distributor.Ask(query);
            default:
                return distributor.Apply((Command)request, now);
        }
    }
}
