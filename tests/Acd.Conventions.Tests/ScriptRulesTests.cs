using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Acd.Conventions.Tests;

public sealed partial class ScriptRulesTests
{
    private static IEnumerable<SourceFile> All => SourceFile.Texts.Where(ScriptRules.IsScript);

    [Fact]
    public void Every_script_stops_at_errors() => RuleAssert.Holds(All, ScriptRules.CheckHeads);

    [Fact]
    public void Every_script_can_be_read() => RuleAssert.Holds(All, ScriptRules.CheckSyntax);

    [Fact]
    public void Every_script_may_be_run() => RuleAssert.Holds(All, ScriptRules.CheckModes);

    [Fact]
    public void Nothing_that_was_built_is_committed() =>
        RuleAssert.Holds(RepositoryRoot.Tracked().Where(IsBuilt)
            .Select(path => new Finding(path, 1, "It was built; git rm --cached.")));

    [Fact]
    public void What_the_quick_run_leaves_out_is_there()
    {
        var script = SourceFile.Texts.Single(file => file.Path == "test.sh").Text;
        var names = SlowLists().Matches(script).SelectMany(list => list.Groups["names"].Value.Split('\n'))
            .Where(line => !line.TrimStart().StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var known = SourceFile.CSharp.Where(file => file.IsIn("tests"))
            .SelectMany(file => file.All<ClassDeclarationSyntax>().Select(type => type.Identifier.Text))
            .Concat(RepositoryRoot.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
                .Select(path => Path.GetFileNameWithoutExtension(path)))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Contains("Acd.Survival.Tests", names);
        Assert.Contains("SentinelTests", names);
        Assert.DoesNotContain(names, name => !known.Contains(name));
    }

    [Theory]
    [InlineData("#!/bin/sh\nset -euo pipefail")]
    [InlineData("#!/usr/bin/env bash\necho hello")]
    public void A_script_without_its_head_is_caught(string text) => RuleAssert.Catches(ScriptRules.CheckHeads, text, "run.sh");

    [Fact]
    public void A_script_that_bash_cannot_read_is_caught()
    {
        RuleAssert.Catches(ScriptRules.CheckSyntax, "if true; then", "run.sh");
        RuleAssert.Allows(ScriptRules.CheckSyntax, "if true; then echo; fi", "run.sh");
    }

    [Theory]
    [InlineData("src/Acd.Core/bin/Debug/Acd.Core.dll")]
    [InlineData("bench/obj/project.assets.json")]
    public void A_built_file_is_caught(string path) => Assert.True(IsBuilt(path));

    private static bool IsBuilt(string path) => path.Split('/').SkipLast(1).Any(folder => folder is "bin" or "obj");

    [GeneratedRegex(@"^slow_\w+=\((?<names>[^)]*)\)", RegexOptions.Multiline)]
    private static partial Regex SlowLists();
}
