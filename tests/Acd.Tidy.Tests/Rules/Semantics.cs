using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Acd.Tidy.Tests;

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
