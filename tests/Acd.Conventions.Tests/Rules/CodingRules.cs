using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Acd.Conventions.Tests;

/// <summary>What code does with errors, time, logs and warnings.</summary>
internal static partial class CodingRules
{
    private static readonly string[] Logs =
        ["Log", "LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    /// <summary>Only what can be named and handled is caught, and nothing is swallowed without a word.</summary>
    public static IEnumerable<Finding> CheckCatches(SourceFile file)
    {
        foreach (var clause in file.All<CatchClauseSyntax>())
        {
            // A comment before the closing brace belongs to the block, one after the opening brace too.
            var explained = clause.Block.DescendantTrivia().Any(IsComment);
            if (clause.Declaration is null && !Rethrows(clause))
                yield return file.At(clause, "This catches everything; name the exception that can be handled.");
            else if (clause.Block.Statements.Count == 0 && !explained)
                yield return file.At(clause, "This swallows an error; handle it, or say in the block why not.");
            else if (clause is { Declaration.Type: var type, Filter: null } && IsAny(type) && !explained && !Rethrows(clause))
                yield return file.At(clause, "This catches any exception; name it, rethrow it or say why.");
        }
    }

    /// <summary>A test waits for what it names, never for the clock but its own. Waiting for ever is no sleep.</summary>
    public static IEnumerable<Finding> CheckSleeps(SourceFile file) =>
        file.All<InvocationExpressionSyntax>()
            .Where(call => Sleep().IsMatch(call.Expression.ToString()) && !IsForEver(call) && !IsByOwnClock(call))
            .Select(call => file.At(
                call,
                $"{call.Expression} sleeps; wait for the event; ask a process by a PeriodicTimer, for a time that is named."));

    /// <summary>Logs are written by methods that carry [LoggerMessage].</summary>
    public static IEnumerable<Finding> CheckLogCalls(SourceFile file) =>
        file.All<InvocationExpressionSyntax>()
            .Select(call => call.Expression)
            .OfType<MemberAccessExpressionSyntax>()
            .Where(call => Logs.Contains(call.Name.Identifier.Text) && call.ToString() != "Math.Log")
            .Select(call => file.At(call.Name, $"{call} logs by hand; declare a partial method with [LoggerMessage]."));

    /// <summary>A warning is turned off with a reason.</summary>
    public static IEnumerable<Finding> CheckPragmas(SourceFile file) =>
        file.Lines.Index()
            .Where(line => line.Item.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal))
            .Where(line => !line.Item.Contains("//", StringComparison.Ordinal)
                && (line.Index == 0 || !file.Lines[line.Index - 1].TrimStart().StartsWith("//", StringComparison.Ordinal)))
            .Select(line => file.At(line.Index + 1, "A warning is turned off; say why, in a comment above or beside."));

    private static bool IsForEver(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Count > 0
        && call.ArgumentList.Arguments[0].ToString().StartsWith("Timeout.Infinite", StringComparison.Ordinal);

    private static bool IsByOwnClock(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Count > 1
        && Clock().IsMatch(call.ArgumentList.Arguments[1].ToString());

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static bool IsAny(TypeSyntax type) => type.ToString() is "Exception" or "System.Exception" or "SystemException";

    private static bool Rethrows(CatchClauseSyntax clause) =>
        clause.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax);

    [GeneratedRegex("^_?(.*[tT]ime|.*[cC]lock)$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"(^|\.)(Task\.Delay|Thread\.Sleep|Thread\.SpinWait|SpinWait\.SpinUntil)$")]
    private static partial Regex Sleep();
}
