using System.Diagnostics;
using System.Globalization;
using Acd.Core;

namespace Acd.Benchmarks;

/// <summary>Measures the time and memory that a process needs to load a full center from its store.</summary>
internal static class LoadCommand
{
    private const int Agents = 100_000, Contacts = 100_000;

    public static async Task<int> RunAsync()
    {
        var table = new Table(
            $"Loading {Table.Whole(Agents)} agents and {Table.Whole(Contacts)} waiting contacts",
            "store", "seconds until it serves", "until its boards are made", "GC heap, MiB", "working set at its peak, MiB");
        foreach (var kind in new[] { StoreKind.Sqlite, StoreKind.Redis })
        {
            await using var place = await TemporaryStore.CreateAsync(kind);
            await FullCenterWriter.WriteAsync(place.Url, new Population(Agents), Contacts);
            var loaded = await LoadInAnotherProcessAsync(place.Url);
            table.Add([kind.ToString(), .. loaded.Select(Table.Short)]);
        }

        Console.WriteLine($"Measured on {MachineInfo.Describe()}, each in a process of its own.\n");
        table.Write();
        return 0;
    }

    /// <summary>Runs in the loading process. It prints two times in seconds, the heap and the working set.</summary>
    public static async Task<int> LoadAsync(string url)
    {
        await using var center = await RunningCenter.StartAsync(url);
        var watch = Stopwatch.StartNew();
        await center.SendAsync<ContactStatsReply>(new GetQueueStats(QueueId.Default));
        var statistics = center.Started + watch.Elapsed;
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{center.Started.TotalSeconds} {statistics.TotalSeconds} {heap / 1048576.0} {peak / 1048576.0}"));
        return 0;
    }

    private static async Task<double[]> LoadInAnotherProcessAsync(string url)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LoadCommand).Assembly.Location, "load", url])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Loading {url} ended with {process.ExitCode}.");
        return [.. line.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
    }
}
