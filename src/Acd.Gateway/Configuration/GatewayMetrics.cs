using System.Diagnostics.Metrics;

namespace Acd.Gateway;

/// <summary>The instruments of the HTTP API, on the meter <c>Acd.Gateway</c>.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    private readonly Meter _meter = new("Acd.Gateway");

    public GatewayMetrics(EventStreamRegistry streams) => _meter.CreateObservableGauge(
        "acd.event_streams", () => streams.OpenCount, "{stream}", "Event streams that are open.");

    public void Dispose() => _meter.Dispose();
}
