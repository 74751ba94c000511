namespace Acd.Conventions.Tests;

public sealed class SizeRulesTests
{
    [Fact]
    public void No_file_is_too_long_or_long_without_a_reason() =>
        RuleAssert.Holds(SourceFile.CSharp.Concat(SourceFile.Pages), SizeRules.CheckFile);

    [Fact]
    public void Every_method_is_under_70_lines() => RuleAssert.Holds(SourceFile.CSharp, SizeRules.CheckMethods);

    [Fact]
    public void Every_line_is_under_130_columns() =>
        RuleAssert.Holds(
            SourceFile.Texts.Where(file => Path.GetExtension(file.Path) is ".cs" or ".sh").Concat(SourceFile.Pages),
            SizeRules.CheckLines);

    [Fact]
    public void A_file_of_501_lines_is_caught_whatever_it_says() =>
        RuleAssert.Catches(SizeRules.CheckFile, "// Over 300 lines because I say so.\n" + Long(500).Text);

    [Fact]
    public void A_test_file_may_have_800_lines_with_a_reason()
    {
        var reasoned = "// Over 300 lines because it is one table.\n" + Long(799).Text;
        RuleAssert.Allows(SizeRules.CheckFile, reasoned, "tests/Acd.Core.Tests/Planted.cs");
        RuleAssert.Catches(SizeRules.CheckFile, reasoned + "\n//", "tests/Acd.Core.Tests/Planted.cs");
    }

    [Fact]
    public void A_file_of_301_lines_without_a_reason_is_caught()
    {
        RuleAssert.Catches(SizeRules.CheckFile, Long(301).Text);
        RuleAssert.Allows(SizeRules.CheckFile, Long(300).Text);
    }

    [Fact]
    public void A_method_of_70_lines_is_caught()
    {
        RuleAssert.Catches(SizeRules.CheckMethods, Method(70), line: 3);
        RuleAssert.Allows(SizeRules.CheckMethods, Method(69));
        RuleAssert.Allows(
            SizeRules.CheckMethods,
            Method(69).Replace("void", "[Theory]\n[InlineData(1)]\nvoid", StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_of_70_lines_is_caught() =>
        RuleAssert.Catches(
            SizeRules.CheckMethods, string.Join('\n', Enumerable.Repeat("Go();", 70)), "src/Acd.Gateway/Program.cs");

    [Fact]
    public void A_line_of_130_columns_is_caught()
    {
        RuleAssert.Catches(SizeRules.CheckLines, "\n" + new string('x', 130), line: 2);
        RuleAssert.Allows(SizeRules.CheckLines, new string('x', 129));
    }

    private static SourceFile Long(int lines) => new("src/Planted.cs", string.Join('\n', Enumerable.Repeat("//", lines)));

    // Two lines of the class, then a method of so many lines, its documentation not counted.
    private static string Method(int lines)
    {
        var steps = string.Concat(Enumerable.Repeat("Step();\n", lines - 3));
        return $"class Planted\n{{/// <summary>It goes.</summary>\nvoid Go()\n{{\n{steps}}}\n}}";
    }
}
