namespace Acd.Tidy.Tests;

public sealed class SizesTests
{
    [Fact]
    public void The_median_source_file_is_under_80_lines()
    {
        var files = SourceFile.CSharp.Where(file => file.IsIn("src")).ToList();
        var median = Sizes.Median(files);
        var longest = files.OrderByDescending(file => file.Lines.Length).Take(10)
            .Select(file => $"\n{file.Path}:1: {file.Lines.Length}");
        Assert.True(
            median < Sizes.MedianFile,
            $"The median of {files.Count} files is {median} lines; split, the longest first:{string.Concat(longest)}");
    }

    [Fact]
    public void No_file_is_too_long_or_long_without_a_reason() => Rule.Holds(SourceFile.CSharp, Sizes.OfFile);

    [Fact]
    public void Every_method_is_under_70_lines() => Rule.Holds(SourceFile.CSharp, Sizes.OfMethods);

    [Fact]
    public void Every_line_is_under_130_columns() =>
        Rule.Holds(SourceFile.Texts.Where(file => Path.GetExtension(file.Path) is ".cs" or ".sh"), Sizes.OfLines);

    [Fact]
    public void The_median_is_the_middle_length()
    {
        Assert.Equal(2, Sizes.Median([Long(1), Long(2), Long(100)]));
        Assert.Equal(3, Sizes.Median([Long(1), Long(2), Long(4), Long(100)]));
    }

    [Fact]
    public void A_file_of_501_lines_is_caught_whatever_it_says() =>
        Rule.Catches(Sizes.OfFile, "// Over 300 lines because I say so.\n" + Long(500).Text);

    [Fact]
    public void A_test_file_may_have_800_lines_with_a_reason()
    {
        var reasoned = "// Over 300 lines because it is one table.\n" + Long(799).Text;
        Rule.Allows(Sizes.OfFile, reasoned, "tests/Acd.Core.Tests/Planted.cs");
        Rule.Catches(Sizes.OfFile, reasoned + "\n//", "tests/Acd.Core.Tests/Planted.cs");
    }

    [Fact]
    public void A_file_of_301_lines_without_a_reason_is_caught()
    {
        Rule.Catches(Sizes.OfFile, Long(301).Text);
        Rule.Allows(Sizes.OfFile, Long(300).Text);
    }

    [Fact]
    public void A_method_of_70_lines_is_caught()
    {
        Rule.Catches(Sizes.OfMethods, Method(70), line: 3);
        Rule.Allows(Sizes.OfMethods, Method(69));
        Rule.Allows(Sizes.OfMethods, Method(69).Replace("void", "[Theory]\n[InlineData(1)]\nvoid", StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_of_70_lines_is_caught() =>
        Rule.Catches(Sizes.OfMethods, string.Join('\n', Enumerable.Repeat("Go();", 70)), "src/Acd.Gateway/Program.cs");

    [Fact]
    public void A_line_of_130_columns_is_caught()
    {
        Rule.Catches(Sizes.OfLines, "\n" + new string('x', 130), line: 2);
        Rule.Allows(Sizes.OfLines, new string('x', 129));
    }

    private static SourceFile Long(int lines) => new("src/Planted.cs", string.Join('\n', Enumerable.Repeat("//", lines)));

    // Two lines of the class, then a method of so many lines, its documentation not counted.
    private static string Method(int lines)
    {
        var steps = string.Concat(Enumerable.Repeat("Step();\n", lines - 3));
        return $"class Planted\n{{/// <summary>It goes.</summary>\nvoid Go()\n{{\n{steps}}}\n}}";
    }
}
