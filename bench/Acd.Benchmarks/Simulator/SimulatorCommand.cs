using System.Diagnostics;
using System.Text.Json;

namespace Acd.Benchmarks;

/// <summary>Measures simulated days: one of 10,000 agents, and the recorded months.</summary>
internal static class SimulatorCommand
{
    private const string Bank = "shared/data/anonymous-bank";

    private static readonly int[] Months = [4, 5, 6, 8, 9];

    // Twenty agents per profile, as in the budget of matching at 100,000; and all profiles different.
    private static readonly int[] Profiles = [500, 10_000];

    public static async Task<int> RunAsync()
    {
        Console.WriteLine(
            $"Measured on {MachineInfo.Describe()}. Processor seconds are what the process took, however many others");
        Console.WriteLine("shared the processors meanwhile.\n");
        WriteDay();
        await WriteMonthsAsync();
        return 0;
    }

    private static void WriteDay()
    {
        var day = new Table(
            "A day of 10,000 agents through the engine, 64 skills, 4 each",
            "profiles", "contacts", "answered", "hung up", "seconds", "processor seconds", "contacts a second");
        using var process = Process.GetCurrentProcess();
        foreach (var profiles in Profiles)
        {
            process.Refresh();
            var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
            var (answered, abandoned) = new LargeDay(profiles).Run();
            var seconds = watch.Elapsed.TotalSeconds;
            process.Refresh();
            var contacts = answered + abandoned;
            day.Add(
                Table.Whole(profiles), Table.Whole(contacts), Table.Whole(answered), Table.Whole(abandoned),
                Table.Short(seconds), Table.Short((process.TotalProcessorTime - before).TotalSeconds),
                Table.Whole(contacts / seconds));
        }

        day.Write();
    }

    private static async Task WriteMonthsAsync()
    {
        var months = new Table(
            "A month of the bank's calls (acd-sim replay), a process each",
            "month", "calls", "seconds, reading included");
        foreach (var month in Months)
        {
            var start = BuiltProgram.Start("Acd.Simulator", "acd-sim", ["replay", $"calls_1999_{month:00}.csv.gz", "--json"]);
            start.RedirectStandardOutput = true;
            using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                Console.WriteLine($"The bank's calls are not here: {Bank} is looked for from the working folder up.\n");
                return;
            }

            using var report = JsonDocument.Parse(text);
            var total = report.RootElement.GetProperty("all").GetProperty("engine").GetProperty("total");
            months.Add(
                $"1999-{month:00}", Table.Whole(total.GetProperty("offered").GetInt32()),
                Table.Short(report.RootElement.GetProperty("seconds").GetDouble()));
        }

        months.Write();
    }
}
