using System.Globalization;
using System.IO.Compression;

namespace Acd.Simulator;

/// <summary>A file of recorded calls: comma-separated with a heading, plain or packed by gzip.</summary>
public static class CallFileReader
{
    private static readonly string[] Columns =
        ["date", "t_acd_s", "type", "priority", "outcome", "wait_s", "t_answer_s", "service_s", "agent"];

    /// <summary>Reads a file, which is packed if its name ends so.</summary>
    /// <exception cref="FormatException">A line is not a call; the message names the file and the line.</exception>
    public static IReadOnlyList<RecordedCall> Read(string path)
    {
        using var file = File.OpenRead(path);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return Read(file, path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        return Read(unpacked, path);
    }

    /// <summary>Reads calls from a stream.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="name">What to call it where a line is wrong.</param>
    public static IReadOnlyList<RecordedCall> Read(Stream stream, string name)
    {
        using var reader = new StreamReader(stream);
        var heading = reader.ReadLine()?.Split(',') ?? [];
        var places = Columns.Select(column => Array.IndexOf(heading, column)).ToArray();
        if (Array.IndexOf(places, -1) is var missing and >= 0)
            throw new FormatException($"{name}: there is no column {Columns[missing]}.");

        var calls = new List<RecordedCall>();
        Span<Range> fields = stackalloc Range[heading.Length + 1];
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.AsSpan().Split(fields, ',') != heading.Length)
                throw new FormatException($"{name}, line {line}: a call has {heading.Length} fields.");
            try
            {
                calls.Add(Parse(text, fields, places));
            }
            catch (FormatException wrong)
            {
                throw new FormatException($"{name}, line {line}: {wrong.Message}", wrong);
            }
        }

        return calls;
    }

    private static RecordedCall Parse(string text, ReadOnlySpan<Range> fields, int[] places)
    {
        var outcome = text.AsSpan(fields[places[4]]);
        if (outcome is not ("A" or "H"))
            throw new FormatException($"The outcome {outcome} is neither A nor H.");
        var agent = text.AsSpan(fields[places[8]]);
        return new RecordedCall(
            DateOnly.ParseExact(text.AsSpan(fields[places[0]]), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Number(text.AsSpan(fields[places[1]])),
            NameOf(text.AsSpan(fields[places[2]])),
            Number(text.AsSpan(fields[places[3]])),
            outcome is "A",
            Number(text.AsSpan(fields[places[5]])),
            NumberOrZero(text.AsSpan(fields[places[6]])),
            NumberOrZero(text.AsSpan(fields[places[7]])),
            agent.IsEmpty ? null : NameOf(agent));
    }

    // A month has a few dozen names; each is one string, however many calls bear it.
    private static string NameOf(ReadOnlySpan<char> text) =>
        text.Length <= 3 ? string.Intern(text.ToString()) : text.ToString();

    private static int NumberOrZero(ReadOnlySpan<char> text) => text.IsEmpty ? 0 : Number(text);

    private static int Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{text} is not a number of seconds.");
}
