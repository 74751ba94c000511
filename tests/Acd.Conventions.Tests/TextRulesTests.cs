namespace Acd.Conventions.Tests;

public sealed class TextRulesTests
{
    // The rules and their counter-examples name the words that are forbidden to all others.
    private static IEnumerable<SourceFile> Texts =>
        SourceFile.Texts.Where(file => !file.IsIn("tests/Acd.Conventions.Tests"));

    [Fact]
    public void No_text_holds_unfinished_work_one_machines_paths_or_a_second_build() =>
        RuleAssert.Holds(Texts, TextRules.CheckWords);

    [Fact]
    public void Every_link_to_a_file_finds_it() =>
        RuleAssert.Holds(Texts.Where(file => file.IsA(".md")), file => TextRules.CheckLinks(file, Exists));

    [Theory]
    [InlineData("// TODO: the rest")]
    [InlineData("// FIXME")]
    [InlineData("See /home/ann/acd/README.md.")]
    [InlineData("folder=/tmp/acd")]
    [InlineData("cd /" + "work/acd")]
    [InlineData("dotnet restore --source https://api.nuget.org/v3/index.json")]
    [InlineData("<RestoreAdditionalProjectSources>packages</RestoreAdditionalProjectSources>")]
    [InlineData("dotnet build -p:Cluster=true")]
    [InlineData("    #if CLUSTER")]
    [InlineData("Orleans is part of the cluster build.")]
    public void A_forbidden_word_is_caught(string text) => RuleAssert.Catches(TextRules.CheckWords, "Fine.\n" + text, line: 2);

    [Fact]
    public void An_absolute_path_in_a_guide_is_caught()
    {
        RuleAssert.Catches(TextRules.CheckWords, "Look into /var/acd for it.", "docs/guide.md");
        RuleAssert.Allows(TextRules.CheckWords, "folder=/var/acd", "run.sh");
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
