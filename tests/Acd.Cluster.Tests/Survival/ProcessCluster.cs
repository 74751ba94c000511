using Acd.Testing;
using StackExchange.Redis;

namespace Acd.Cluster.Tests;

/// <summary>Three silos and two gateways, each a process of its own, on a real Redis.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Dictionary<HttpProcess, int> _siloPorts = [];
    private ConnectionMultiplexer? _client;

    private ProcessCluster(RedisServer redis) => Redis = redis;

    public RedisServer Redis { get; }

    public IReadOnlyList<HttpProcess> Silos => [.. _siloPorts.Keys];

    public IReadOnlyList<HttpProcess> Gateways { get; private set; } = [];

    public static async Task<ProcessCluster> StartAsync()
    {
        var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        var cluster = new ProcessCluster(redis);
        try
        {
            cluster._client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port}");
            for (var number = 0; number < 3; number++) cluster.AddSilo();
            cluster.Gateways = [cluster.Gateway(), cluster.Gateway()];
            foreach (var process in cluster.Silos.Concat(cluster.Gateways)) process.Start();
            foreach (var process in cluster.Silos.Concat(cluster.Gateways))
                await process.WaitForReadinessAsync(ready: true, Timeout);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The silo whose dispatcher has the lease: its owner names the silo by its port.</summary>
    public async Task<HttpProcess> DispatchersSiloAsync()
    {
        HttpProcess? found = null;
        await Polling.UntilAsync(
            async () =>
            {
                var owner = (string?)await _client!.GetDatabase().StringGetAsync("{acd}:lease") ?? "";
                found = Silos.FirstOrDefault(silo => owner.Contains($":{_siloPorts[silo]}@", StringComparison.Ordinal));
                return found is not null;
            },
            Timeout,
            () => "No silo has the lease.");
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Gateways.Concat(Silos)) await process.DisposeAsync();
        if (_client is not null) await _client.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private void AddSilo()
    {
        var (silo, gateway, health) = (FreePort.NextNonEphemeral(), FreePort.NextNonEphemeral(), FreePort.NextNonEphemeral());
        var process = new HttpProcess(
            "acd", health, "serve", "--role", "silo", "--store", Redis.Url, "--silo-port", $"{silo}",
            "--gateway-port", $"{gateway}", "--port", $"{health}");
        _siloPorts.Add(process, silo);
    }

    private HttpProcess Gateway()
    {
        var port = FreePort.NextNonEphemeral();
        return new HttpProcess("acd", port, "serve", "--role", "gateway", "--store", Redis.Url, "--port", $"{port}");
    }
}
