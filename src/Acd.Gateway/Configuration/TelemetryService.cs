using System.Diagnostics.Metrics;
using Acd.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Acd.Gateway;

/// <summary>
/// Sends meters and traces to a collector by OTLP, where one is named: by <see cref="GatewayOptions.OtlpEndpoint"/> (OTLP over
/// HTTP), or by the field's own <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, with which all other <c>OTEL_…</c> variables hold too.
/// </summary>
internal sealed class TelemetryService(IOptions<GatewayOptions> options, IConfiguration configuration, EventStreamRegistry streams)
    : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", Name = "Acd.Gateway";

    /// <summary>How long a stop may wait for the collector.</summary>
    private const int FlushMilliseconds = 2_000;

    private readonly Meter _meter = new(Name);
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.OtlpEndpoint is null && string.IsNullOrEmpty(configuration[Endpoint]))
            return Task.CompletedTask;
        _meter.CreateObservableGauge("acd.event_streams", () => streams.OpenCount, "{stream}", "Event streams that are open.");
        var resource = ResourceBuilder.CreateDefault().AddService("acd-gateway").AddEnvironmentVariableDetector()
            .AddAttributes([new("acd.center", options.Value.Center)]);
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(Name, CenterTelemetry.Name)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(exporter => Configure(exporter, "v1/metrics"))
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(CenterTelemetry.Name, "Microsoft.AspNetCore")
            .AddOtlpExporter(exporter => Configure(exporter, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what has not been sent yet.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.Shutdown(FlushMilliseconds);
            _meters?.Shutdown(FlushMilliseconds);
        },
        CancellationToken.None);

    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
        _meter.Dispose();
    }

    private void Configure(OtlpExporterOptions exporter, string path)
    {
        if (options.Value.OtlpEndpoint is not { } endpoint)
            return;
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(new Uri(endpoint.TrimEnd('/') + "/"), path);
    }
}

internal static class TelemetryExtensions
{
    /// <summary>Added before anything that is measured, so that it stops after it and sends the last of it.</summary>
    public static void AddTelemetry(this IServiceCollection services) => services.AddHostedService<TelemetryService>();
}
