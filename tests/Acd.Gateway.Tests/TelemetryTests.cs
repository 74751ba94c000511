namespace Acd.Gateway.Tests;

/// <summary>Meters and traces at a collector that takes OTLP over HTTP.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task What_is_measured_comes_to_the_collector_by_its_name()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using (var gateway = await RealGateway.StartAsync("memory:", options => options.OtlpEndpoint = collector.Url))
        {
            Assert.Equal(201, (await gateway.SendAsync("POST /v1/contacts", """{"id":"c1"}""")).Status);
            Assert.Equal(404, (await gateway.SendAsync("GET /v1/agents/nobody")).Status);
        }

        string[] instruments =
        [
            "acd-gateway / Acd.Hosting / acd.requests.applied", "acd-gateway / Acd.Hosting / acd.batch.size",
            "acd-gateway / Acd.Hosting / acd.commit.duration", "acd-gateway / Acd.Hosting / acd.intake.length",
            "acd-gateway / Acd.Gateway / acd.event_streams",
            "acd-gateway / Microsoft.AspNetCore.Hosting / http.server.request.duration",
            "acd-gateway / Microsoft.AspNetCore.Server.Kestrel / kestrel.active_connections",
            "acd-gateway / System.Runtime / dotnet.gc.collections",
        ];
        Assert.Empty(instruments.Except(collector.Metrics.Keys));
        Assert.Contains("acd-gateway / Acd.Hosting / acd.request", collector.Spans.Keys);
        Assert.Contains("acd-gateway / Acd.Hosting / acd.commit", collector.Spans.Keys);
        Assert.Contains(collector.Spans.Keys, span =>
            span.StartsWith("acd-gateway / Microsoft.AspNetCore / ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_holds_nothing_up()
    {
        await using var gateway = await RealGateway.StartAsync(
            "memory:", options => options.OtlpEndpoint = "http://127.0.0.1:9");

        Assert.Equal(201, (await gateway.SendAsync("POST /v1/contacts", """{"id":"c1"}""")).Status);
    }
}
