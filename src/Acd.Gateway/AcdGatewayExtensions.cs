using Acd.Hosting;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>Adds the HTTP API to an application.</summary>
public static class AcdGatewayExtensions
{
    /// <summary>
    /// Adds what the HTTP API needs besides an <see cref="Hosting.IContactCenter"/> and <see cref="Hosting.IAgentDevices"/>.
    /// Its settings are in the section <c>Acd</c> of the configuration, and are checked before the application starts.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <exception cref="OptionsValidationException">A setting is not of its type; it has a sentence for each.</exception>
    public static void AddAcdGateway(this IHostApplicationBuilder builder)
    {
        SettingTypes.Check<GatewayOptions>(builder.Configuration.GetSection(GatewayOptions.Section));
        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        builder.Services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        builder.Services.ConfigureOptions<KestrelOptionsSetup>();
        builder.Services.AddSecurity();
        builder.Services.AddRateLimits();
        builder.Services.AddEventStreams();
        builder.Services.AddBoard();
        builder.Services.AddOpenApiDescription();
        builder.Services.AddAcdHealth();
        builder.Services.AddSingleton<GatewayMetrics>();
        builder.Services.AddSingleton<CallerNumbers>();

        // Each request's begin and end would be logged and traced otherwise, at a tenth of the throughput.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    /// <summary>
    /// Maps the HTTP API: keys, rate limits, errors and every route. A route of the application's own without a policy is for
    /// supervisors.
    /// </summary>
    /// <param name="app">The application.</param>
    public static void MapAcd(this WebApplication app)
    {
        // Nothing asks for the instruments but those who read them.
        app.Services.GetRequiredService<GatewayMetrics>();
        app.UseProblemResponses();
        app.RefuseDotSegments();
        app.UseCrossOriginRules();
        app.UseCallerIdentification();
        app.UseRateLimiter();
        app.UseAccessPolicies();
        app.UseKnownQueryNames();

        app.MapContacts();
        app.MapAgents();
        app.MapDevices();
        app.MapOffers();
        app.MapSkills();
        app.MapQueues();
        app.MapStats();
        app.MapGates();
        app.MapChannels();
        app.MapCenter();
        app.MapEvents();
        app.MapConnections();
        app.MapSession();
        app.MapBoard();
        app.MapKeys();
        app.MapContactEvents();
        app.MapManyAgents();
        app.MapBasicAcd();
        app.MapHealth();
        app.MapOpenApiDescription();
        app.MapReferencePage();
    }

    /// <summary>Lets the keys of services and supervisors call a route of the application's own.</summary>
    /// <param name="endpoint">The route.</param>
    /// <typeparam name="T">The kind of route.</typeparam>
    public static T RequireReader<T>(this T endpoint) where T : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(AccessPolicy.Reader);
}
