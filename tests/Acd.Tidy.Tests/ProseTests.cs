namespace Acd.Tidy.Tests;

public sealed class ProseTests
{
    // The rules and their counter-examples name the words that are forbidden to all others.
    private static IEnumerable<SourceFile> Texts =>
        SourceFile.Texts.Where(file => !file.IsIn("tests/Acd.Tidy.Tests"));

    [Fact]
    public void No_text_holds_unfinished_work_or_one_machines_paths() => Rule.Holds(Texts, Prose.OfWords);

    [Fact]
    public void Every_link_to_a_file_finds_it() =>
        Rule.Holds(Texts.Where(file => file.IsA(".md")), file => Prose.OfLinks(file, Exists));

    [Theory]
    [InlineData("// TODO: the rest")]
    [InlineData("// FIXME")]
    [InlineData("See /home/ann/acd/README.md.")]
    public void A_forbidden_word_is_caught(string text) => Rule.Catches(Prose.OfWords, "Fine.\n" + text, line: 2);

    [Fact]
    public void An_absolute_path_in_a_guide_is_caught()
    {
        Rule.Catches(Prose.OfWords, "Look into /tmp/acd for it.", "docs/guide.md");
        Rule.Allows(Prose.OfWords, "folder=/tmp/acd", "run.sh");
        Rule.Allows(Prose.OfWords, "GET /v1/contacts, https://example.org/tmp/x, Todoist", "docs/guide.md");
    }

    [Theory]
    [InlineData("See [the rules](rules.md).")]
    [InlineData("See [the rules](../../rules.md#time).")]
    public void A_link_that_leads_nowhere_is_caught(string text) => Rule.Catches(Links, text, "docs/guide.md");

    [Theory]
    [InlineData("See [the code](../src/Acd.Core) and [a page](https://example.org/), [a part](#part), `[x](y)`.")]
    [InlineData("```\n[x](y)\n```")]
    public void A_link_that_leads_somewhere_is_allowed(string text) => Rule.Allows(Links, text, "docs/guide.md");

    private static IEnumerable<Finding> Links(SourceFile file) => Prose.OfLinks(file, path => path == "src/Acd.Core");

    private static bool Exists(string path) =>
        Root.Files.Any(file => file == path || file.StartsWith(path + '/', StringComparison.Ordinal));
}
