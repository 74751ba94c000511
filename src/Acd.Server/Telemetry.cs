using System.Reflection;
using Acd.Connections;
using Acd.Gateway;
using Acd.Grains;
using Acd.Hosting;
using Acd.Silo;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Acd.Server;

/// <summary>
/// Meters and traces: Prometheus reads <c>/metrics</c>, and a collector gets both by OTLP where one is named, by
/// <see cref="ServerOptions.OtlpEndpoint"/> or by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, with which all other <c>OTEL_…</c>
/// variables hold too.
/// </summary>
internal static class TelemetryExtensions
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", MetricsPath = "/metrics";

    /// <summary>
    /// Sends what is left when the process stops. Added before anything that is measured, so that it stops after it.
    /// </summary>
    public static void AddTelemetryFlush(this IHostApplicationBuilder builder) =>
        builder.Services.AddHostedService<TelemetryFlush>();

    /// <summary>Adds what is measured and where it goes.</summary>
    public static void AddAcdTelemetry(this IHostApplicationBuilder builder, CenterOptions center, ServerOptions server)
    {
        var sends = !string.IsNullOrEmpty(server.OtlpEndpoint) || !string.IsNullOrEmpty(builder.Configuration[Endpoint]);
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource
            .AddService("acd", serviceVersion: Version, serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
            .AddEnvironmentVariableDetector()
            .AddAttributes([new("acd.center", center.Center), new("acd.role", $"{center.Role}".ToLowerInvariant())]));
        telemetry.WithMetrics(meters =>
        {
            meters.AddMeter(CenterTelemetry.Name, "Acd.Gateway", AcdSiloBuilderExtensions.MeterName, CenterFigures.MeterName,
                    AcdConnectionsExtensions.MeterName)
                .AddMeter("Microsoft.Orleans", "System.Runtime")
                .AddPrometheusExporter();

            // These cost each request something, and Prometheus has the figures of the load balancer.
            if (sends) meters.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel");
            if (sends) meters.AddOtlpExporter(exporter => Configure(exporter, server, "v1/metrics"));
        });
        if (sends)
        {
            telemetry.WithTracing(traces => traces.AddSource(CenterTelemetry.Name, "Microsoft.AspNetCore")
                .AddOtlpExporter(exporter => Configure(exporter, server, "v1/traces")));
        }

        if (center.Role == ProcessRole.Silo) return;
        builder.Services.AddSingleton<CenterFigures>();
        if (sends) builder.Services.AddHostedService<CenterFiguresRefresh>();
    }

    /// <summary>
    /// Maps <c>/metrics</c>: for the keys of services and supervisors where there is an HTTP API, without a key on a silo.
    /// </summary>
    public static void MapMetrics(this WebApplication app, ProcessRole role)
    {
        if (role != ProcessRole.Silo)
        {
            var figures = app.Services.GetRequiredService<CenterFigures>();
            app.Use(next => http => http.Request.Path == MetricsPath ? RefreshAsync(next, http) : next(http));

            async Task RefreshAsync(RequestDelegate next, HttpContext http)
            {
                await figures.RefreshAsync(http.RequestAborted);
                await next(http);
            }
        }

        var metrics = app.MapPrometheusScrapingEndpoint(MetricsPath);
        if (role != ProcessRole.Silo) metrics.RequireReader();
    }

    /// <summary>The version of the build.</summary>
    private static string? Version =>
        typeof(TelemetryExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    private static void Configure(OtlpExporterOptions exporter, ServerOptions server, string path)
    {
        if (string.IsNullOrEmpty(server.OtlpEndpoint)) return;
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(new Uri(server.OtlpEndpoint.TrimEnd('/') + "/"), path);
    }

    private sealed class TelemetryFlush(IServiceProvider services) : IHostedService
    {
        /// <summary>The time that a stop may wait for the collector.</summary>
        private const int Milliseconds = 2_000;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
            () =>
            {
                services.GetService<TracerProvider>()?.ForceFlush(Milliseconds);
                services.GetService<MeterProvider>()?.ForceFlush(Milliseconds);
            },
            CancellationToken.None);
    }
}
