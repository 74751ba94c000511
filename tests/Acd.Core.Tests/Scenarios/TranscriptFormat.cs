using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Acd.Core.Tests;

/// <summary>The format of times, durations, words and skill lists in transcripts.</summary>
public static partial class TranscriptFormat
{
    /// <summary>A duration: <c>250ms</c>, <c>3.5s</c>, <c>2m</c>, <c>1h</c>.</summary>
    public static string Print(TimeSpan length)
    {
        var milliseconds = length.Ticks / TimeSpan.TicksPerMillisecond;
        return milliseconds switch
        {
            0 => "0s",
            _ when milliseconds % 3_600_000 == 0 => Number(milliseconds / 3_600_000m) + "h",
            _ when milliseconds % 60_000 == 0 => Number(milliseconds / 60_000m) + "m",
            < 100 and > -100 => Number(milliseconds) + "ms",
            _ => Number(milliseconds / 1000m) + "s",
        };
    }

    public static TimeSpan Duration(string text)
    {
        var match = DurationPattern().Match(text);
        if (!match.Success)
            throw new FormatException($"'{text}' is no duration.");
        var number = decimal.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        decimal unit = match.Groups[2].Value switch { "ms" => 1, "s" => 1000, "m" => 60_000, _ => 3_600_000 };
        return new TimeSpan(decimal.ToInt64(number * unit * TimeSpan.TicksPerMillisecond));
    }

    /// <summary>A time in minutes and seconds since the start of the transcript.</summary>
    public static string Print(Timestamp at, Timestamp start)
    {
        var since = at - start;
        var hours = (long)since.TotalHours;
        return string.Create(CultureInfo.InvariantCulture, $"{(hours == 0 ? "" : hours + ":")}{since:mm\\:ss\\.fff}");
    }

    public static string Quote(string word) => PlainWord().IsMatch(word) ? word : JsonSerializer.Serialize(word);

    /// <summary>The words of a line. A quoted word is a JSON string.</summary>
    public static Queue<string> Split(string line) => new(WordPattern().Matches(line)
        .Select(match => match.Value[0] == '"' ? JsonSerializer.Deserialize<string>(match.Value)! : match.Value));

    public static string Print(IEnumerable<Requirement> skills) =>
        Join(skills.Select(skill => Leveled(skill.Skill, skill.Level, Requirement.DefaultLevel)));

    public static string Print(IEnumerable<AgentSkill> skills) =>
        Join(skills.Select(skill => Leveled(skill.Skill, skill.Level, AgentSkill.DefaultLevel)));

    public static string Print(IEnumerable<ChannelCost> channels) => Join(channels.Select(channel =>
        $"{channel.Channel}:{Number(channel.Cost)}"
            + (channel is { MaxContacts: null, MaxOffers: null } ? "" : $":{OptionalNumber(channel.MaxContacts)}")
            + (channel.MaxOffers is null ? "" : $":{OptionalNumber(channel.MaxOffers)}")));

    public static IReadOnlyList<Requirement> Requirements(string text) =>
        [
            .. text.Split(',').Select(part => Level(part, Requirement.DefaultLevel))
                .Select(part => new Requirement(part.Skill, part.Level)),
        ];

    public static IReadOnlyList<AgentSkill> Skills(string text) => [.. text.Split(',').Select(Skill)];

    public static AgentSkill Skill(string text)
    {
        var (skill, level) = Level(text, AgentSkill.DefaultLevel);
        return new(skill, level);
    }

    public static IReadOnlyList<ChannelCost> Channels(string text) =>
        [.. text.Split(',').Select(part => part.Split(':')).Select(parts => new ChannelCost(
            new(parts[0]), Integer(parts[1]), OptionalInteger(parts, 2), OptionalInteger(parts, 3)))];

    public static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static string Number(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A number, or nothing for null.</summary>
    private static string OptionalNumber(int? number) => number is { } own ? Number((decimal)own) : "";

    private static int? OptionalInteger(string[] parts, int at) =>
        at < parts.Length && parts[at].Length > 0 ? Integer(parts[at]) : null;

    private static string Join(IEnumerable<string> parts) => Quote(string.Join(',', parts));

    private static string Leveled(SkillId skill, int level, int usual) =>
        level == usual ? skill.Value : string.Create(CultureInfo.InvariantCulture, $"{skill}:{level}");

    private static (SkillId Skill, int Level) Level(string text, int usual)
    {
        var match = LevelPattern().Match(text);
        return match.Success ? (new(match.Groups[1].Value), Integer(match.Groups[2].Value)) : (new(text), usual);
    }

    [GeneratedRegex(@"^(-?[0-9.]+)(ms|s|m|h)$")]
    private static partial Regex DurationPattern();

    [GeneratedRegex(@"^[A-Za-z0-9._:,/-]+$")]
    private static partial Regex PlainWord();

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|[()]|[^\s()]+
        """)]
    private static partial Regex WordPattern();

    [GeneratedRegex("^(.+):(-?[0-9]+)$")]
    private static partial Regex LevelPattern();
}
