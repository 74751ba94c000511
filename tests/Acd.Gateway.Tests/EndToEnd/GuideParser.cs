using System.Globalization;
using System.Text.RegularExpressions;

namespace Acd.Gateway.Tests;

/// <summary>A step of a guide's example: a command and its expected response, or time that passes.</summary>
internal sealed record GuideStep(string What, string? Body, int Status, IReadOnlyList<(string Path, string Value)> Members)
{
    /// <summary>The headers of the command.</summary>
    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>The time that passes before the step.</summary>
    public TimeSpan After { get; init; }
}

/// <summary>A section of a guide with examples.</summary>
internal sealed record GuideSection(string Title, IReadOnlyList<GuideStep> Steps);

/// <summary>
/// Reads the examples of a guide. A line is a curl command, its expected response (<c># 201, state: queued</c>), or time
/// (<c># 30 seconds later</c>). Any other line is an error, so that no example is skipped.
/// </summary>
internal static partial class GuideParser
{
    public static IReadOnlyList<GuideSection> Read(string path)
    {
        var sections = new List<GuideSection>();
        foreach (var part in File.ReadAllText(path).Split("\n## ").Skip(1))
        {
            var title = part[..part.IndexOf('\n', StringComparison.Ordinal)];
            var lines = Block().Matches(part).SelectMany(block => block.Groups["lines"].Value.TrimEnd().Split('\n'));
            sections.Add(new GuideSection(title, [.. Steps(title, [.. lines])]));
        }

        return sections;
    }

    /// <summary>The folder of the solution, the README and the guides.</summary>
    public static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Acd.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new FileNotFoundException("There is no Acd.sln above the tests.");
        return folder;
    }

    private static IEnumerable<GuideStep> Steps(string title, string[] lines)
    {
        var after = TimeSpan.Zero;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Later().Match(lines[i]) is { Success: true } later)
            {
                after = TimeSpan.FromSeconds(int.Parse(later.Groups["seconds"].Value, CultureInfo.InvariantCulture));
                continue;
            }

            var command = Command().Match(lines[i]);
            Assert.True(command.Success, $"{title}: this is no command of a known form: {lines[i]}");
            var answer = Answer().Match(i + 1 < lines.Length ? lines[i + 1] : "");
            Assert.True(answer.Success, $"{title}: no answer stands below: {lines[i]}");
            i++;
            var method = command.Groups["method"].Success ? command.Groups["method"].Value : "GET";
            yield return new GuideStep(
                $"{method} {command.Groups["path"].Value}",
                command.Groups["body"].Success ? command.Groups["body"].Value : null,
                int.Parse(answer.Groups["status"].Value, CultureInfo.InvariantCulture),
                [.. answer.Groups["member"].Captures.Select(member => Member(member.Value))])
            {
                After = after,
                Headers = [.. command.Groups["header"].Captures.Select(header => Member(header.Value))],
            };
            after = TimeSpan.Zero;
        }

        Assert.Equal((title, TimeSpan.Zero), (title, after));
    }

    private static (string Path, string Value) Member(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return (text[..colon], text[(colon + 2)..]);
    }

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^# (?<seconds>[0-9]+) seconds later$")]
    private static partial Regex Later();

    [GeneratedRegex("^curl (-X (?<method>[A-Z]+) )?'?localhost:8000(?<path>/[^ ']*)'?( -H '(?<header>[^']*)')?"
        + "( --json '(?<body>[^']*)')?$")]
    private static partial Regex Command();

    [GeneratedRegex("^# (?<status>[0-9]{3})(, (?<member>[A-Za-z0-9.]+: [^,]+))*$")]
    private static partial Regex Answer();
}
