using System.Diagnostics;

namespace Acd.Benchmarks;

/// <summary>A program of this solution, in this program's build configuration.</summary>
internal static class BuiltProgram
{
    // …/bench/Acd.Benchmarks/bin/Release/net10.0/
    private static readonly string[] BaseDirectorySegments = AppContext.BaseDirectory.TrimEnd('/').Split('/');

    /// <summary>Builds the start of a program, for example <c>Acd.Server</c>, <c>acd</c>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="assembly">The program's name.</param>
    /// <param name="arguments">The arguments.</param>
    /// <exception cref="FileNotFoundException">The program is not built.</exception>
    public static ProcessStartInfo Start(string project, string assembly, IEnumerable<string> arguments)
    {
        var path = string.Join(
            '/', [.. BaseDirectorySegments[..^5], "src", project, .. BaseDirectorySegments[^3..], $"{assembly}.dll"]);
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"{project} is not built: dotnet build src/{project} -c {BaseDirectorySegments[^2]}", path);
        return new ProcessStartInfo("dotnet", [path, .. arguments]);
    }
}
