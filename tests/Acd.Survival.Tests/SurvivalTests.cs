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
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static int KillRounds => Rounds("ACD_KILL_ROUNDS", 4);

    private static int OutageRounds => Rounds("ACD_OUTAGE_ROUNDS", 2);

    [Fact]
    public async Task The_member_with_the_dispatcher_is_killed_again_and_again_and_nothing_is_lost_or_double()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        await using var one = ProcessOn(redis.Url);
        await using var two = ProcessOn(redis.Url);
        await using var crowd = new SurvivalWorkload(one.Url, two.Url);
        one.Start();
        await one.WaitForReadinessAsync(ready: true, Timeout);
        two.Start();
        await two.WaitForReadinessAsync(ready: true, Timeout);
        await crowd.StartAsync();

        // The dispatcher begins on the first member, and moves to the other whenever its member is killed.
        var takeovers = new List<TimeSpan>();
        var (holder, other) = (one, two);
        for (var round = 0; round < KillRounds; round++)
        {
            await crowd.WaitForAcknowledgedAsync(100, Timeout);
            crowd.TakeLongestPause();
            await holder.KillAsync();
            await crowd.WaitForAcknowledgedAsync(100, Timeout);
            takeovers.Add(crowd.TakeLongestPause());
            holder.Start();
            await holder.WaitForReadinessAsync(ready: true, Timeout);
            (holder, other) = (other, holder);
        }

        await crowd.FinishAsync(Timeout);
        WriteSummary($"{KillRounds} kills of the member with the dispatcher", crowd, takeovers);
        Assert.Empty(crowd.Verifier.Violations);
    }

    [Fact]
    public async Task A_killed_process_on_SQLite_goes_on_where_it_was()
    {
        using var folder = new TempFolder();
        await using var gateway = ProcessOn($"sqlite:{Path.Combine(folder.Path, "acd.db")}");
        await using var crowd = new SurvivalWorkload(gateway.Url);
        gateway.Start();
        await gateway.WaitForReadinessAsync(ready: true, Timeout);
        await crowd.StartAsync();

        var restarts = new List<TimeSpan>();
        for (var round = 0; round < KillRounds; round++)
        {
            await crowd.WaitForAcknowledgedAsync(100, Timeout);
            await gateway.KillAsync();
            gateway.Start();
            restarts.Add(await gateway.WaitForReadinessAsync(ready: true, Timeout));
        }

        await crowd.FinishAsync(Timeout);
        WriteSummary($"{KillRounds} kills and restarts on SQLite", crowd, restarts);
        Assert.Empty(crowd.Verifier.Violations);
    }

    [Fact]
    public async Task A_store_that_goes_away_for_ten_seconds_costs_a_pause_and_nothing_else()
    {
        var durable = new RedisServerOptions { AppendOnly = true, AppendFsync = "always" };
        await using var redis = await RedisServer.StartAsync(durable);
        await using var gateway = ProcessOn(redis.Url);
        await using var crowd = new SurvivalWorkload(gateway.Url);
        gateway.Start();
        await gateway.WaitForReadinessAsync(ready: true, Timeout);
        await crowd.StartAsync();

        var returns = new List<TimeSpan>();
        for (var round = 0; round < OutageRounds; round++)
        {
            await crowd.WaitForAcknowledgedAsync(100, Timeout);
            if (round % 2 == 0)
            {
                redis.Pause();
                await gateway.WaitForReadinessAsync(ready: false, Timeout);
                await DelayAsync(TimeSpan.FromSeconds(10));
                redis.Resume();
            }
            else
            {
                await redis.KillAsync();
                await gateway.WaitForReadinessAsync(ready: false, Timeout);
                await DelayAsync(TimeSpan.FromSeconds(10));
                await redis.RestartAsync();
            }

            returns.Add(await gateway.WaitForReadinessAsync(ready: true, Timeout));
        }

        await crowd.FinishAsync(Timeout);
        WriteSummary($"{OutageRounds} outages of the store of 10 s", crowd, returns);
        Assert.Empty(crowd.Verifier.Violations);
        Assert.Equal(0, crowd.Client.RetriesWithoutRetryAfter);
    }

    private void WriteSummary(string what, SurvivalWorkload crowd, List<TimeSpan> pauses) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {crowd.Acknowledged} contacts acknowledged and served, {crowd.Verifier.LastSequence} events, "
        + $"{crowd.Verifier.Violations.Count} faults, {crowd.Client.Retries} requests repeated; "
        + $"back in {pauses.Average(pause => pause.TotalSeconds):F2} s on average, "
        + $"{pauses.Max(pause => pause.TotalSeconds):F2} s at most"));

    /// <summary>An outage has a length; there is nothing else to wait for.</summary>
    private static async Task DelayAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    private static HttpProcess ProcessOn(string store)
    {
        var port = FreePort.Next();
        return new HttpProcess("acd", port, "serve", "--store", store, "--port", $"{port}");
    }

    private static int Rounds(string variable, int otherwise)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        return int.TryParse(text, CultureInfo.InvariantCulture, out var rounds) ? rounds : otherwise;
    }
}
