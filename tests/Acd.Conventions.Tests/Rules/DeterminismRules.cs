using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Acd.Conventions.Tests;

/// <summary>
/// What the engine must not do so that it decides the same way each time. What the compiler bans is in BannedSymbols.txt.
/// </summary>
internal static partial class DeterminismRules
{
    public static IEnumerable<Finding> CheckAsync(SourceFile file) =>
        file.Tree.GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.AsyncKeyword) || token.IsKind(SyntaxKind.AwaitKeyword))
            .Select(token => file.At(token, $"The engine is not asynchronous; {token.Text} belongs to the host."));

    /// <summary>Floating point by its keywords, its literals and its properties; JSON is no decision.</summary>
    public static IEnumerable<Finding> CheckFloatingPoint(SourceFile file)
    {
        if (file.IsIn("src/Acd.Core/Json"))
            return [];

        return file.Tree.GetRoot().DescendantTokens()
            .Where(token => token.Kind() is SyntaxKind.DoubleKeyword or SyntaxKind.FloatKeyword
                || token.Value is double or float
                || (token.IsKind(SyntaxKind.IdentifierToken) && Floating().IsMatch(token.Text)))
            .Select(token => file.At(token, $"{token.Text} is floating point; decide with whole numbers."));
    }

    /// <summary>
    /// A hash table that is enumerated, by foreach, LINQ, spreading or as somebody else's sequence. Where the order is of no
    /// account, a comment on the line or above it says so with the word “order”; a sum or a count needs none.
    /// </summary>
    public static IEnumerable<Finding> CheckHashTableEnumeration(IReadOnlyCollection<SourceFile> files)
    {
        var compilation = CoreCompilation.Compile(files.Select(file => file.Tree));
        return files.SelectMany(file => Enumerated(file, compilation.GetSemanticModel(file.Tree)))
            .Where(found => !Explained(found.File, found.Where))
            .Select(found => found.File.At(
                found.Where,
                $"{found.Where} is enumerated as a hash table; keep an ordered list, or say why order is of no account."));
    }

    private static IEnumerable<(SourceFile File, ExpressionSyntax Where)> Enumerated(SourceFile file, SemanticModel model)
    {
        var loops = file.All<CommonForEachStatementSyntax>().Select(loop => loop.Expression);
        var spreads = file.All<SpreadElementSyntax>().Select(spread => spread.Expression);
        var calls = file.All<InvocationExpressionSyntax>()
            .Select(call => call.Expression)
            .OfType<MemberAccessExpressionSyntax>()
            .Where(call => Enumerates(model.GetSymbolInfo(call).Symbol))
            .Select(call => call.Expression);
        var arguments = file.All<ArgumentSyntax>()
            .Select(argument => argument.Expression)
            .Where(argument => model.GetTypeInfo(argument).ConvertedType is { TypeKind: TypeKind.Interface } type
                && !CoreCompilation.IsHashTable(type));
        return loops.Concat(spreads).Concat(calls).Concat(arguments)
            .Where(expression => CoreCompilation.IsHashTable(model.GetTypeInfo(expression).Type))
            .Select(expression => (file, expression));
    }

    private static bool Enumerates(ISymbol? method) =>
        method?.Name == "GetEnumerator"
        || (method?.ContainingType?.Name is "Enumerable" or "ImmutableArray" && !SameInAnyOrder().IsMatch(method.Name));

    private static bool Explained(SourceFile file, ExpressionSyntax where)
    {
        var line = where.GetLocation().GetLineSpan().StartLinePosition.Line;
        return file.Lines[Math.Max(0, line - 1)..(line + 1)].Any(text => Comment().IsMatch(text));
    }

    [GeneratedRegex("^(Double|Single|Half|Total(Days|Hours|Minutes|Seconds|Milliseconds|Microseconds|Nanoseconds))$")]
    private static partial Regex Floating();

    [GeneratedRegex("^(Order|OrderBy|OrderByDescending|OrderDescending|Count|Any|All|Contains|Sum|Min|Max)$")]
    private static partial Regex SameInAnyOrder();

    [GeneratedRegex(@"//.*\border\b", RegexOptions.IgnoreCase)]
    private static partial Regex Comment();
}

/// <summary>What the types of expressions are, as the compiler sees them.</summary>
internal static class CoreCompilation
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        """;

    private static readonly string[] HashTables =
    [
        "Dictionary", "IDictionary", "IReadOnlyDictionary", "KeyCollection", "ValueCollection", "Hashtable",
        "HashSet", "ISet", "IReadOnlySet", "ConcurrentDictionary", "FrozenDictionary", "FrozenSet",
        "ImmutableDictionary", "ImmutableHashSet", "IImmutableDictionary", "IImmutableSet",
    ];

    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Source generators do not run here; what they would add is unknown, and of no account.</summary>
    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        "Checked",
        trees.Append(CSharpSyntaxTree.ParseText(Usings, SourceFile.Options)),
        References.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>Sorted dictionaries and sets have their keys collections too; theirs are in order.</summary>
    public static bool IsHashTable(ITypeSymbol? type) =>
        type is not null
        && HashTables.Contains(type.Name)
        && type.ContainingType?.Name.StartsWith("Sorted", StringComparison.Ordinal) != true;
}
