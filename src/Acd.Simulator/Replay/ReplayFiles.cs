namespace Acd.Simulator;

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
