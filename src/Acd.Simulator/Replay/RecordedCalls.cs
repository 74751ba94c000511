using System.Globalization;
using System.IO.Compression;

namespace Acd.Simulator;

/// <summary>A recorded call that was offered to agents. Times are seconds of its day.</summary>
/// <param name="Day">The day.</param>
/// <param name="At">When it reached the queue.</param>
/// <param name="Type">What it was about; an agent needs the skill of this name.</param>
/// <param name="Priority">2 for a priority customer; else 0 or 1.</param>
/// <param name="Answered">Whether an agent answered; else the caller hung up.</param>
/// <param name="Wait">How long it waited.</param>
/// <param name="AnsweredAt">When it was answered; 0 where it was not, or where the record lacks it.</param>
/// <param name="Talk">How long it was served.</param>
/// <param name="Agent">Who served it, if known.</param>
public sealed record RecordedCall(
    DateOnly Day, int At, string Type, int Priority, bool Answered, int Wait, int AnsweredAt, int Talk, string? Agent)
{
    /// <summary>When it left the queue.</summary>
    public int LeftQueueAt => At + Wait;
}

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

/// <summary>Where the recorded calls of the Anonymous Bank are: beside the project, not in it.</summary>
public static class BankDataFolder
{
    private static readonly string Place = Path.Combine("shared", "data", "anonymous-bank");

    /// <summary>
    /// The folder, looked for beside the given folder and beside each one above it; none where it is not there.
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
    /// <param name="month">Only this month's file.</param>
    public static IReadOnlyList<string> Files(string folder, DateOnly? month = null)
    {
        var name = month is { } day ? $"calls_{day:yyyy_MM}" : "calls_*";
        return [.. Directory.EnumerateFiles(folder, name + ".csv*").Order(StringComparer.Ordinal)];
    }
}

/// <summary>Which files a replay is of.</summary>
public static class ReplayFiles
{
    /// <summary>Finds the files that are meant.</summary>
    /// <param name="named">What was named: paths, or names in the data folder.</param>
    /// <param name="folder">The data folder that was named; else the bank's is looked for.</param>
    /// <param name="day">The day that is asked for; where no file is named, only its month's file is read.</param>
    /// <exception cref="UsageException">A file, or the folder, is not there.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> named, string? folder, DateOnly? day)
    {
        folder ??= BankDataFolder.Find(Environment.CurrentDirectory);
        if (named.Count > 0)
            return [.. named.Select(name => FindOne(name, folder))];

        if (folder is null || !Directory.Exists(folder))
            throw new UsageException(
                "There is no folder shared/data/anonymous-bank here or above; name a file, or the folder with --data.");
        var files = BankDataFolder.Files(folder, day);
        return files.Count > 0 ? files : throw new UsageException($"There are no calls of that time in {folder}.");
    }

    private static string FindOne(string name, string? folder)
    {
        string[] candidates = folder is null ? [name] : [name, Path.Combine(folder, name)];
        return candidates.FirstOrDefault(File.Exists) ?? throw new UsageException($"There is no file {name}.");
    }
}
