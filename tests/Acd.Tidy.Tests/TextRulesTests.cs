namespace Acd.Tidy.Tests;

public sealed class TextRulesTests
{
    // The rules and their counter-examples name the words that are forbidden to all others.
    private static IEnumerable<SourceFile> Texts =>
        SourceFile.Texts.Where(file => !file.IsIn("tests/Acd.Tidy.Tests"));

    [Fact]
    public void No_text_holds_unfinished_work_or_one_machines_paths() => RuleAssert.Holds(Texts, TextRules.CheckWords);

    [Fact]
    public void Every_link_to_a_file_finds_it() =>
        RuleAssert.Holds(Texts.Where(file => file.IsA(".md")), file => TextRules.CheckLinks(file, Exists));

    [Theory]
    [InlineData("// TODO: the rest")]
    [InlineData("// FIXME")]
    [InlineData("See /home/ann/acd/README.md.")]
    public void A_forbidden_word_is_caught(string text) => RuleAssert.Catches(TextRules.CheckWords, "Fine.\n" + text, line: 2);

    [Fact]
    public void An_absolute_path_in_a_guide_is_caught()
    {
        RuleAssert.Catches(TextRules.CheckWords, "Look into /tmp/acd for it.", "docs/guide.md");
        RuleAssert.Allows(TextRules.CheckWords, "folder=/tmp/acd", "run.sh");
        RuleAssert.Allows(TextRules.CheckWords, "GET /v1/contacts, https://example.org/tmp/x, Todoist", "docs/guide.md");
    }

    [Theory]
    [InlineData("See [the rules](rules.md).")]
    [InlineData("See [the rules](../../rules.md#time).")]
    public void A_link_that_leads_nowhere_is_caught(string text) => RuleAssert.Catches(Links, text, "docs/guide.md");

    [Theory]
    [InlineData("See [the code](../src/Acd.Core) and [a page](https://example.org/), [a part](#part), `[x](y)`.")]
    [InlineData("```\n[x](y)\n```")]
    public void A_link_that_leads_somewhere_is_allowed(string text) => RuleAssert.Allows(Links, text, "docs/guide.md");

    private static IEnumerable<Finding> Links(SourceFile file) => TextRules.CheckLinks(file, path => path == "src/Acd.Core");

    private static bool Exists(string path) =>
        RepositoryRoot.Files.Any(file => file == path || file.StartsWith(path + '/', StringComparison.Ordinal));
}
