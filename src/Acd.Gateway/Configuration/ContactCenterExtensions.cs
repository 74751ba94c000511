using Acd.Hosting;
using Acd.Storage;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

internal static class ContactCenterExtensions
{
    /// <summary>The center: in this process, or on the silos of a cluster.</summary>
    /// <exception cref="OptionsValidationException">The settings ask for a cluster that cannot be had.</exception>
    public static void AddCenter(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[$"{GatewayOptions.Section}:{nameof(GatewayOptions.Mode)}"] == GatewayOptions.ClusterMode)
            builder.AddClusterCenter();
        else
            builder.Services.AddCenter();
    }

    /// <summary>
    /// The center in this process, on the store that the settings name. How both work is set under <c>Acd:Engine</c> and
    /// <c>Acd:Storage</c>.
    /// </summary>
    public static void AddCenter(this IServiceCollection services)
    {
        services.AddOptions<StoreOptions>().BindConfiguration($"{GatewayOptions.Section}:Storage")
            .Configure<IOptions<GatewayOptions>>((store, gateway) =>
                (store.Url, store.Center) = (gateway.Value.Store, gateway.Value.Center));
        services.AddOptions<EngineHostOptions>().BindConfiguration($"{GatewayOptions.Section}:Engine")
            .Configure<IOptions<GatewayOptions>>((engine, gateway) =>
            {
                if (gateway.Value.Matching is { } name && MatchingNames.TryParse(name, out var kind)) engine.Matching = kind;
            })
            .Validate<IOptions<GatewayOptions>>(
                (engine, gateway) => engine.Matching != MatchingKind.Zinter || RedisAddress.IsRedisUrl(gateway.Value.Store),
                "Engine:Matching is \"zinter\", for which Store must be Redis.");
        services.AddSingleton(OpenStore);
        services.AddAcdCenter();
    }

    /// <summary>The silos that stand in the store. How they are called is set under <c>Acd:Cluster</c>.</summary>
    private static void AddClusterCenter(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(GatewayOptions.Section);
        var gateway = new GatewayOptions
        {
            Store = settings[nameof(GatewayOptions.Store)] ?? "",
            Center = settings[nameof(GatewayOptions.Center)] ?? new GatewayOptions().Center,
        };
        try
        {
            var redis = RedisAddress.Parse(gateway.Store).ToConfigurationOptions(TimeSpan.FromSeconds(2));
            redis.AbortOnConnectFail = false;
            Grains.AcdClientServiceCollectionExtensions.AddAcdClient(builder.Services, client =>
            {
                settings.GetSection("Cluster").Bind(client);
                (client.Redis, client.Center) = (redis, gateway.Center);
            });
        }
        catch (ArgumentException e)
        {
            throw InvalidOptions(e.Message);
        }

        // The client waits for the cluster; the gateway says meanwhile that it lives and does not serve.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
    }

    private static IStore OpenStore(IServiceProvider services)
    {
        try
        {
            return StoreFactory.Open(services.GetRequiredService<IOptions<StoreOptions>>().Value,
                services.GetRequiredService<TimeProvider>());
        }
        catch (ArgumentException e)
        {
            throw InvalidOptions(e.Message);
        }
    }

    private static OptionsValidationException InvalidOptions(string message) =>
        new(nameof(GatewayOptions), typeof(GatewayOptions), [message]);
}
