using System.Globalization;
using System.IO.Compression;

namespace Acd.Simulator;

/// <summary>A recorded call that was offered to agents. Times are seconds of its day.</summary>
/// <param name="Day">The day.</param>
/// <param name="At">The time at which it reached the queue.</param>
/// <param name="Type">Its type, which is the skill that an agent requires.</param>
/// <param name="Priority">2 for a priority customer; otherwise 0 or 1.</param>
/// <param name="Answered">Whether an agent answered; otherwise the caller hung up.</param>
/// <param name="Wait">The wait, in seconds.</param>
/// <param name="AnsweredAt">The time of the answer; 0 if there was none or the record lacks it.</param>
/// <param name="Talk">The service time, in seconds.</param>
/// <param name="Agent">The agent who answered, if known.</param>
public sealed record RecordedCall(
    DateOnly Day, int At, string Type, int Priority, bool Answered, int Wait, int AnsweredAt, int Talk, string? Agent)
{
    /// <summary>The time at which it left the queue.</summary>
    public int LeftQueueAt => At + Wait;
}

/// <summary>Reads files of recorded calls: comma-separated values with a heading, plain or compressed by gzip.</summary>
public static class CallFileReader
{
    private static readonly string[] Columns =
        ["date", "t_acd_s", "type", "priority", "outcome", "wait_s", "t_answer_s", "service_s", "agent"];

    /// <summary>Reads a file, which is compressed if its name ends in <c>.gz</c>.</summary>
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
    /// <param name="name">The file's name for error messages.</param>
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

    // A month has a few dozen names, so each of them is one string for all its calls.
    private static string NameOf(ReadOnlySpan<char> text) =>
        text.Length <= 3 ? string.Intern(text.ToString()) : text.ToString();

    private static int NumberOrZero(ReadOnlySpan<char> text) => text.IsEmpty ? 0 : Number(text);

    private static int Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{text} is not a number of seconds.");
}

/// <summary>The folder of the Anonymous Bank's recorded calls, which is not a part of the repository.</summary>
public static class BankDataFolder
{
    private static readonly string Place = Path.Combine("shared", "data", "anonymous-bank");

    /// <summary>
    /// The folder, searched for in the given folder and in each one above it; null if there is none.
    /// </summary>
    public static string? Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Place);
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }

    /// <summary>The files of calls in a folder, by name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="month">Any day of the only month to list; null for all months.</param>
    public static IReadOnlyList<string> Files(string folder, DateOnly? month = null)
    {
        var name = month is { } day ? $"calls_{day:yyyy_MM}" : "calls_*";
        return [.. Directory.EnumerateFiles(folder, name + ".csv*").Order(StringComparer.Ordinal)];
    }
}

/// <summary>The files of a replay.</summary>
public static class ReplayFiles
{
    /// <summary>Finds the files.</summary>
    /// <param name="named">Paths, or names in the data folder.</param>
    /// <param name="folder">The data folder; null to search for the bank's.</param>
    /// <param name="day">The only day to replay. Without named files, only its month's file is read.</param>
    /// <exception cref="UsageException">A file or the folder does not exist.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> named, string? folder, DateOnly? day)
    {
        folder ??= BankDataFolder.Find(Environment.CurrentDirectory);
        if (named.Count > 0)
            return [.. named.Select(name => FindOne(name, folder))];

        if (folder is null || !Directory.Exists(folder))
            throw new UsageException(
                "No folder shared/data/anonymous-bank was found here or above. Name a file, or the folder with --data.");
        var files = BankDataFolder.Files(folder, day);
        return files.Count > 0 ? files : throw new UsageException($"{folder} has no calls of that time.");
    }

    private static string FindOne(string name, string? folder)
    {
        string[] candidates = folder is null ? [name] : [name, Path.Combine(folder, name)];
        return candidates.FirstOrDefault(File.Exists) ?? throw new UsageException($"There is no file {name}.");
    }
}
