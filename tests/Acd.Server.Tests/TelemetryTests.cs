using System.Net.Http.Json;
using Acd.Testing;

namespace Acd.Server.Tests;

/// <summary>Meters and traces: at a collector that takes OTLP over HTTP, and as Prometheus reads them.</summary>
public sealed class TelemetryTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_is_measured_comes_to_the_collector_by_its_name()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var process = await ServeAsync("--otlp-endpoint", collector.Url);
        await QueueAsync(process);
        using var http = new HttpClient { BaseAddress = process.Url };
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("acd_contacts_waiting", metrics, StringComparison.Ordinal);
        Assert.Equal(0, await process.TerminateAsync());

        string[] instruments =
        [
            "acd / Acd.Hosting / acd.requests.applied", "acd / Acd.Hosting / acd.batch.size",
            "acd / Acd.Hosting / acd.commit.duration", "acd / Acd.Hosting / acd.intake.length",
            "acd / Acd.Gateway / acd.event_streams", "acd / Acd.Center / acd.contacts.waiting",
            "acd / Microsoft.AspNetCore.Hosting / http.server.request.duration",
            "acd / Microsoft.AspNetCore.Server.Kestrel / kestrel.active_connections",
            "acd / System.Runtime / dotnet.gc.collections",
        ];
        Assert.Empty(instruments.Except(collector.Metrics.Keys));
        Assert.Contains("acd / Acd.Hosting / acd.request", collector.Spans.Keys);
        Assert.Contains("acd / Acd.Hosting / acd.commit", collector.Spans.Keys);
        Assert.Contains(
            collector.Spans.Keys, span => span.StartsWith("acd / Microsoft.AspNetCore / ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_holds_nothing_up()
    {
        await using var process = await ServeAsync("--otlp-endpoint", "http://127.0.0.1:9");

        await QueueAsync(process);
    }

    [Fact]
    public async Task Prometheus_reads_the_centers_figures()
    {
        await using var process = await ServeAsync();
        await QueueAsync(process);
        using var http = new HttpClient { BaseAddress = process.Url };
        await http.PutAsJsonAsync("/v1/agents/ann", new { skills = new[] { "fr" } });
        await http.PutAsJsonAsync("/v1/agents/ann/presence", new { presence = "available" });

        // Figures are a second old at the most.
        string[] lines = [];
        await Polling.UntilAsync(
            async () =>
            {
                lines = (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n');
                return lines.Any(line => line.EndsWith("""state="idle"} 1""", StringComparison.Ordinal));
            },
            Timeout,
            () => "The agent is not idle on /metrics.");

        Assert.Contains(lines, line => Has(line, "acd_contacts_waiting", "1") && !Has(line, "queue=", ""));
        Assert.Contains(lines, line => Has(line, "acd_contacts_waiting", "1") && Has(line, "queue=\"default\"", ""));
        Assert.Contains(lines, line => Has(line, "acd_wait_longest_seconds", ""));
        Assert.Contains(lines, line => Has(line, "acd_today_entered", "1"));
        Assert.Contains(lines, line => Has(line, "acd_requests_applied", ""));

        static bool Has(string line, string text, string value) =>
            line.Contains(text, StringComparison.Ordinal)
            && (value.Length == 0 || line.EndsWith($" {value}", StringComparison.Ordinal));
    }

    private static async Task QueueAsync(HttpProcess process)
    {
        using var http = new HttpClient { BaseAddress = process.Url };
        using var queued = await http.PostAsJsonAsync("/v1/contacts", new { id = "c1", skills = new[] { "en" } });
        Assert.Equal(System.Net.HttpStatusCode.Created, queued.StatusCode);
    }

    private static async Task<HttpProcess> ServeAsync(params IEnumerable<string> more)
    {
        var port = FreePort.Next();
        var process = new HttpProcess("acd", port, ["serve", "--store", "memory:", "--port", $"{port}", .. more]);
        process.Start();
        await process.WaitForReadinessAsync(ready: true, Timeout);
        return process;
    }
}
