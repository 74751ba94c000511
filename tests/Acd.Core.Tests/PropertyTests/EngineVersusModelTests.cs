namespace Acd.Core.Tests;

/// <summary>Runs random streams of one style on the engine and the reference model. They must agree on everything.</summary>
public abstract class EngineVersusModelTests(StreamStyle style)
{
    private const int StreamLength = 200;
    private const int StreamsPerRange = 50;

    /// <summary>The first seed of each range.</summary>
    public static TheoryData<int> Ranges => [.. Enumerable.Range(0, 10).Select(range => range * StreamsPerRange)];

    /// <summary>Seeds that once failed.</summary>
    public static TheoryData<int> OldSeeds => [7, 149, 253, 352, 20_250_303];

    [Theory]
    [MemberData(nameof(Ranges))]
    public void They_agree_on_every_decision(int first)
    {
        if (Environment.GetEnvironmentVariable("ACD_SEED") is { Length: > 0 } seed)
        {
            if (first == 0)
                Run(TranscriptFormat.Integer(seed));
            return;
        }

        for (var i = 0; i < StreamsPerRange; i++)
            Run(first + i);
    }

    [Theory]
    [MemberData(nameof(OldSeeds))]
    public void They_agree_where_they_once_did_not(int seed) => Run(seed);

    private void Run(int seed)
    {
        var run = StreamRun.Random(seed, style, StreamLength);
        if (run.Difference is null)
            return;
        var settings = new CommandStream(seed, style).Settings;
        Assert.Fail(StreamShrinker.Describe(seed, style, settings, StreamShrinker.Shrink(settings, run)));
    }
}

public sealed class CallStreamTests() : EngineVersusModelTests(StreamStyle.Calls);

public sealed class BlendedStreamTests() : EngineVersusModelTests(StreamStyle.Blended);

public sealed class RestiveStreamTests() : EngineVersusModelTests(StreamStyle.Restive);

public sealed class HeartbeatStreamTests() : EngineVersusModelTests(StreamStyle.Heartbeating);

public sealed class ChoosyStreamTests() : EngineVersusModelTests(StreamStyle.Choosy);

public sealed class PlannedStreamTests() : EngineVersusModelTests(StreamStyle.Planned);

public sealed class ReturningStreamTests() : EngineVersusModelTests(StreamStyle.Returning);

public sealed class MixedStreamTests() : EngineVersusModelTests(StreamStyle.Mixed);
