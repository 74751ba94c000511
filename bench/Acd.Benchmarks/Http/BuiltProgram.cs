using System.Diagnostics;

namespace Acd.Benchmarks;

/// <summary>A program of this solution, built or published as this one is.</summary>
internal static class BuiltProgram
{
    // …/bench/Acd.Benchmarks/bin/Release/net10.0/
    private static readonly string[] BaseDirectorySegments = AppContext.BaseDirectory.TrimEnd('/').Split('/');

    /// <summary>How to start a program: <c>Acd.Server</c>, <c>acd</c>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="assembly">The program's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="FileNotFoundException">It was not built.</exception>
    public static ProcessStartInfo Start(string project, string assembly, IEnumerable<string> arguments)
    {
        // Published programs are in folders beside each other.
        var published = Path.Combine(AppContext.BaseDirectory, "..", project, $"{assembly}.dll");
        if (File.Exists(published)) return new ProcessStartInfo("dotnet", [published, .. arguments]);
        var here = BaseDirectorySegments;
        var path = string.Join('/', [.. here[..^5], "src", project, .. here[^3..], $"{assembly}.dll"]);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{project} is not built: dotnet build src/{project} -c {here[^2]}", path);
        return new ProcessStartInfo("dotnet", [path, .. arguments]);
    }

    /// <summary>How to start another process of the benchmarks.</summary>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo StartSelf(IEnumerable<string> arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Acd.Benchmarks.dll"), .. arguments]);
}
