using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Acd.Conventions.Tests;

/// <summary>How types, namespaces and tests are called.</summary>
internal static partial class NamingRules
{
    private static readonly string[] BannedWords =
    [
        "Manager", "Managers", "Helper", "Helpers", "Service", "Services", "Processor", "Processors",
        "Util", "Utils", "Utility", "Utilities", "Common",
    ];

    /// <summary>
    /// No type has an empty word in its name. A service level is a term of the domain; <c>…Service</c> and
    /// <c>…ServiceCollectionExtensions</c> are .NET's suffixes for hosted services and registrations.
    /// </summary>
    public static IEnumerable<Finding> CheckTypes(SourceFile file)
    {
        var types = file.All<BaseTypeDeclarationSyntax>().Select(type => (Name: type.Identifier.Text, Where: (SyntaxNode)type));
        var delegates = file.All<DelegateDeclarationSyntax>().Select(type => (type.Identifier.Text, (SyntaxNode)type));
        var spaces = file.All<BaseNamespaceDeclarationSyntax>().Select(space => (space.Name.ToString(), (SyntaxNode)space));
        foreach (var (name, where) in types.Concat(delegates).Concat(spaces))
        {
            if (FindBannedWord(name) is { } word)
                yield return file.At(where, $"{name} has {word} in its name; name it after what it is in the domain.");
        }
    }

    /// <summary>A namespace is its project's, or one below it.</summary>
    public static IEnumerable<Finding> CheckNamespaces(SourceFile file)
    {
        var project = file.Path.Split('/') is [_, var folder, _, ..] ? folder : "";
        return file.All<BaseNamespaceDeclarationSyntax>()
            .Where(space => !$"{space.Name}.".StartsWith(project + '.', StringComparison.Ordinal))
            .Select(space => file.At(space, $"The namespace {space.Name} is not in {project}; call it {project}."));
    }

    /// <summary>A test's name is a sentence; its class is its subject, and says that it holds tests.</summary>
    public static IEnumerable<Finding> CheckTests(SourceFile file)
    {
        foreach (var test in file.All<MethodDeclarationSyntax>().Where(IsTest))
        {
            if (!Sentence().IsMatch(test.Identifier.Text))
                yield return file.At(test.Identifier, $"{test.Identifier.Text} is no sentence; call it Like_this_one.");
            // What several stores have to pass is a class of its own, which the tests of each derive from.
            if (test.Parent is TypeDeclarationSyntax { Identifier: var name } type
                && !type.Modifiers.Any(SyntaxKind.AbstractKeyword)
                && !name.Text.EndsWith("Tests", StringComparison.Ordinal))
                yield return file.At(name, $"{name.Text} holds tests; call it after its subject and Tests.");
        }
    }

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes)
            .Any(attribute => attribute.Name.ToString() is var name
                && (name.EndsWith("Fact", StringComparison.Ordinal) || name.EndsWith("Theory", StringComparison.Ordinal)));

    private static string? FindBannedWord(string name) =>
        Words().Matches(ServiceTerms().Replace(name, ""))
            .Select(word => word.Value)
            .FirstOrDefault(BannedWords.Contains);

    [GeneratedRegex("ServiceLevel|ServiceCollection|(?<=[a-z0-9])Service(Extensions)?$")]
    private static partial Regex ServiceTerms();

    [GeneratedRegex("[A-Z][a-z]*")]
    private static partial Regex Words();

    [GeneratedRegex("^[A-Z0-9][^_]*(_[^_]+)+$")]
    private static partial Regex Sentence();
}
