namespace Acd.Simulator;

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
