using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Acd.Hosting;

/// <summary>Registers a center that runs in the application's process.</summary>
public static class AcdCenterServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="EngineHost"/> as the <see cref="IContactCenter"/>, and its <see cref="IAgentDevices"/>. It starts and
    /// stops with the application. The application registers the <see cref="IStore"/>, and a <see cref="TimeProvider"/> for
    /// another clock than the system's.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; invalid ones fail the application's start.</param>
    public static IServiceCollection AddAcdCenter(this IServiceCollection services, Action<EngineHostOptions>? configure = null)
    {
        var options = services.AddOptions<EngineHostOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EngineHostOptions>, OptionsValidator>());
        services.TryAddSingleton<CenterFailure>();
        services.AddSingleton(provider =>
        {
            var host = new EngineHost(
                provider.GetRequiredService<IStore>(),
                provider.GetRequiredService<IOptions<EngineHostOptions>>().Value,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetService<ILogger<EngineHost>>());
            var application = provider.GetService<IHostApplicationLifetime>();
            provider.GetRequiredService<CenterFailure>().Watch(host, () => application?.StopApplication());
            return host;
        });
        services.AddSingleton<IContactCenter>(provider => provider.GetRequiredService<EngineHost>());
        services.AddSingleton<IAgentDevices>(provider => new LocalAgentDevices(
            provider.GetRequiredService<EngineHost>(),
            new HostSessionStore(provider.GetRequiredService<EngineHost>()),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ILocalCenter>(provider => new SingleLocalCenter(provider.GetRequiredService<EngineHost>()));
        services.AddHostedService<CenterService>();
        return services;
    }

    private sealed class OptionsValidator : IValidateOptions<EngineHostOptions>
    {
        public ValidateOptionsResult Validate(string? name, EngineHostOptions options) =>
            options.GetValidationErrors() is { Count: > 0 } problems
                ? ValidateOptionsResult.Fail(problems)
                : ValidateOptionsResult.Success;
    }
}
