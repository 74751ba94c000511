using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Acd.Conventions.Tests;

/// <summary>What kinds of types there are: ids, messages, options, interfaces.</summary>
internal static class TypeRules
{
    private static readonly string[] Messages = ["Request", "Command", "Query", "Reply", "CenterEvent"];

    // What stands at the edge of a process has its second implementation on the other side.
    private static readonly string[] ProcessBoundaries =
        ["IStore", "IContactCenter", "IDispatcherGrain", "IAgentGrain", "ISkillGrain", "ICallSwitch", "ICenterClient"];

    public static IEnumerable<Finding> CheckIds(SourceFile file) =>
        file.All<TypeDeclarationSyntax>()
            .Where(type => type is not InterfaceDeclarationSyntax && (IsId(NameOf(type)) || Bases(type).Contains("IId")))
            .Where(type => !(type.IsKind(SyntaxKind.RecordStructDeclaration) && type.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)))
            .Select(type => file.At(type, $"{NameOf(type)} is an id; make it a readonly record struct."));

    /// <summary>Commands, events, replies and documents, and what derives from them anywhere in these files.</summary>
    public static IEnumerable<Finding> CheckMessages(IReadOnlyCollection<SourceFile> files)
    {
        var types = files.SelectMany(AllTypes).ToList();
        var messages = new SortedSet<string>(Messages, StringComparer.Ordinal);
        for (var before = 0; before != messages.Count;)
        {
            before = messages.Count;
            messages.UnionWith(types.Where(type => Bases(type.Type).Any(messages.Contains)).Select(type => NameOf(type.Type)));
        }

        return types
            .Where(one => messages.Contains(NameOf(one.Type)) || NameOf(one.Type).EndsWith("Document", StringComparison.Ordinal))
            .Where(one => !(one.Type.IsKind(SyntaxKind.RecordDeclaration) && IsClosed(one.Type)))
            .Select(one => one.File.At(one.Type, $"{NameOf(one.Type)} is a message or a document; make it a sealed record."));
    }

    /// <summary>A class is sealed, unless others are made of it: options and all.</summary>
    public static IEnumerable<Finding> CheckClasses(SourceFile file) =>
        file.All<TypeDeclarationSyntax>()
            .Where(type => type.IsKind(SyntaxKind.ClassDeclaration) || type.IsKind(SyntaxKind.RecordDeclaration))
            .Where(type => !IsClosed(type) && NameOf(type) != "Program" && !IsClosedElsewhere(type))
            .Select(type => file.At(type, $"{NameOf(type)} is open for anyone; make it sealed, abstract or static."));

    /// <summary>An interface has two implementations, or stands at the edge of a process.</summary>
    public static IEnumerable<Finding> CheckInterfaces(IReadOnlyCollection<SourceFile> files)
    {
        var types = files.SelectMany(AllTypes).ToList();
        var bases = types.SelectMany(one => Bases(one.Type)).CountBy(name => name).ToDictionary();
        return types
            .Where(one => one.Type is InterfaceDeclarationSyntax && one.File.IsIn("src"))
            .Where(one => !ProcessBoundaries.Contains(NameOf(one.Type)) && bases.GetValueOrDefault(NameOf(one.Type)) < 2)
            .Select(one => one.File.At(one.Type, $"{NameOf(one.Type)} has not two implementations; use the type itself."));
    }

    private static IEnumerable<(SourceFile File, TypeDeclarationSyntax Type)> AllTypes(SourceFile file) =>
        file.All<TypeDeclarationSyntax>().Select(type => (file, type));

    private static bool IsId(string name) => name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal);

    private static bool IsClosed(TypeDeclarationSyntax type) => type.Modifiers.Any(modifier =>
        modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.StaticKeyword);

    private static string NameOf(TypeDeclarationSyntax type) => type.Identifier.Text;

    // A part of a partial class need not repeat what another part says.
    private static bool IsClosedElsewhere(TypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword)
        && SourceFile.CSharp.SelectMany(file => file.All<TypeDeclarationSyntax>())
            .Any(part => NameOf(part) == NameOf(type) && IsClosed(part));

    private static IEnumerable<string> Bases(TypeDeclarationSyntax type) =>
        type.BaseList?.Types.Select(one => Simple(one.Type)) ?? [];

    private static string Simple(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };
}
