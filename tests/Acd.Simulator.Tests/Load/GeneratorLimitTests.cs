namespace Acd.Simulator.Tests;

public sealed class GeneratorCapacityTests
{
    [Fact]
    public async Task The_generator_is_answered_by_a_server_that_does_nothing()
    {
        var limit = await GeneratorCapacity.MeasureAsync(8, TimeSpan.FromMilliseconds(300)).WaitAsync(TimeSpan.FromSeconds(30));

        // How many it is, is the machine's affair and that of the tests beside this one; that there are answers is this one's.
        Assert.InRange(limit, double.Epsilon, 10_000_000);
    }

    [Fact]
    public void A_run_is_held_against_it()
    {
        var report = new LoadReport
        {
            Begun = 1,
            Completed = 1,
            LivesPerSecond = 500,
            Seconds = 1,
            Latencies = new Dictionary<LatencyKind, LatencyFigures>(),
            Errors = new Dictionary<string, long>(),
            Check = new ContactAudit
            {
                Acknowledged = 1,
                Closed = 1,
                Open = new Dictionary<string, int>(),
                Missing = 0,
                Unknown = 0,
                ConnectedTwice = 0,
            },
            StreamBreaks = 0,
            StreamGaps = 0,
            Interrupted = false,
            GeneratorLimit = 2_000,
        };

        Assert.Equal(0.25, report.GeneratorUse);
        Assert.Equal(0, (report with { GeneratorLimit = 0 }).GeneratorUse);
    }
}
