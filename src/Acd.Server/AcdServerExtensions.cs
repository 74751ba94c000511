using Acd.Connections;
using Acd.Gateway;
using Acd.Hosting;
using Acd.Silo;
using Acd.Storage;
using Acd.Ui;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace Acd.Server;

/// <summary>A contact center in an application of one's own, as the program <c>acd serve</c> has it.</summary>
public static class AcdServerExtensions
{
    private static readonly TimeSpan RedisTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds a center and its HTTP API by the section <c>Acd</c> of the configuration. <c>app.MapAcd()</c> maps the API.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <returns>Which center, and which part of it this process is.</returns>
    /// <exception cref="OptionsValidationException">A setting is wrong; it has a sentence for each.</exception>
    public static CenterOptions AddAcd(this IHostApplicationBuilder builder)
    {
        var center = builder.AddAcdCenter();
        if (center.Role == ProcessRole.Silo) builder.Services.AddAcdHealth();
        else builder.AddAcdGateway();
        builder.AddAcdConnections(
            center.IsClustered ? RedisAddress.Parse(center.Store).ToConfigurationOptions(RedisTimeout) : null,
            hasEngine: center.Role != ProcessRole.Gateway);
        return center;
    }

    /// <summary>The program's application: the center, the HTTP API of its role, telemetry, and where it listens.</summary>
    internal static WebApplication BuildAcd(this WebApplicationBuilder builder)
    {
        var server = builder.AddServerSettings();
        builder.Services.AddHostedService<StartupChecks>();
        builder.AddTelemetryFlush();
        var center = builder.AddAcd();
        builder.AddAcdTelemetry(center, server);

        // A silo's HTTP knows no keys, and the dashboard shows callers' data.
        var hasDashboard = server.Dashboard && center is { IsClustered: true, Role: ProcessRole.All };
        if (hasDashboard) builder.UseOrleans(silo => silo.AddDashboard());

        var app = builder.Build();
        if (center.Role == ProcessRole.Silo)
        {
            app.MapHealth();
            app.UseAcdHealthUrls();
        }
        else
        {
            app.MapAcd();
            app.MapAcdUi();
            app.MapAcdPresence()?.RequireReader();
            app.UseAcdUrls();
        }

        app.MapMetrics(center.Role);
        if (hasDashboard) app.MapOrleansDashboard("/dashboard");
        return app;
    }

    private static ServerOptions AddServerSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        builder.Services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateOnStart();
        var section = builder.Configuration.GetSection(ServerOptions.Section);
        SettingTypes.Check<ServerOptions>(section);
        var options = new ServerOptions();
        section.Bind(options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopWithin);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        if (options.Certificate is not null)
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Kestrel:Certificates:Default:Path"] = options.Certificate,
                ["Kestrel:Certificates:Default:KeyPath"] = options.CertificateKey,
            });
        }

        return options;
    }
}
