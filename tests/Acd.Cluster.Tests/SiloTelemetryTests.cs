using System.Text.Json;
using System.Text.RegularExpressions;
using Acd.Core;
using Acd.Hosting;
using Acd.Server.Tests;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Cluster.Tests;

/// <summary>What a silo measures comes to a collector, and Grafana's board asks for what comes there.</summary>
[Collection(ClusterCollection.Name)]
public sealed partial class SiloTelemetryTests
{
    [Fact]
    public async Task What_the_board_shows_of_silos_is_what_they_send()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await using var silo = Silo(redis, "--otlp-endpoint", collector.Url);
        await using var other = Silo(redis);
        silo.Start();
        await silo.WaitForReadinessAsync(ready: true, ProcessCluster.Timeout);

        // It is the first, so that it has the dispatcher; that there is another one makes them probe each other.
        other.Start();
        await other.WaitForReadinessAsync(ready: true, ProcessCluster.Timeout);
        await UseAsync(redis);
        Assert.Equal(0, await silo.TerminateAsync());

        string[] instruments =
        [
            "acd / Acd.Hosting / acd.requests.applied", "acd / Acd.Hosting / acd.commit.duration",
            "acd / Acd.Grains / acd.dispatchers", "acd / Microsoft.Orleans / orleans-catalog-activations",
            "acd / System.Runtime / dotnet.gc.collections",
        ];
        Assert.Empty(instruments.Except(collector.Metrics.Keys));
        var asked = NamesOnTheBoard();
        Assert.Contains("acd_dispatchers", asked);
        Assert.Empty(asked.Except(collector.Prometheus.Keys));
    }

    private static HttpProcess Silo(RedisServer redis, params IEnumerable<string> more)
    {
        var health = FreePort.NextNonEphemeral();
        return new HttpProcess(
            "acd", health, ["serve", "--role", "silo", "--store", redis.Url, "--port", $"{health}", .. more]);
    }

    private static async Task UseAsync(RedisServer redis)
    {
        using var host = Switchboard.Build($"127.0.0.1:{redis.Port}");
        await host.StartAsync();
        var center = host.Services.GetRequiredService<IContactCenter>();
        for (var number = 0; number < 20; number++)
        {
            var command = new PutAgent(new AgentId($"a{number}"), new AgentProfile { Skills = [new(new("en"))] });
            await Polling.UntilAsync(
                async () => await center.SendAsync(command) is AgentReply,
                ClusterTestHost.Timeout,
                () => $"{command} is refused.");
        }

        await host.StopAsync();
    }

    private static IReadOnlyList<string> NamesOnTheBoard()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Acd.sln"))) root = Path.GetDirectoryName(root)!;
        var text = File.ReadAllText(Path.Combine(root, "deploy/observability/grafana/dashboards/acd.json"));
        using var board = JsonDocument.Parse(text);
        return [.. board.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .SelectMany(target => Name().Matches(target.GetProperty("expr").GetString()!))
            .Select(name => name.Value).Distinct()];
    }

    [GeneratedRegex(@"\b(acd|orleans)_[a-z_]+")]
    private static partial Regex Name();
}
