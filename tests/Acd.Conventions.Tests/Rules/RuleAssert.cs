namespace Acd.Conventions.Tests;

/// <summary>Holds a rule against the repository, or against a file that breaks it on purpose.</summary>
internal static class RuleAssert
{
    /// <summary>No file breaks the rule.</summary>
    public static void Holds(IEnumerable<SourceFile> files, Func<SourceFile, IEnumerable<Finding>> rule)
    {
        var checkedFiles = files.ToList();
        Assert.True(checkedFiles.Count > 0, "The rule was held against no file.");
        Holds(checkedFiles.SelectMany(rule));
    }

    /// <summary>There is no finding.</summary>
    public static void Holds(IEnumerable<Finding> findings)
    {
        var all = findings.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} to put right:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }

    /// <summary>The rule finds fault with a text, and names the line.</summary>
    public static void Catches(
        Func<SourceFile, IEnumerable<Finding>> rule, string text, string path = "src/Acd.Core/Planted.cs", int line = 1)
    {
        var found = rule(new SourceFile(path, text)).ToList();
        Assert.True(found.Count > 0, $"The rule let pass:{Environment.NewLine}{text}");
        Assert.Contains(found, finding => finding.Path == path && finding.Line == line);
    }

    /// <summary>The rule finds no fault with a text.</summary>
    public static void Allows(
        Func<SourceFile, IEnumerable<Finding>> rule, string text, string path = "src/Acd.Core/Planted.cs") =>
        Assert.Empty(rule(new SourceFile(path, text)));
}
