using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Acd.Conventions.Tests;

/// <summary>How long files, methods and lines may be.</summary>
internal static class SizeRules
{
    public const int ReasonedFile = 300, File = 500, TestFile = 800, Method = 70, Columns = 130;

    private const string Reason = "// Over 300 lines because ";

    public static IEnumerable<Finding> CheckFile(SourceFile file)
    {
        var limit = file.IsIn("tests") ? TestFile : File;
        if (file.Lines.Length > limit)
            yield return file.At(1, $"{file.Lines.Length} lines; split it by concept, {limit} is the most.");
        else if (file.Lines.Length > ReasonedFile && !file.Lines.Take(5).Any(IsReason))
            yield return file.At(1, $"{file.Lines.Length} lines; split it by concept, or say at the top `{Reason}…`.");
    }

    public static IEnumerable<Finding> CheckLines(SourceFile file) =>
        file.Lines.Index()
            .Where(line => line.Item.Length >= Columns)
            .Select(line => file.At(line.Index + 1, $"{line.Item.Length} columns; break it, {Columns - 1} is the most."));

    /// <summary>Methods with their signature, without documentation and attributes, such as a theory's data.</summary>
    public static IEnumerable<Finding> CheckMethods(SourceFile file)
    {
        var methods = file.Tree.GetRoot().DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax)
            .Select(node => (Node: node, Lines: LinesOf(node)));
        foreach (var (node, lines) in methods.Where(method => method.Lines >= Method))
            yield return file.At(node, $"{lines} lines; split the method, {Method - 1} is the most.");

        var statements = file.All<GlobalStatementSyntax>().ToList();
        if (statements.Sum(LinesOf) >= Method)
            yield return file.At(statements[0], "A program is a table of contents; move its parts out.");
    }

    private static bool IsReason(string line) => line.StartsWith(Reason, StringComparison.Ordinal);

    private static int LinesOf(SyntaxNode node)
    {
        var end = node.GetLocation().GetLineSpan().EndLinePosition.Line;
        var attributes = node.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();
        var start = attributes?.GetLastToken().GetNextToken().GetLocation() ?? node.GetLocation();
        return end - start.GetLineSpan().StartLinePosition.Line + 1;
    }
}
