using System.Globalization;
using Acd.Testing;
using Xunit.Abstractions;

namespace Acd.Cluster.Tests;

/// <summary>
/// Nothing lost, nothing double, while silos and gateways are killed and stopped under load. One round of each here;
/// <c>bench/cluster-survival.sh</c> runs as many as it is told.
/// </summary>
[Collection(OneClusterAtATime.Name)]
public sealed class ClusterSurvivalTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = ProcessCluster.Patience;

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("ACD_CLUSTER_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
            ? rounds
            : 1;

    [Fact]
    public Task The_dispatchers_silo_is_killed_and_callers_go_on_within_five_seconds() => SurviveAsync(
        "kill -9 of the dispatcher's silo",
        async cluster => [await cluster.DispatchersSiloAsync()],
        victim => victim.KillAsync(),
        TimeSpan.FromSeconds(5));

    [Fact]
    public Task Another_silo_is_killed() => SurviveAsync(
        "kill -9 of another silo",
        async cluster =>
        {
            var dispatchers = await cluster.DispatchersSiloAsync();
            return [cluster.Silos.First(silo => silo != dispatchers)];
        },
        victim => victim.KillAsync(),
        TimeSpan.FromSeconds(5));

    [Fact]
    public Task A_gateway_is_killed() => SurviveAsync(
        "kill -9 of a gateway",
        cluster => Task.FromResult<IReadOnlyList<HttpProcess>>([cluster.Gateways[0]]),
        victim => victim.KillAsync(),
        TimeSpan.FromSeconds(5));

    [Fact]
    public Task Every_silo_is_killed_and_started_again() => SurviveAsync(
        "kill -9 of all silos, and their start",
        cluster => Task.FromResult(cluster.Silos),
        async victim =>
        {
            await victim.KillAsync();
            victim.Start();
        },
        TimeSpan.FromSeconds(60));

    [Fact]
    public Task The_dispatchers_silo_is_stopped_and_hands_over() => SurviveAsync(
        "SIGTERM to the dispatcher's silo",
        async cluster => [await cluster.DispatchersSiloAsync()],
        async victim => Assert.Equal(0, await victim.TerminateAsync()),
        TimeSpan.FromSeconds(5));

    private async Task SurviveAsync(
        string what, Func<ProcessCluster, Task<IReadOnlyList<HttpProcess>>> choose, Func<HttpProcess, Task> strike,
        TimeSpan bound)
    {
        await using var cluster = await ProcessCluster.StartAsync();
        await using var crowd = new Crowd([.. cluster.Gateways.Select(gateway => gateway.Url)]);
        await crowd.StartAsync();
        var pauses = new List<TimeSpan>();
        for (var round = 1; round <= Rounds; round++)
        {
            await crowd.MoreAsync(100, Patience);
            var victims = await choose(cluster);
            crowd.TakeLongestPause();
            await Task.WhenAll(victims.Select(strike));
            await crowd.MoreAsync(200, Patience);
            pauses.Add(crowd.TakeLongestPause());
            await crowd.ServedAsync(Patience);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}, round {round}: 0 of {crowd.Acknowledged} acknowledged contacts lost, "
                + $"{crowd.Witness.Faults.Count} doubles or gaps, {pauses[^1].TotalSeconds:F2} s without service"));
            foreach (var victim in victims.Where(victim => !victim.IsRunning)) victim.Start();
            foreach (var victim in victims) await victim.ReachAsync(ready: true, Patience);
        }

        await crowd.FinishAsync(Patience);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, {Rounds} rounds: {crowd.Acknowledged} contacts acknowledged and served, "
            + $"{crowd.Witness.LastSequence} events, {crowd.Witness.Faults.Count} faults; "
            + $"without service {pauses.Average(pause => pause.TotalSeconds):F2} s on average, "
            + $"{pauses.Max(pause => pause.TotalSeconds):F2} s at most"));
        Assert.Empty(crowd.Witness.Faults);
        Assert.All(pauses, pause => Assert.True(pause < bound, $"{what}: {pause.TotalSeconds} s without service."));
    }
}
