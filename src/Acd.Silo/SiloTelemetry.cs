using Acd.Grains;
using Acd.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Acd.Silo;

/// <summary>
/// Sends the silo's meters and traces, Orleans' own among them, to a collector by OTLP where one is named: by
/// <see cref="SiloOptions.OtlpEndpoint"/> (OTLP over HTTP), or by the field's own <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, with which
/// all other <c>OTEL_…</c> variables hold too.
/// </summary>
internal sealed class SiloTelemetry(SiloOptions options, IConfiguration configuration) : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", Orleans = "Microsoft.Orleans";

    /// <summary>How long a stop may wait for the collector.</summary>
    private const int FlushMilliseconds = 2_000;

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.OtlpEndpoint) && string.IsNullOrEmpty(configuration[Endpoint]))
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault()
            .AddService("acd-silo", serviceInstanceId: $"{options.Advertise}:{options.SiloPort}")
            .AddEnvironmentVariableDetector()
            .AddAttributes([new("acd.center", options.Center)]);
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(CenterTelemetry.Name, AcdSiloBuilderExtensions.MeterName, Orleans, "System.Runtime")
            .AddOtlpExporter(exporter => Configure(exporter, "v1/metrics"))
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(CenterTelemetry.Name)
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
    }

    private void Configure(OtlpExporterOptions exporter, string path)
    {
        if (string.IsNullOrEmpty(options.OtlpEndpoint)) return;
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(new Uri(options.OtlpEndpoint.TrimEnd('/') + "/"), path);
    }
}
