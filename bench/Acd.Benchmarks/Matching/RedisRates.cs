using System.Diagnostics;
using Acd.Testing;
using StackExchange.Redis;

namespace Acd.Benchmarks;

/// <summary>How fast the literal loop on a redis-server of its own decides.</summary>
internal static class RedisLoopBenchmark
{
    private const double Seconds = 1;

    /// <summary>Decisions a second in one script each, and in plain commands.</summary>
    public static async Task<(double Script, double Commands)> MeasureAsync(Population population)
    {
        await using var server = await RedisServer.StartAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port},syncTimeout=60000");
        var watch = Stopwatch.StartNew();
        var loop = new RedisLoop(connection.GetDatabase(), population);
        await loop.FillAsync();
        Console.Error.WriteLine($"redis-server was filled in {watch.Elapsed.TotalSeconds:F1} s");

        // It waits on a thread of its own: this one may be the connection's, on which the answers come.
        return await Task.Run(() =>
        {
            var script = Rate.Measure(Seconds, 1, () => loop.DecideByScriptAsync().GetAwaiter().GetResult());
            var commands = Rate.Measure(Seconds, 1, () => loop.DecideByCommandsAsync().GetAwaiter().GetResult());
            return (script.PerSecond, commands.PerSecond);
        });
    }
}
