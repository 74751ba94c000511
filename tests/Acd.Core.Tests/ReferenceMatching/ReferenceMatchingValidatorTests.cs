namespace Acd.Core.Tests;

/// <summary>Commands that working sets do not support are refused, and stored settings of that kind stop a load.</summary>
public sealed class ReferenceMatchingValidatorTests
{
    private const string Code = "matching.notInSets";

    private readonly Engine _engine = Engine.Load(CenterDocuments.Empty, Transcript.Start, matching: new InMemoryMatching());

    [Theory]
    [InlineData("contact c1 skills en,fr:2", "skills[1].level")]
    [InlineData("contact c1 plan ( 5s skills en:3 )", "plan[0].do.skills[0].level")]
    [InlineData("transfer waits skills fr:10", "skills[0].level")]
    [InlineData("gate g1 skills en:2", "skills[0].level")]
    [InlineData("queue default whenFull ( skills en:2 )", "whenFull.skills[0].level")]
    [InlineData("queue default plan ( 5s raisePriority 1 ) ( 9s skills en,fr:2 )", "plan[1].do.skills[1].level")]
    public void A_level_is_refused(string line, string field) => Refuses(line, field, "1");

    [Theory]
    [InlineData("leastLoaded")]
    [InlineData("fewestContacts")]
    [InlineData("mostSkilled")]
    [InlineData("roundRobin")]
    public void A_strategy_other_than_the_longest_idle_is_refused(string strategy) =>
        Refuses($"queue default strategy {strategy}", "strategy", "longestIdle");

    [Theory]
    [InlineData("contact c1 skills en:1 plan ( 5s lowerLevels 2 )")]
    [InlineData("agent ann skills en:3")]
    [InlineData("queue default strategy longestIdle idleBasis contactEnded offersAtOnce 3")]
    public void What_working_sets_support_is_accepted(string line) => Assert.IsNotType<Refusal>(Do(line));

    [Theory]
    [InlineData("queue sales strategy leastLoaded", "the queue sales has another strategy")]
    [InlineData("queue sales whenFull ( skills en:2 )", "the queue sales has an action or a plan with levels")]
    [InlineData("queue sales plan ( 5s skills en:2 )", "the queue sales has an action or a plan with levels")]
    [InlineData("gate g1 skills en:2", "the gate g1 has levels")]
    [InlineData("contact c1 skills en:2", "the contact c1 has levels")]
    [InlineData("contact c1 plan ( 5s skills en:2 )", "the contact c1 has levels")]
    public void A_load_fails_and_names_what_is_not_supported(string line, string problem)
    {
        var documents = Documents(line);

        var stopped = Assert.Throws<InvalidOperationException>(
            () => Engine.Load(documents, Transcript.Start, matching: new InMemoryMatching()));

        Assert.Contains($", but {problem}. Change that", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_load_names_the_first_few_problems()
    {
        var documents = Documents([.. Enumerable.Range(1, 7).Select(number => $"contact c{number} skills en:2")]);

        var stopped = Assert.Throws<InvalidOperationException>(
            () => Engine.Load(documents, Transcript.Start, matching: new InMemoryMatching()));

        Assert.Contains("the contact c5 has levels, and there is more. Change", stopped.Message, StringComparison.Ordinal);
    }

    private static CenterDocuments Documents(params IEnumerable<string> lines)
    {
        var engine = Engine.Load(CenterDocuments.Empty, Transcript.Start);
        var store = new StoreFake(new CenterSettings());
        foreach (var line in lines)
            Assert.IsNotType<Refusal>(engine.Apply((Command)CommandParser.Parse(line).Request, Transcript.Start));
        store.Write(engine.TakeChanges());
        return store.Read();
    }

    private void Refuses(string line, string field, string limit)
    {
        Do("contact waits");
        _engine.TakeChanges();

        var refusal = Assert.IsType<Refusal>(Do(line));

        Assert.Equal((RefusalKind.Invalid, Code, field, limit), (refusal.Kind, refusal.Code, refusal.Field, refusal.Limit));
        Assert.True(_engine.TakeChanges().IsEmpty);
    }

    private Reply Do(string line) => _engine.Apply((Command)CommandParser.Parse(line).Request, Transcript.Start);
}
