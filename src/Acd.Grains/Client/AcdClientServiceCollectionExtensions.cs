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
    /// Adds the cluster's center as the <see cref="IContactCenter"/>, <see cref="ClusterNames"/>, and Orleans' client for the
    /// grains (<see cref="AcdGrainFactoryExtensions"/>). It waits for a cluster that is not there yet; until then the center is
    /// <see cref="CenterStatus.Starting"/>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets where the cluster is.</param>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public static IServiceCollection AddAcdClient(this IServiceCollection services, Action<AcdClientOptions> configure)
    {
        var options = new AcdClientOptions();
        configure(options);
        if (options.GetValidationErrors() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(" ", errors), nameof(configure));
        var names = new ClusterNames(options.Cluster, options.Center);
        services.AddOrleansClient(client => client
            .UseRedisClustering(redis => redis.ConfigurationOptions = options.Redis)
            .UseConnectionRetryFilter(RetryConnectAsync)
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (names.Cluster, names.Cluster))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.CallTimeout)
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = options.GatewayRefresh));
        return services.AddAcdClientServices(names, options);
    }

    /// <summary>Adds the services of a client, without Orleans' own client.</summary>
    internal static IServiceCollection AddAcdClientServices(
        this IServiceCollection services, ClusterNames names, AcdClientOptions options)
    {
        services.AddAcdSerialization();
        services.AddAcdEventFeed(names, _ => options.FeedOptions);
        services.AddSingleton<IHostedService>(parts => parts.GetRequiredService<ClusterEventFeed>());
        return services;
    }

    /// <summary>Adds the center and its events, for silos and clients alike.</summary>
    internal static IServiceCollection AddAcdEventFeed(
        this IServiceCollection services, ClusterNames names, Func<IServiceProvider, EngineHostOptions> bounds)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(names);
        services.AddSingleton(parts => new ClusterEventFeed(
            parts.GetRequiredService<IGrainFactory>(), names, parts.GetRequiredService<TimeProvider>(), bounds(parts),
            parts.GetService<LocalDispatcher>(), parts.GetRequiredService<ILogger<ClusterEventFeed>>()));
        services.AddSingleton(parts => new ClusterContactCenter(
            parts.GetRequiredService<ClusterEventFeed>(), parts.GetService<LocalDispatcher>()));
        services.AddSingleton<IContactCenter>(parts => parts.GetRequiredService<ClusterContactCenter>());
        services.AddSingleton<IAgentDevices, ClusterAgentDevices>();
        services.AddSingleton<SkillBoardReader>(parts => new ClusterSkillBoards(
            parts.GetRequiredService<IGrainFactory>(), names, parts.GetRequiredService<ClusterEventFeed>(),
            parts.GetService<SkillBoardUpdater>()).TryGetAsync);
        return services;
    }

    private static async Task<bool> RetryConnectAsync(Exception reason, CancellationToken cancel)
    {
        await Task.Delay(ConnectPause, cancel);
        return true;
    }
}
