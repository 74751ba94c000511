using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Acd.Grains;

/// <summary>Adds a center that runs in a cluster to an application.</summary>
public static class AcdClientServiceCollectionExtensions
{
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Adds the cluster's center as the <see cref="IContactCenter"/>, and Orleans' client, by which the grains
    /// (<see cref="IDispatcherGrain"/>, <see cref="IAgentGrain"/>, <see cref="ISkillGrain"/>) are called too. A cluster that
    /// is not there yet is waited for; until then the center is <see cref="CenterStatus.Starting"/>.
    /// </summary>
    /// <param name="services">The application's parts.</param>
    /// <param name="configure">Says where the cluster is.</param>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public static IServiceCollection AddAcdClient(this IServiceCollection services, Action<AcdClientOptions> configure)
    {
        var options = new AcdClientOptions();
        configure(options);
        if (options.GetValidationErrors() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(" ", problems), nameof(configure));
        var names = new ClusterNames(options.Cluster, options.Center);
        services.AddOrleansClient(client => client
            .UseRedisClustering(redis => redis.ConfigurationOptions = options.Redis)
            .UseConnectionRetryFilter(RetryConnectAsync)
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (names.Cluster, names.Cluster))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout)
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = options.GatewayRefresh));
        return services.AddAcdClientServices(names, options);
    }

    /// <summary>What a client has besides Orleans' own client.</summary>
    internal static IServiceCollection AddAcdClientServices(
        this IServiceCollection services, ClusterNames names, AcdClientOptions options)
    {
        services.AddAcdSerialization();
        services.AddAcdEventFeed(names, options.FeedOptions);
        return services;
    }

    /// <summary>The center and its events in this process.</summary>
    internal static IServiceCollection AddAcdEventFeed(
        this IServiceCollection services, ClusterNames names, EngineHostOptions bounds)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(names);
        services.AddSingleton(parts => new ClusterEventFeed(
            parts.GetRequiredService<IGrainFactory>(), names, parts.GetRequiredService<TimeProvider>(), bounds,
            parts.GetRequiredService<ILogger<ClusterEventFeed>>()));
        services.AddSingleton<IHostedService>(parts => parts.GetRequiredService<ClusterEventFeed>());
        services.AddSingleton(parts => new ClusterContactCenter(
            parts.GetRequiredService<ClusterEventFeed>(), parts.GetService<LocalDispatcher>()));
        services.AddSingleton<IContactCenter>(parts => parts.GetRequiredService<ClusterContactCenter>());
        return services;
    }

    private static async Task<bool> RetryConnectAsync(Exception reason, CancellationToken cancel)
    {
        await Task.Delay(ConnectPause, cancel);
        return true;
    }
}
