using System.Globalization;
using Acd.Testing;

namespace Acd.Cluster.Tests;

/// <summary>
/// Nothing is lost and nothing is double while silos and gateways are killed and stopped under load. Each kind has one round
/// here; <c>deploy/verify-cluster.sh</c> runs any number of rounds on the whole deployment.
/// </summary>
[Collection(ClusterCollection.Name)]
public sealed class ClusterSurvivalTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = ProcessCluster.Timeout;

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

    // It takes less than a second on a machine with a free processor, and longer on a busy one.
    [Fact]
    public Task The_dispatchers_silo_is_stopped_and_hands_over() => SurviveAsync(
        "SIGTERM to the dispatcher's silo",
        async cluster => [await cluster.DispatchersSiloAsync()],
        async victim => Assert.Equal(0, await victim.TerminateAsync()),
        TimeSpan.FromSeconds(3));

    // A silo that hangs refuses no connection, so that only missed probes find it. With Orleans' check of connections it takes
    // more than 13 s, because messages that were sent before count as signs of life.
    [Fact]
    public Task The_dispatchers_silo_hangs_and_is_voted_out() => SurviveAsync(
        "SIGSTOP of the dispatcher's silo",
        async cluster => [await cluster.DispatchersSiloAsync()],
        victim =>
        {
            victim.Hang();
            return Task.CompletedTask;
        },
        TimeSpan.FromSeconds(10),
        victim => victim.KillAsync());

    private async Task SurviveAsync(
        string what, Func<ProcessCluster, Task<IReadOnlyList<HttpProcess>>> choose, Func<HttpProcess, Task> strike,
        TimeSpan bound, Func<HttpProcess, Task>? bury = null)
    {
        await using var cluster = await ProcessCluster.StartAsync();
        await using var crowd = new SurvivalWorkload([.. cluster.Gateways.Select(gateway => gateway.Url)]);
        await crowd.StartAsync();
        await crowd.WaitForAcknowledgedAsync(100, Patience);
        var victims = await choose(cluster);
        crowd.TakeLongestPause();
        await Task.WhenAll(victims.Select(strike));
        await crowd.WaitForAcknowledgedAsync(200, Patience);
        var pause = crowd.TakeLongestPause();
        await crowd.WaitUntilServedAsync(Patience);
        if (bury is not null) await Task.WhenAll(victims.Select(bury));
        foreach (var victim in victims.Where(victim => !victim.IsRunning)) victim.Start();
        foreach (var victim in victims) await victim.WaitForReadinessAsync(ready: true, Patience);
        await crowd.FinishAsync(Patience);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {crowd.Acknowledged} contacts acknowledged and served, {crowd.Verifier.LastSequence} events, "
            + $"{crowd.Verifier.Violations.Count} faults; {pause.TotalSeconds:F2} s without service"));
        Assert.Empty(crowd.Verifier.Violations);
        Assert.True(pause < bound, $"{what}: {pause.TotalSeconds} s without service.");
    }
}
