using Microsoft.Extensions.Options;

namespace Acd.Gateway;

internal static class GatewaySettingsExtensions
{
    /// <summary>Where settings come from, and that they are checked before anything starts.</summary>
    public static void AddSettings(this WebApplicationBuilder builder, IReadOnlyList<string> args)
    {
        builder.Configuration
            .AddInMemoryCollection(CommandLine.FromEnvironment(Environment.GetEnvironmentVariables()))
            .AddInMemoryCollection(CommandLine.Parse(args, out _));

        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        builder.Services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        builder.Services.AddOptions<HostOptions>()
            .Configure<IOptions<GatewayOptions>>((host, gateway) => host.ShutdownTimeout = gateway.Value.StopWithin);
        builder.Services.ConfigureOptions<KestrelOptionsSetup>();

        // Each request's begin and end would be logged and traced otherwise, at a tenth of the throughput.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
