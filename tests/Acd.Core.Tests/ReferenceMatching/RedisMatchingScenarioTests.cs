namespace Acd.Core.Tests;

/// <summary>Plays the transcripts on an engine that matches by ZPOPMIN and ZINTER on a real redis-server.</summary>
public sealed class RedisMatchingScenarioTests(RedisMatchingServer redis) : IClassFixture<RedisMatchingServer>
{
    private const string Refused = "matching.notInSets";

    /// <summary>Transcripts with levels or strategies that working sets do not support.</summary>
    private static readonly string[] BeyondSets =
    [
        "a-gate-adds-skills-priority-and-a-whisper", "a-requeue-does-not-restart-the-wait", "clocks-go-forward-in-new-york",
        "explain-why-a-contact-waits",
        "fewest-contacts-today-first", "least-loaded-agent-first", "levels", "most-skilled-agent-first", "plan-lowers-levels",
        "round-robin-goes-around", "transfer-by-a-gate", "unservable-is-told-each-time",
    ];

    public static TheoryData<string> Names => ScenarioTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void By_working_sets_the_engine_plays_the_transcript_or_refuses_what_they_do_not_support(string name)
    {
        var (asked, expected) = Transcript.Read(Path.Combine(ScenarioTests.Folder, name + ".txt"));

        var actual = Transcript.Play(asked, start => new EngineTarget(start, redis.Open()));

        if (BeyondSets.Contains(name)) Assert.Contains(actual, line => line.Contains(Refused, StringComparison.Ordinal));
        else Assert.Equal(expected, actual);
    }
}
