using System.Diagnostics;

namespace Acd.Benchmarks;

/// <summary>Measures whole contact lives per second, through the host and each store.</summary>
internal static class LifeCommand
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3), Measured = TimeSpan.FromSeconds(10);

    private static readonly int[] Agents = [50, 50_000], InFlight = [64, 1_024];

    /// <param name="stores">The names of the stores. Empty for all.</param>
    public static async Task<int> RunAsync(string[] stores)
    {
        var kinds = stores.Length == 0 ? Enum.GetValues<StoreKind>() : Array.ConvertAll(stores, Enum.Parse<StoreKind>);
        var table = new Table(
            "A contact's whole life through the host",
            "store", "agents", "in flight", "lives a second", "ms each", "cores", "ratio");
        foreach (var kind in kinds)
        {
            foreach (var inFlight in InFlight)
            {
                double? basis = null;
                foreach (var agents in Agents)
                {
                    var (rate, cores) = await MeasureAsync(kind, agents, inFlight);
                    basis ??= rate;
                    table.Add(
                        kind.ToString(), Table.Whole(agents), Table.Whole(inFlight), Table.Whole(rate),
                        Table.Short(1000 * inFlight / rate), Table.Short(cores), Table.Ratio(rate, basis.Value));
                }
            }
        }

        Console.WriteLine($"Measured on {MachineInfo.Describe()};");
        Console.WriteLine($"the ratio is to {Agents[0]} agents, the cores are what this process took.\n");
        table.Write();
        return 0;
    }

    private static async Task<(double Rate, double Cores)> MeasureAsync(StoreKind kind, int agents, int inFlight)
    {
        await using var place = await TemporaryStore.CreateAsync(kind);
        await using var center = await RunningCenter.StartAsync(place.Url);
        var population = new Population(agents);
        await center.AddAgentsAsync(population);
        var lives = new ContactLifecycles(center, population);
        using var end = new CancellationTokenSource();
        var running = lives.RunAsync(inFlight, end.Token);
        await Task.WhenAny(running, Task.Delay(WarmUp));
        var (begun, cpu, watch) = (lives.Ended, Cpu(), Stopwatch.StartNew());
        await Task.WhenAny(running, Task.Delay(Measured));
        var (rate, cores) = ((lives.Ended - begun) / watch.Elapsed.TotalSeconds, (Cpu() - cpu) / watch.Elapsed);
        await end.CancelAsync();
        await running;
        return (rate, cores);
    }

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
