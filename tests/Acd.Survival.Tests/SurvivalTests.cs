using System.Globalization;
using Acd.Testing;
using Xunit.Abstractions;

namespace Acd.Survival.Tests;

/// <summary>
/// Nothing lost, nothing double, through kills and outages. A few rounds here; <c>bench/survival.sh</c> runs as many as it is
/// told.
/// </summary>
public sealed class SurvivalTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static int KillRounds => Rounds("ACD_KILL_ROUNDS", 4);

    private static int OutageRounds => Rounds("ACD_OUTAGE_ROUNDS", 2);

    [Fact]
    public async Task A_standby_takes_over_from_a_killed_gateway_and_nothing_is_lost_or_double()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        await using var one = GatewayOn(redis.Url);
        await using var two = GatewayOn(redis.Url);
        await using var crowd = new Crowd(one.Url, two.Url);
        one.Start();
        await one.ReachAsync(ready: true, Patience);
        two.Start();
        await two.ReachAsync(ready: false, Patience);
        await crowd.StartAsync();

        var takeovers = new List<TimeSpan>();
        var (active, standby) = (one, two);
        for (var round = 0; round < KillRounds; round++)
        {
            await crowd.MoreAsync(100, Patience);
            await active.KillAsync();
            takeovers.Add(await standby.ReachAsync(ready: true, Patience));
            active.Start();
            await active.ReachAsync(ready: false, Patience);
            (active, standby) = (standby, active);
        }

        await crowd.FinishAsync(Patience);
        Tell($"{KillRounds} kills of the active gateway", crowd, takeovers);
        Assert.Empty(crowd.Witness.Faults);
    }

    [Fact]
    public async Task A_killed_gateway_on_SQLite_goes_on_where_it_was()
    {
        using var folder = new TempFolder();
        await using var gateway = GatewayOn($"sqlite:{Path.Combine(folder.Path, "acd.db")}");
        await using var crowd = new Crowd(gateway.Url);
        gateway.Start();
        await gateway.ReachAsync(ready: true, Patience);
        await crowd.StartAsync();

        var restarts = new List<TimeSpan>();
        for (var round = 0; round < KillRounds; round++)
        {
            await crowd.MoreAsync(100, Patience);
            await gateway.KillAsync();
            gateway.Start();
            restarts.Add(await gateway.ReachAsync(ready: true, Patience));
        }

        await crowd.FinishAsync(Patience);
        Tell($"{KillRounds} kills and restarts on SQLite", crowd, restarts);
        Assert.Empty(crowd.Witness.Faults);
    }

    [Fact]
    public async Task A_store_that_goes_away_for_ten_seconds_costs_a_pause_and_nothing_else()
    {
        var durable = new RedisServerOptions { AppendOnly = true, AppendFsync = "always" };
        await using var redis = await RedisServer.StartAsync(durable);
        await using var gateway = GatewayOn(redis.Url);
        await using var crowd = new Crowd(gateway.Url);
        gateway.Start();
        await gateway.ReachAsync(ready: true, Patience);
        await crowd.StartAsync();

        var returns = new List<TimeSpan>();
        for (var round = 0; round < OutageRounds; round++)
        {
            await crowd.MoreAsync(100, Patience);
            if (round % 2 == 0)
            {
                redis.Stop();
                await gateway.ReachAsync(ready: false, Patience);
                await PassAsync(TimeSpan.FromSeconds(10));
                redis.Continue();
            }
            else
            {
                await redis.KillAsync();
                await gateway.ReachAsync(ready: false, Patience);
                await PassAsync(TimeSpan.FromSeconds(10));
                await redis.RestartAsync();
            }

            returns.Add(await gateway.ReachAsync(ready: true, Patience));
        }

        await crowd.FinishAsync(Patience);
        Tell($"{OutageRounds} outages of the store of 10 s", crowd, returns);
        Assert.Empty(crowd.Witness.Faults);
        Assert.Equal(0, crowd.Caller.UnnamedRetries);
    }

    private void Tell(string what, Crowd crowd, List<TimeSpan> pauses) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {crowd.Acknowledged} contacts acknowledged and served, {crowd.Witness.LastSequence} events, "
        + $"{crowd.Witness.Faults.Count} faults, {crowd.Caller.Retries} requests repeated; "
        + $"back in {pauses.Average(pause => pause.TotalSeconds):F2} s on average, "
        + $"{pauses.Max(pause => pause.TotalSeconds):F2} s at most"));

    /// <summary>An outage has a length; there is nothing else to wait for.</summary>
    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    private static HttpProcess GatewayOn(string store)
    {
        var port = FreePort.Next();
        return new HttpProcess("acd-gateway", port, "--store", store, "--port", $"{port}");
    }

    private static int Rounds(string variable, int otherwise)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        return int.TryParse(text, CultureInfo.InvariantCulture, out var rounds) ? rounds : otherwise;
    }
}
