using System.Diagnostics;
using System.Text.Json;

namespace Acd.Benchmarks;

/// <summary>The result of a run of <c>acd-sim load</c>.</summary>
/// <param name="LivesPerSecond">The completed contact lives per second.</param>
/// <param name="PostToOffer">The time from the planned post to the offer on the event stream, in milliseconds.</param>
/// <param name="GoalMet">Whether nothing failed, was lost or was doubled.</param>
internal sealed record LoadRunResult(double LivesPerSecond, Percentiles PostToOffer, bool GoalMet)
{
    /// <summary>Runs the load against a gateway.</summary>
    public static async Task<LoadRunResult> RunAsync(Uri url, params string[] arguments)
    {
        var start = BuiltProgram.Start("Acd.Simulator", "acd-sim", ["load", "--url", $"{url}", "--json", .. arguments]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (text.Length == 0)
            throw new InvalidOperationException($"acd-sim load ended with {process.ExitCode}.");

        using var report = JsonDocument.Parse(text);
        var latency = report.RootElement.GetProperty("latencies").GetProperty("postToOffer");
        return new LoadRunResult(
            report.RootElement.GetProperty("livesPerSecond").GetDouble(),
            new Percentiles(latency.GetProperty("p50").GetDouble(), latency.GetProperty("p99").GetDouble()),
            report.RootElement.GetProperty("goalMet").GetBoolean());
    }
}

/// <summary>The median and the tail of latencies, in milliseconds.</summary>
internal sealed record Percentiles(double P50, double P99);
