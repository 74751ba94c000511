namespace Acd.Connections.Tests;

/// <summary>The repository that the tests are built from.</summary>
internal static class RepositoryFolder
{
    /// <summary>Its path.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Acd.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("There is no Acd.sln above the tests.");
        return folder.FullName;
    }
}
