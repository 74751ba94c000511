using System.Xml;
using System.Xml.Linq;

namespace Acd.Conventions.Tests;

/// <summary>What each project may refer to: the table of rooms in the design.</summary>
internal static class DependencyRules
{
    private sealed record ProjectRule(string[] Projects, string[] Packages, string Sdk = "Microsoft.NET.Sdk");

    // Analyzers run in the compiler and are no part of what is built.
    private static readonly string[] Analyzers = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    private static readonly Dictionary<string, ProjectRule> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["Acd.Core"] = new([], []),
        ["Acd.Client"] = new([], []),
        // The contracts of .NET's hosts: hosted services, options, logging. No implementation comes with them.
        ["Acd.Hosting"] = new(["Acd.Core"], ["Microsoft.Extensions.Hosting.Abstractions"]),
        ["Acd.Storage"] = new(
            ["Acd.Core", "Acd.Hosting"],
            [
                "Microsoft.Data.Sqlite", "NRedisStack", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core",
                "StackExchange.Redis",
            ]),
        ["Acd.Grains"] = new(
            ["Acd.Core", "Acd.Hosting"],
            ["Microsoft.Orleans.Client", "Microsoft.Orleans.Clustering.Redis", "Microsoft.Orleans.Server"]),
        ["Acd.Silo"] = new(
            ["Acd.Grains", "Acd.Hosting", "Acd.Storage"],
            [
                "Microsoft.Orleans.Clustering.Redis", "Microsoft.Orleans.GrainDirectory.Redis",
                "Microsoft.Orleans.Persistence.Redis", "Microsoft.Orleans.Server",
            ]),
        ["Acd.Gateway"] = new(
            ["Acd.Hosting"], ["Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi", "Scalar.AspNetCore", "libphonenumber-csharp"],
            "Microsoft.NET.Sdk.Web"),
        ["Acd.Connections"] = new(
            ["Acd.Hosting"], ["Npgsql", "RabbitMQ.Client", "StackExchange.Redis"], "Microsoft.NET.Sdk.Web"),
        ["Acd.Server"] = new(
            ["Acd.Connections", "Acd.Gateway", "Acd.Hosting", "Acd.Silo", "Acd.Sip", "Acd.Ui"],
            [
                "Microsoft.Orleans.Dashboard", "OpenTelemetry.Exporter.OpenTelemetryProtocol",
                "OpenTelemetry.Exporter.Prometheus.AspNetCore", "OpenTelemetry.Extensions.Hosting", "System.CommandLine",
            ],
            "Microsoft.NET.Sdk.Web"),
        ["Acd.Sip"] = new([], ["Microsoft.Extensions.Hosting.Abstractions"]),
        // The compiler of the pages runs in the build and is no part of what is built.
        ["Acd.Ui"] = new([], ["Microsoft.TypeScript.MSBuild"], "Microsoft.NET.Sdk.Web"),
        ["Acd.Simulator"] = new(["Acd.Core", "Acd.Hosting"], ["HdrHistogram", "Spectre.Console", "System.CommandLine"]),
    };

    public static IEnumerable<Finding> CheckProjects(SourceFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path);
        var project = Parse(file);
        if (!AllowedReferences.TryGetValue(name, out var room))
            return [file.At(1, $"{name} has no row in the table of rooms; the design says what may stand in src.")];

        var sdk = project.Attribute("Sdk")?.Value;
        var references = References(project, "ProjectReference")
            .Where(reference => !room.Projects.Contains(NameOf(reference.Include)));
        var packages = References(project, "PackageReference")
            .Where(reference => !room.Packages.Contains(reference.Include) && !Analyzers.Contains(reference.Include));
        return references.Concat(packages).Concat(References(project, "FrameworkReference"))
            .Select(reference => file.At(reference.Line, $"{name} may not refer to {reference.Include}."))
            .Concat(sdk == room.Sdk ? [] : [file.At(1, $"{name} is built with {sdk}, not with {room.Sdk}.")]);
    }

    /// <summary>Tests and benchmarks stand on the product, never on one another's tests.</summary>
    public static IEnumerable<Finding> CheckTestProjects(SourceFile file) =>
        References(Parse(file), "ProjectReference")
            .Where(reference => NameOf(reference.Include) is var name
                && !AllowedReferences.ContainsKey(name) && name != "Acd.Testing"
                && !reference.Include.Contains("/samples/", StringComparison.Ordinal))
            .Select(reference => file.At(
                reference.Line, $"Refer to src, to samples or to Acd.Testing, not to {reference.Include}."));

    public static IEnumerable<Finding> CheckVersions(SourceFile file)
    {
        var project = Parse(file);
        var central = file.Path == "Directory.Packages.props";
        var packages = References(project, "PackageReference").Concat(References(project, "PackageVersion"));
        foreach (var (include, line, item) in packages)
        {
            var version = Value(item, "Version") ?? Value(item, "VersionOverride");
            if (!central && (version is not null || item.Name.LocalName == "PackageVersion"))
                yield return file.At(line, $"The version of {include} belongs into Directory.Packages.props.");
            else if (central && (version is null || version.AsSpan().ContainsAny("*[]()$, ")))
                yield return file.At(line, $"The version of {include} is not pinned: {version}.");
        }
    }

    /// <summary>The projects that a solution leaves out are built and tested by nobody.</summary>
    public static IEnumerable<Finding> CheckSolution(SourceFile solution, IEnumerable<string> projects) =>
        projects
            .Where(project => !solution.Text.Contains($"\"{project.Replace('/', '\\')}\"", StringComparison.Ordinal))
            .Select(project => solution.At(1, $"{project} is not in the solution; add it with dotnet sln add."));

    private static XElement Parse(SourceFile file) => XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Root!;

    private static IEnumerable<(string Include, int Line, XElement Item)> References(XElement project, string kind) =>
        project.Descendants()
            .Where(item => item.Name.LocalName == kind)
            .Select(item => (Value(item, "Include") ?? Value(item, "Update") ?? "", ((IXmlLineInfo)item).LineNumber, item));

    private static string? Value(XElement item, string name) =>
        (item.Attribute(name)?.Value ?? item.Element(name)?.Value)?.Trim();

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project.Replace('\\', '/'));
}
