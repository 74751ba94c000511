namespace Acd.Benchmarks;

/// <summary>The same load through one process and through clusters, all on one Redis and one machine.</summary>
internal static class ClusterCommand
{
    private const int InFlight = 256, Agents = 2_000, Rate = 300, ClosedSeconds = 10, PacedSeconds = 15;

    private static readonly (string Name, string[] Roles, int Entry)[] Shapes =
    [
        ("engine's host without a cluster", [], 0),
        ("one member", ["all"], 0),
        ("three members, through the one with the dispatcher", ["all", "all", "all"], 0),
        ("three members, through another", ["all", "all", "all"], 2),
        ("three silos, through a gateway", ["silo", "silo", "silo", "gateway"], 3),
    ];

    public static async Task<int> RunAsync()
    {
        var table = new Table(
            $"{Table.Whole(Agents)} agents, on Redis: {InFlight} lives in flight, and then {Rate} contacts a second",
            "shape", "lives a second", "ratio", "processor a life, ms", "at the rate, ms", "post to offer p50, ms", "p99, ms",
            "whole");
        double? basis = null;
        foreach (var (name, roles, entry) in Shapes)
        {
            var (closed, closedTime) = await MeasureAsync(
                roles, entry, ClosedSeconds, "--closed", $"{InFlight}", "--talk", "0", "--agents", $"{Agents}");
            var (paced, pacedTime) = await MeasureAsync(
                roles, entry, PacedSeconds, "--rate", $"{Rate}", "--agents", $"{Agents}");
            basis ??= closed.LivesPerSecond;
            table.Add(
                name, Table.Whole(closed.LivesPerSecond), Table.Ratio(closed.LivesPerSecond, basis.Value),
                Table.Short(closedTime), Table.Short(pacedTime),
                Table.Short(paced.PostToOffer.P50), Table.Short(paced.PostToOffer.P99),
                closed.GoalMet && paced.GoalMet ? "yes" : "no");
        }

        Console.WriteLine($"Measured on {MachineInfo.Describe()}, generator, gateway, silos and Redis together;");
        Console.WriteLine("whole says whether every contact came to its end, none lost and none double;");
        Console.WriteLine("processor time is that of all these programs from start to end, with what they compile.\n");
        table.Write();
        return 0;
    }

    /// <returns>The result, and the milliseconds of processor time for each life.</returns>
    private static async Task<(LoadRunResult Result, double Milliseconds)> MeasureAsync(
        string[] roles, int entry, int seconds, params string[] arguments)
    {
        var before = ChildCpuTime.Read();
        var result = await RunAsync(roles, entry, [.. arguments, "--seconds", $"{seconds}"]);
        var used = ChildCpuTime.Read() - before;
        return (result, used.TotalMilliseconds / (result.LivesPerSecond * seconds));
    }

    private static async Task<LoadRunResult> RunAsync(string[] roles, int entry, params string[] arguments)
    {
        await using var place = await TemporaryStore.CreateAsync(StoreKind.Redis);
        var processes = new List<ServerProcess>();
        try
        {
            // The first member has the dispatcher.
            foreach (var role in roles) processes.Add(await ServerProcess.StartAsync(place.Url, role));
            if (roles.Length == 0) processes.Add(await ServerProcess.StartDirectAsync(place.Url));
            return await LoadRunResult.RunAsync(processes[entry].Url, arguments);
        }
        finally
        {
            processes.Reverse();
            foreach (var process in processes) await process.DisposeAsync();
        }
    }
}
