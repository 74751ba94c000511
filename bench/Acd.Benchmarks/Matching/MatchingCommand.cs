using System.Globalization;

namespace Acd.Benchmarks;

/// <summary>Measures one decision, with a thousand to a million agents, beside the literal loop on Redis.</summary>
internal static class MatchingCommand
{
    private const int Basis = 100_000, Batch = 1_000;

    private const double Seconds = 1;

    private static readonly int[] Sizes = [1_000, 10_000, Basis, 1_000_000];

    public static async Task<int> RunAsync(string[] args)
    {
        int[] sizes = args.Length == 0 ? Sizes : [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
        var rows = new List<Row>();
        foreach (var size in sizes)
        {
            Console.Error.WriteLine($"{size} agents …");
            rows.Add(await MeasureAsync(size));
        }

        var basis = rows.Find(row => row.Agents == Basis) ?? rows[^1];
        Console.WriteLine($"Measured on {MachineInfo.Describe()}, on one core.\n");
        WriteIndex($"A contact arrives; the ratio is to {Table.Whole(basis.Agents)} agents", rows, row => row.Arriving, basis);
        WriteIndex($"An agent becomes free, {Table.Whole(FreedAgents.Waiting)} contacts wait", rows, row => row.Freed, basis);
        WriteLoop(rows);
        return 0;
    }

    private static async Task<Row> MeasureAsync(int size)
    {
        var population = new Population(size);
        var arriving = Measure(new ArrivingContacts(population), one => one.Decide, one => one.Misses);
        var freed = Measure(new FreedAgents(population), one => one.Decide, one => one.Misses);
        var (script, commands) = await RedisLoopBenchmark.MeasureAsync(population);
        return new Row(size, population.Profiles.Length, arriving, freed, script, commands);
    }

    private static Rate Measure<T>(T of, Func<T, Action> decide, Func<T, long> misses)
    {
        GC.Collect();
        var rate = Rate.Measure(Seconds, Batch, decide(of));
        if (misses(of) > 0)
            Console.Error.WriteLine($"{typeof(T).Name}: {misses(of)} decisions found nobody.");
        return rate;
    }

    private static void WriteIndex(string title, List<Row> rows, Func<Row, Rate> of, Row basis)
    {
        var table = new Table(title, "agents", "profiles", "decisions a second", "ns each", "bytes each", "ratio");
        foreach (var row in rows)
        {
            var rate = of(row);
            table.Add(
                Table.Whole(row.Agents), Table.Whole(row.Profiles),
                Table.Whole(rate.PerSecond), Table.Short(1e9 / rate.PerSecond),
                Table.Short(rate.Bytes), Table.Ratio(rate.PerSecond, of(basis).PerSecond));
        }

        table.Write();
    }

    private static void WriteLoop(List<Row> rows)
    {
        var table = new Table(
            "The same decision by ZPOPMIN, ZINTER and ZREM on redis-server",
            "agents", "one script, a second", "commands, a second", "the index to the script", "the index to the commands");
        foreach (var row in rows)
        {
            table.Add(
                Table.Whole(row.Agents), Table.Short(row.Script), Table.Short(row.Commands),
                Table.Ratio(row.Arriving.PerSecond, row.Script), Table.Ratio(row.Arriving.PerSecond, row.Commands));
        }

        table.Write();
    }

    private sealed record Row(int Agents, int Profiles, Rate Arriving, Rate Freed, double Script, double Commands);
}
