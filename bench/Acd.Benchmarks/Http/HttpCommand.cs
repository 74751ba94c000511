namespace Acd.Benchmarks;

/// <summary>Measures whole contact lives and the time to an offer over HTTP, with the generator on the same machine.</summary>
internal static class HttpCommand
{
    private const int InFlight = 256, Rate = 500, AgentsAtRate = 2_000;

    private static readonly int[] Agents = [50, 50_000];

    public static async Task<int> RunAsync()
    {
        var lives = new Table(
            $"Lives through HTTP, {InFlight} in flight, the generator included",
            "store", "agents", "lives a second", "ratio", "whole");
        var offers = new Table(
            $"From the post to the offer on the event stream, {Rate} contacts a second, {Table.Whole(AgentsAtRate)} agents",
            "store", "p50, ms", "p99, ms", "whole");
        foreach (var kind in Enum.GetValues<StoreKind>())
        {
            double? basis = null;
            foreach (var agents in Agents)
            {
                var run = await RunAsync(
                    kind, "--closed", $"{InFlight}", "--talk", "0", "--seconds", "10", "--agents", $"{agents}");
                basis ??= run.LivesPerSecond;
                lives.Add(
                    kind.ToString(), Table.Whole(agents), Table.Whole(run.LivesPerSecond),
                    Table.Ratio(run.LivesPerSecond, basis.Value), Whole(run));
            }

            var paced = await RunAsync(kind, "--rate", $"{Rate}", "--seconds", "20", "--agents", $"{AgentsAtRate}");
            offers.Add(kind.ToString(), Table.Short(paced.PostToOffer.P50), Table.Short(paced.PostToOffer.P99), Whole(paced));
        }

        Console.WriteLine($"Measured on {MachineInfo.Describe()}; the ratio is to {Agents[0]} agents;");
        Console.WriteLine("whole says whether every contact came to its end, none lost and none double.\n");
        lives.Write();
        offers.Write();
        return 0;
    }

    private static async Task<LoadRunResult> RunAsync(StoreKind kind, params string[] arguments)
    {
        await using var place = await TemporaryStore.CreateAsync(kind);
        await using var gateway = await ServerProcess.StartAsync(place.Url);
        return await LoadRunResult.RunAsync(gateway.Url, arguments);
    }

    private static string Whole(LoadRunResult run) => run.GoalMet ? "yes" : "no";
}
