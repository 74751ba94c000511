namespace Acd.Benchmarks;

/// <summary>Measures one load on one process and on clusters, all on one Redis and one machine.</summary>
internal static class ClusterCommand
{
    private const int InFlight = 256, Agents = 2_000, Rate = 300;

    private static readonly (string Name, int Silos)[] Shapes =
        [("one process", 0), ("one silo, one gateway", 1), ("three silos, one gateway", 3)];

    public static async Task<int> RunAsync()
    {
        var table = new Table(
            $"{Table.Whole(Agents)} agents, on Redis: {InFlight} lives in flight, and then {Rate} contacts a second",
            "shape", "lives a second", "ratio", "post to offer p50, ms", "p99, ms", "whole");
        double? basis = null;
        foreach (var (name, silos) in Shapes)
        {
            var closed = await RunAsync(
                silos, "--closed", $"{InFlight}", "--talk", "0", "--seconds", "10", "--agents", $"{Agents}");
            var paced = await RunAsync(silos, "--rate", $"{Rate}", "--seconds", "15", "--agents", $"{Agents}");
            basis ??= closed.LivesPerSecond;
            table.Add(
                name, Table.Whole(closed.LivesPerSecond), Table.Ratio(closed.LivesPerSecond, basis.Value),
                Table.Short(paced.PostToOffer.P50), Table.Short(paced.PostToOffer.P99),
                closed.GoalMet && paced.GoalMet ? "yes" : "no");
        }

        Console.WriteLine($"Measured on {MachineInfo.Describe()}, generator, gateway, silos and Redis together;");
        Console.WriteLine("whole says whether every contact came to its end, none lost and none double.\n");
        table.Write();
        return 0;
    }

    private static async Task<LoadRunResult> RunAsync(int silos, params string[] arguments)
    {
        await using var place = await TemporaryStore.CreateAsync(StoreKind.Redis);
        var processes = new Stack<ServerProcess>();
        try
        {
            for (var silo = 0; silo < silos; silo++) processes.Push(await ServerProcess.StartSiloAsync(place.Url));
            processes.Push(await ServerProcess.StartAsync(place.Url, cluster: silos > 0));
            return await LoadRunResult.RunAsync(processes.Peek().Url, arguments);
        }
        finally
        {
            while (processes.TryPop(out var process)) await process.DisposeAsync();
        }
    }
}
