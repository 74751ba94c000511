using Acd.Core;
using Acd.Storage;
using Acd.Testing;

namespace Acd.Benchmarks;

/// <summary>Compares an engine that matches by ZINTER with one that matches by its index.</summary>
internal static class RedisMatchingCommand
{
    private const int Agents = 100;

    private const double Seconds = 1;

    private static readonly int[] Waiting = [0, 10, 100, 1_000, 10_000];

    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"Measured on {MachineInfo.Describe()}, the engine on one core, redis-server on the other.\n");
        var table = new Table(
            $"{Agents} agents serve contacts one after the other, others wait in line before them for nobody",
            "waiting", "index, contacts a second", "zinter, contacts a second", "ms each", "the index to zinter");
        await using var server = await RedisServer.StartAsync();
        await using var store = new RedisStore(
            RedisAddress.Parse(server.Url), new StoreOptions { CommandTimeout = TimeSpan.FromSeconds(30) });
        foreach (var waiting in Waiting)
        {
            var index = Serve(waiting, null);
            var zinter = Serve(waiting, await OpenAsync(store));
            table.Add(
                Table.Whole(waiting), Table.Whole(index), Table.Short(zinter), Table.Short(1_000 / zinter),
                Table.Ratio(index, zinter));
        }

        table.Write();
        return 0;
    }

    private static double Serve(int waiting, IReferenceMatching? matching)
    {
        var served = new ServedContacts(Agents, waiting, matching);
        GC.Collect();
        return Rate.Measure(Seconds, 1, served.ServeContact).PerSecond;
    }

    private static async Task<IReferenceMatching> OpenAsync(RedisStore store)
    {
        var lease = await store.TryAcquireAsync("benchmark");
        await store.LoadAsync(lease!);
        return await store.OpenMatchingAsync(lease!);
    }
}
