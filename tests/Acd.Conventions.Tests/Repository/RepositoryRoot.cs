using System.Diagnostics;

namespace Acd.Conventions.Tests;

/// <summary>Where the repository lies, and which files it holds.</summary>
internal static class RepositoryRoot
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "data", "TestResults"];

    public static readonly string Path = Find();

    private static readonly Lazy<string[]> AllFiles = new(List);

    /// <summary>Every file that is or would be committed, by its path from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files => AllFiles.Value;

    public static string Full(string path) => System.IO.Path.Combine(Path, path);

    /// <summary>The committed files; none where the sources came without their history.</summary>
    public static string[] Tracked() => HasHistory ? Git("ls-files", "-z") : [];

    private static bool HasHistory => System.IO.Path.Exists(Full(".git"));

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "Acd.sln")))
                return folder;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has an Acd.sln.");
    }

    private static string[] List()
    {
        var files = HasHistory
            ? Git("ls-files", "-z", "--cached", "--others", "--exclude-standard").Where(file => File.Exists(Full(file)))
            : Walk(new DirectoryInfo(Path));
        return [.. files.Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => System.IO.Path.GetRelativePath(Path, file.FullName).Replace('\\', '/'))
            .Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Walk));

    private static string[] Git(params string[] arguments)
    {
        // Whoever runs the tests need not own the files.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", .. arguments])
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {git.ExitCode}.");
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
