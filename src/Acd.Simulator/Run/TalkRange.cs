using System.CommandLine.Parsing;
using System.Globalization;

namespace Acd.Simulator;

/// <summary>How long talks are: from the shortest to the longest.</summary>
/// <param name="Shortest">The shortest.</param>
/// <param name="Longest">The longest.</param>
public sealed record TalkDurationRange(TimeSpan Shortest, TimeSpan Longest)
{
    /// <summary>Reads seconds such as <c>1-3</c> or <c>0.2</c>.</summary>
    public static TalkDurationRange? Parse(ArgumentResult result)
    {
        var ends = result.Tokens[0].Value.Split('-');
        if (ends.Length <= 2 && Seconds(ends[0]) is { } shortest && Seconds(ends[^1]) is { } longest && shortest <= longest)
            return new TalkDurationRange(shortest, longest);
        result.AddError("--talk must be seconds such as 1-3 or 0.2.");
        return null;
    }

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
