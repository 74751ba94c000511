namespace Acd.Conventions.Tests;

public sealed class SentenceRulesTests
{
    // The rule and its counter-examples hold the sentences that are refused elsewhere.
    [Fact]
    public void No_text_holds_a_refused_sentence() =>
        RuleAssert.Holds(
            SourceFile.Texts.Where(file => !file.IsIn("tests/Acd.Conventions.Tests")), SentenceRules.CheckSentences);

    [Theory]
    [InlineData("// Fine.\n401 => \"Nobody knows who asks\",")]
    [InlineData("// Fine.\n/// It waits: deadlines that move\n/// away are cheap so.")]
    [InlineData("# Fine\n## Whose contact it is, is checked where the command is carried out")]
    [InlineData("Fine.\n\nIt is so. what a caller was not told\nmay have happened or not: ask again.", 3)]
    public void A_refused_sentence_is_caught(string text, int line = 2) =>
        RuleAssert.Catches(SentenceRules.CheckSentences, text, line: line);

    [Fact]
    public void Another_sentence_is_allowed() =>
        RuleAssert.Allows(
            SentenceRules.CheckSentences, "// The request queue is full.\n// Deadlines that move later are cheap.");
}
