using Acd.Simulator;
using Acd.Testing;

namespace Acd.Ui.Tests;

/// <summary>The demo that a newcomer sees.</summary>
public sealed class DemoTrafficTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_center_lives_until_the_demo_is_stopped_and_its_agents_log_out_then()
    {
        await using var center = await RunningCenter.StartAsync();
        using var gateway = new GatewayClient(center.Process.Url, null);
        using var stop = new CancellationTokenSource();
        var options = new TrafficOptions { Agents = 8, CallsPerMinute = 20, Speed = 40, Seed = 7 };
        var running = new DemoTraffic(gateway, options).RunAsync(stop.Token);

        await Polling.UntilAsync(
            async () => (await center.GetAsync("/v1/stats")).GetProperty("total").GetProperty("handled").GetInt64() >= 5,
            Timeout,
            () => "Nobody is served.");
        await stop.CancelAsync();
        await running;

        var agents = (await center.GetAsync("/v1/board")).GetProperty("agents");
        Assert.Equal(8, agents.GetProperty("offline").GetInt32());
    }
}
