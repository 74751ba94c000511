using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Acd.Conventions.Tests;

/// <summary>A file of the repository, or one planted by a test.</summary>
internal sealed class SourceFile(string path, string text)
{
    public static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly Lazy<SourceFile[]> AllFiles =
        new(() => [.. RepositoryRoot.Files.Where(path => IsText(path) && !IsVendored(path))
            .Select(path => new SourceFile(path, File.ReadAllText(RepositoryRoot.Full(path))))]);

    private readonly Lazy<SyntaxTree> _tree = new(() => CSharpSyntaxTree.ParseText(text, Options, path));

    /// <summary>Every text file of the repository.</summary>
    public static IReadOnlyList<SourceFile> Texts => AllFiles.Value;

    /// <summary>Every C# file of the repository.</summary>
    public static IEnumerable<SourceFile> CSharp => Texts.Where(file => file.IsA(".cs"));

    /// <summary>What the pages are made of.</summary>
    public static IEnumerable<SourceFile> Pages => Texts.Where(
        file => file.IsIn("src/Acd.Ui") && System.IO.Path.GetExtension(file.Path) is ".ts" or ".tsx" or ".css" or ".html");

    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>The lines, without an empty one after the last line feed.</summary>
    public string[] Lines { get; } = text.TrimEnd('\n').Split('\n');

    public SyntaxTree Tree => _tree.Value;

    /// <summary>The nodes of a kind in the whole file.</summary>
    public IEnumerable<T> All<T>() where T : SyntaxNode => Tree.GetRoot().DescendantNodes().OfType<T>();

    public bool IsA(string extension) => Path.EndsWith(extension, StringComparison.Ordinal);

    public bool IsIn(string folder) => Path.StartsWith(folder + '/', StringComparison.Ordinal);

    public Finding At(SyntaxNodeOrToken where, string what) =>
        new(Path, where.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1, what);

    public Finding At(int line, string what) => new(Path, line, what);

    private static bool IsText(string path) => System.IO.Path.GetExtension(path) is
        ".cs" or ".csproj" or ".props" or ".targets" or ".sln" or ".editorconfig" or ".gitignore" or ".sh" or ""
        or ".md" or ".txt" or ".json" or ".jsonl" or ".yml" or ".yaml" or ".lua" or ".sql" or ".http"
        or ".html" or ".css" or ".js" or ".cfg" or ".conf" or ".ts" or ".tsx";

    // What others wrote stands there as they published it.
    private static bool IsVendored(string path) => path.StartsWith("src/Acd.Ui/vendor/", StringComparison.Ordinal);
}

/// <summary>A place where a rule is broken, and what to do.</summary>
internal sealed record Finding(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}
