using System.Globalization;
using Acd.Simulator.Verify;

namespace Acd.Simulator.Tests.Verify;

/// <summary>Runs of seeds: the same bytes each time, and no broken rule.</summary>
public sealed class SimulationRunnerTests(ITestOutputHelper output)
{
    private const int Fresh = 200;

    /// <summary>
    /// Seeds that once broke a rule or a checker: 80 and 115 by a preference that ended during an outage, 613 by a contact that
    /// was forgotten, posted again and closed in one batch, 913,543,273 by a cooldown that ended in the batch of an offer.
    /// </summary>
    public static TheoryData<long> OldSeeds => [1, 2, 3, 80, 115, 613, 20_260_105, 913_543_273];

    [Fact]
    public void One_seed_is_one_run_the_same_bytes_each_time()
    {
        var (one, other) = (new List<string>(), new List<string>());

        var first = SimulationRunner.FromSeed(7, new TestHooks { OnTraceLine = one.Add });
        var second = SimulationRunner.FromSeed(7, new TestHooks { OnTraceLine = other.Add });

        Assert.Equal(one, other);
        Assert.Equal(first.Trace, second.Trace);
        Assert.NotEqual(first.Trace, SimulationRunner.FromSeed(8, new TestHooks()).Trace);
    }

    [Fact]
    public void Seeds_run_alike_alone_and_beside_others()
    {
        var alone = Run(new VerifyOptions { From = 300, Seeds = 24, Parallel = 1 });
        var together = Run(new VerifyOptions { From = 300, Seeds = 24, Parallel = 4 });

        Assert.Equal(24, alone.Seeds);
        Assert.Equal(alone.Trace, together.Trace);
    }

    [Fact]
    public void The_steps_of_a_run_replay_the_same_run()
    {
        var run = SimulationRunner.FromSeed(11, new TestHooks());
        var again = SimulationRunner.Replay(run, run.Steps, new TestHooks());
        Assert.Equal(run.Trace, again.Trace);
    }

    [Theory]
    [MemberData(nameof(OldSeeds))]
    public void Seeds_that_once_broke_a_rule_break_none(long seed) => AssertClean(Run(new VerifyOptions { From = seed }));

    [Fact]
    public void Fresh_seeds_break_no_rule()
    {
        var given = Environment.GetEnvironmentVariable("ACD_SEED");
        var from = given is { Length: > 0 }
            ? long.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.NextInt64(1_000_000_000);
        output.WriteLine($"acd-sim verify --seeds {Fresh} --from {from}");

        var report = Run(new VerifyOptions { From = from, Seeds = Fresh });

        output.WriteLine($"{report.Rate} seeds a second, {report.Troubles} faults, {report.Terms} terms");
        AssertClean(report);
        Assert.Equal(Fresh, report.Seeds);
        Assert.True(report.Troubles > Fresh && report.Terms > Fresh, "These runs have hardly any faults.");
    }

    private static VerifyReport Run(VerifyOptions options) =>
        new VerifyRun(options, new TestHooks(), _ => { }).Run(CancellationToken.None);

    private static void AssertClean(VerifyReport report) =>
        Assert.True(report.Broken.Count == 0, string.Join('\n', report.Broken.Select(broken => broken.Transcript)));
}
