namespace Acd.Tidy.Tests;

public sealed class ScriptsTests
{
    private static IEnumerable<SourceFile> All => SourceFile.Texts.Where(Scripts.IsOne);

    [Fact]
    public void Every_script_stops_at_errors() => Rule.Holds(All, Scripts.OfHeads);

    [Fact]
    public void Every_script_can_be_read() => Rule.Holds(All, Scripts.OfSyntax);

    [Fact]
    public void Every_script_may_be_run() => Rule.Holds(All, Scripts.OfModes);

    [Fact]
    public void Nothing_that_was_built_is_committed() =>
        Rule.Holds(Root.Tracked().Where(IsBuilt).Select(path => new Finding(path, 1, "It was built; git rm --cached.")));

    [Theory]
    [InlineData("#!/bin/sh\nset -euo pipefail")]
    [InlineData("#!/usr/bin/env bash\necho hello")]
    public void A_script_without_its_head_is_caught(string text) => Rule.Catches(Scripts.OfHeads, text, "run.sh");

    [Fact]
    public void A_script_that_bash_cannot_read_is_caught()
    {
        Rule.Catches(Scripts.OfSyntax, "if true; then", "run.sh");
        Rule.Allows(Scripts.OfSyntax, "if true; then echo; fi", "run.sh");
    }

    [Theory]
    [InlineData("src/Acd.Core/bin/Debug/Acd.Core.dll")]
    [InlineData("bench/obj/project.assets.json")]
    public void A_built_file_is_caught(string path) => Assert.True(IsBuilt(path));

    private static bool IsBuilt(string path) => path.Split('/').SkipLast(1).Any(folder => folder is "bin" or "obj");
}
