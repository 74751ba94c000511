using System.Net;
using System.Net.Sockets;
using Acd.Grains;
using Acd.Hosting;
using Acd.Storage;
using Microsoft.Extensions.Options;

namespace Acd.Silo;

internal static class SiloClusterExtensions
{
    private static readonly TimeSpan RedisTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The silo, with members, sessions and directory on the center's Redis. How the engine and the store work is set under
    /// <c>Acd:Engine</c> and <c>Acd:Storage</c>, as at a gateway.
    /// </summary>
    public static void AddCluster(this WebApplicationBuilder builder, SiloOptions options)
    {
        var storage = new StoreOptions();
        builder.Configuration.GetSection($"{SiloOptions.Section}:Storage").Bind(storage);
        (storage.Url, storage.Center) = (options.Store, options.Center);
        Check(storage);
        builder.Services.AddOptions<EngineHostOptions>().BindConfiguration($"{SiloOptions.Section}:Engine")
            .Configure(engine =>
            {
                if (options.Matching is { } name && MatchingNames.TryParse(name, out var kind)) engine.Matching = kind;
            });
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            if (!options.HealthForAll) server.Listen(IPAddress.Loopback, options.HealthPort);
            else if (IPAddress.TryParse(options.Advertise, out var own)) server.Listen(own, options.HealthPort);
            else server.ListenAnyIP(options.HealthPort);
        });

        // Before anything that is measured, so that it stops after it and sends the last of it.
        builder.Services.AddHostedService(parts => new SiloTelemetry(options, parts.GetRequiredService<IConfiguration>()));
        var redis = RedisAddress.Parse(options.Store);
        builder.Services.AddHostedService(_ => new WarmUpService(redis, storage));
        builder.UseOrleans(silo =>
        {
            silo.AddAcdSilo(storage, redis).AddSiloLivenessProbing();
            silo.ConfigureEndpoints(ResolveAdvertisedAddress(options.Advertise), options.SiloPort, options.GatewayPort, ListensOnAnyAddress(options));
        });
    }

    /// <summary>What every silo of a center has, apart from where it listens.</summary>
    public static ISiloBuilder AddAcdSilo(this ISiloBuilder silo, StoreOptions storage, RedisAddress redis)
    {
        var board = new Lazy<RedisStore>(() => new RedisStore(redis, storage));
        return silo
            .UseRedisClustering(members => members.ConfigurationOptions = CreateRedisOptions(redis))
            .UseRedisGrainDirectoryAsDefault(directory => directory.ConfigurationOptions = CreateRedisOptions(redis))
            .AddRedisGrainStorage(AgentSessionSerializer.StorageName, sessions =>
            {
                sessions.ConfigurationOptions = CreateRedisOptions(redis);
                sessions.GrainStorageSerializer = new AgentSessionSerializer();
                sessions.DeleteStateOnClear = true;
            })
            .AddAcdGrains(
                new ClusterNames(ClusterNames.Default, storage.Center),
                hasEnded => new RedisStore(redis, storage, hasEnded),
                cancel => board.Value.LoadWithoutLeaseAsync(cancel));
    }

    private static StackExchange.Redis.ConfigurationOptions CreateRedisOptions(RedisAddress redis)
    {
        var options = redis.ToConfigurationOptions(RedisTimeout);
        options.AbortOnConnectFail = false;
        return options;
    }

    /// <summary>
    /// A silo with an address of its own listens there alone: others may be on the same machine, at other addresses.
    /// </summary>
    private static bool ListensOnAnyAddress(SiloOptions options) => !IPAddress.TryParse(options.Advertise, out _);

    private static IPAddress ResolveAdvertisedAddress(string address)
    {
        if (IPAddress.TryParse(address, out var ip)) return ip;
        var name = address == "auto" ? Dns.GetHostName() : address;
        try
        {
            var found = Dns.GetHostAddresses(name, AddressFamily.InterNetwork);
            if (found.FirstOrDefault(one => !IPAddress.IsLoopback(one)) is { } own) return own;
        }
        catch (SocketException)
        {
            // Nobody knows the name, which is said below.
        }

        throw new OptionsValidationException(
            nameof(SiloOptions), typeof(SiloOptions), [$"Advertise is \"{address}\", and {name} has no address."]);
    }

    private static void Check(StoreOptions storage)
    {
        try
        {
            storage.Validate();
        }
        catch (ArgumentException e)
        {
            throw new OptionsValidationException(nameof(StoreOptions), typeof(StoreOptions), [e.Message]);
        }
    }
}
