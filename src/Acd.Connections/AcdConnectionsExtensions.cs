using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Acd.Connections;

/// <summary>Adds a center's connections to other systems to an application.</summary>
public static class AcdConnectionsExtensions
{
    /// <summary>The name of the meter of connections.</summary>
    public const string MeterName = ConnectionStates.MeterName;

    /// <summary>
    /// Adds the connections that the section <c>Acd:Connections</c> of the configuration names.
    /// </summary>
    /// <param name="builder">The application. It has a center already.</param>
    /// <param name="redis">The center's Redis; null where the center is on none.</param>
    /// <param name="hasEngine">Whether the center's engine may run in this process.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; it has a sentence for each.</exception>
    public static void AddAcdConnections(
        this IHostApplicationBuilder builder, ConfigurationOptions? redis = null, bool hasEngine = true)
    {
        var options = Read(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ConnectionStates>();
        builder.Services.AddPresence(options.Presence, redis, hasEngine);
        if (!hasEngine) return;
        builder.Services.AddHealthChecks().AddCheck<ConnectionsHealthCheck>("connections");
        builder.Services.AddSingleton<IConnection>(parts => ActivatorUtilities.CreateInstance<WebhookDeliveries>(
            parts, options.Webhooks));
        if (options.QueueLog.Path is not null)
        {
            builder.Services.AddSingleton<IConnection>(parts => new EventExport(
                "queueLog", () => new QueueLogSink(options.QueueLog, parts.GetRequiredService<TimeProvider>())));
        }

        if (options.Postgres.Connection is not null)
        {
            builder.Services.AddSingleton<IConnection>(
                _ => new EventExport("postgres", () => new PostgresSink(options.Postgres)));
        }

        builder.Services.AddHostedService<ConnectionRunner>();
    }

    private static ConnectionsOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(ConnectionsOptions.Section);
        SettingTypes.Check<WebhooksOptions>(section.GetSection(nameof(ConnectionsOptions.Webhooks)));
        SettingTypes.Check<QueueLogOptions>(section.GetSection(nameof(ConnectionsOptions.QueueLog)));
        SettingTypes.Check<PostgresOptions>(section.GetSection(nameof(ConnectionsOptions.Postgres)));
        SettingTypes.Check<PresenceOptions>(section.GetSection(nameof(ConnectionsOptions.Presence)));
        var options = new ConnectionsOptions();
        section.Bind(options);
        var wrong = options.GetValidationErrors().ToList();
        return wrong.Count == 0
            ? options
            : throw new OptionsValidationException(ConnectionsOptions.Section, typeof(ConnectionsOptions), wrong);
    }
}

/// <summary>
/// Says on <c>/readyz</c> which connections fail or fall behind. The process serves all the same: contacts need no other system.
/// </summary>
internal sealed class ConnectionsHealthCheck(ConnectionStates states) : IHealthCheck
{
    /// <summary>The events behind which a connection is worth a word.</summary>
    private const int FarBehind = 10_000;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var texts = states.Reports.Select(Describe).OfType<string>().ToList();
        return Task.FromResult(
            texts.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", texts)));
    }

    // Everybody may read it, so it has no address and no error of another system.
    private static string? Describe(ConnectionReport report) => report switch
    {
        { FailingSince: { } since } => $"{report.Name}: failing since {since:yyyy-MM-dd'T'HH:mm:ss'Z'}, {report.Behind} behind",
        { Alarm: { } alarm } => $"{report.Name}: {alarm}",
        { Behind: >= FarBehind } => $"{report.Name}: {report.Behind} events behind",
        _ => null,
    };
}
