namespace Acd.Core.Tests;

/// <summary>
/// ZPOPMIN and ZINTER on a real redis-server choose as the engine's index does. Random streams of every style run on both; after
/// each command events and changes must be equal.
/// </summary>
public sealed class RedisMatchingComparisonTests(RedisMatchingServer redis, ITestOutputHelper output)
    : IClassFixture<RedisMatchingServer>
{
    private const int StreamLength = 200, StreamsPerStyle = 10;

    public static TheoryData<string> Styles => [.. StreamStyle.All.Select(style => style.Name)];

    [Theory]
    [MemberData(nameof(Styles))]
    public void They_agree_on_every_decision(string name)
    {
        var style = StreamStyle.All.Single(style => style.Name == name) with { InSets = true };
        var seeds = Environment.GetEnvironmentVariable("ACD_SEED") is { Length: > 0 } seed
            ? [TranscriptFormat.Integer(seed)]
            : Enumerable.Range(0, StreamsPerStyle);
        var offers = seeds.Sum(seed => Run(seed, style));
        output.WriteLine($"{offers} offers");
        Assert.True(offers > 0);
    }

    private int Run(int seed, StreamStyle style)
    {
        var stream = new CommandStream(seed, style);
        var model = new ReferenceModel(stream.Settings, Transcript.Start);
        var both = new MatchingComparison(stream.Settings, Transcript.Start, redis.Open);
        var now = Transcript.Start;
        for (var number = 1; number <= StreamLength; number++)
        {
            var step = stream.Next(model);
            now += step.After;
            Follow(model, step.Request, now);
            if (both.Ask(step.Request, now) is { } difference)
            {
                Assert.Fail(
                    $"ACD_SEED={seed}, {style.Name}: after command {number}, {CommandPrinter.Print(step)}, of the "
                    + $"{difference.About}\nthe sets say\n{difference.Engine}\nand the index\n{difference.Model}");
            }
        }

        return both.Offers;
    }

    /// <summary>The model's state, from which the stream makes commands.</summary>
    private static void Follow(ReferenceModel model, Request request, Timestamp now)
    {
        if (request is ReloadEngine) model.Reload();
        else model.Play(request, now);
    }
}
