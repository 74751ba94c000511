using System.Globalization;

namespace Acd.Core.Tests;

/// <summary>A readable scenario: requests above a divider, and their events and replies below it.</summary>
public static class Transcript
{
    private const string Divider = "----";

    private const string Begins = "begins ";

    /// <summary>The default start of transcripts.</summary>
    public static readonly Timestamp Start = Timestamp.From(new DateTimeOffset(2025, 3, 3, 8, 0, 0, TimeSpan.Zero));

    /// <summary>Reads the two halves of a file as lines.</summary>
    public static (IReadOnlyList<string> Asked, IReadOnlyList<string> Happened) Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var divider = Array.IndexOf(lines, Divider);
        return divider < 0 ? (lines, []) : (lines[..divider], lines[(divider + 1)..]);
    }

    public static void Write(string path, IEnumerable<string> requests, IEnumerable<string> output) =>
        File.WriteAllLines(path, [.. requests, Divider, .. output]);

    /// <summary>
    /// Plays the requests of the upper half and prints the events and replies. Empty lines and lines with # are comments. The
    /// first line may set the start in local time: <c>begins 2025-03-30T01:30+01:00</c>.
    /// </summary>
    public static IReadOnlyList<string> Play(IEnumerable<string> requests, Func<Timestamp, IScenarioTarget> beginAt)
    {
        var lines = requests.Where(line => line.Length > 0 && line[0] != '#').ToList();
        var start = Start;
        if (lines[0].StartsWith(Begins, StringComparison.Ordinal))
        {
            start = Timestamp.From(DateTimeOffset.Parse(lines[0][Begins.Length..], CultureInfo.InvariantCulture));
            lines.RemoveAt(0);
        }

        return Play(lines, beginAt(start), start);
    }

    private static List<string> Play(IEnumerable<string> lines, IScenarioTarget target, Timestamp start)
    {
        var output = new List<string>();
        var now = start;
        var settings = new CenterSettings();
        foreach (var line in lines)
        {
            var step = CommandParser.Parse(line);
            now += step.After;
            var at = TranscriptFormat.Print(now, start);
            var reply = Ask(target, step.Request, now);
            var events = target.TakeEvents();
            foreach (var centerEvent in events)
            {
                var time = TranscriptFormat.Print(centerEvent.At, start);
                output.Add($"{time} {EventPrinter.Print(centerEvent, start, settings)}");
                settings = centerEvent is SettingsChanged changed ? changed.ApplyTo(settings) : settings;
            }

            if (reply is not null && EventPrinter.Print(reply, step.Request, start) is { } answer)
                output.Add($"{at} {answer}");
            else if (events.Count == 0)
                output.Add($"{at} nothing: {CommandPrinter.Print(step.Request)}");
        }

        return output;
    }

    private static Reply? Ask(IScenarioTarget target, Request request, Timestamp now)
    {
        switch (request)
        {
            case AdvanceTime:
                target.Tick(now);
                return null;
            case CenterWasAway { For: var away }:
                target.Return(now + -away, now);
                return null;
            case Query query:
                target.Tick(now);
                return target.Ask(query);
            default:
                return target.Apply((Command)request, now);
        }
    }
}
