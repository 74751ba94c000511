using Acd.Grains;
using Acd.Hosting;
using Acd.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Acd.Silo;

/// <summary>Adds the center that the settings name to an application.</summary>
public static class AcdCenterBuilderExtensions
{
    /// <summary>
    /// Adds the <see cref="IContactCenter"/> by the section <c>Acd</c> of the configuration. On SQLite and in memory the engine
    /// runs in this process. On Redis the process is a member of a cluster, or its client with
    /// <see cref="ProcessRole.Gateway"/>. The sections <c>Acd:Engine</c> and <c>Acd:Storage</c> set how engine and store work.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="OptionsValidationException">A setting is wrong; it has a sentence for each.</exception>
    public static CenterOptions AddAcdCenter(this IHostApplicationBuilder builder)
    {
        var options = Read<CenterOptions>(builder.Configuration, CenterOptions.Section);
        options.Validate();
        var storage = Read<StoreOptions>(builder.Configuration, $"{CenterOptions.Section}:Storage");
        (storage.Url, storage.Center) = (options.Store, options.Center);
        Check(storage);
        var engineSettings = Read<EngineHostOptions>(builder.Configuration, $"{CenterOptions.Section}:Engine");
        if (engineSettings.GetValidationErrors() is { Count: > 0 } wrong) throw CenterOptions.Invalid([.. wrong]);
        builder.Services.AddOptions<EngineHostOptions>().BindConfiguration($"{CenterOptions.Section}:Engine")
            .Configure(engine =>
            {
                if (options.Matching is { } name && MatchingNames.TryParse(name, out var kind)) engine.Matching = kind;
            })
            .Validate(
                engine => engine.Matching != MatchingKind.Zinter || options.IsClustered,
                "Engine:Matching is \"zinter\", for which Store must be Redis.");
        if (!options.IsClustered) AddHost(builder.Services, storage);
        else if (options.Role == ProcessRole.Gateway)
            builder.AddClient(options, Longest(engineSettings.CommitTimeout, storage.MaxCommitDuration));
        else builder.AddMember(options, storage);
        return options;
    }

    private static void AddHost(IServiceCollection services, StoreOptions storage)
    {
        services.AddSingleton(parts => StoreFactory.Open(storage, parts.GetRequiredService<TimeProvider>()));
        services.AddAcdCenter();
    }

    private static void AddClient(this IHostApplicationBuilder builder, CenterOptions options, TimeSpan commit)
    {
        var section = builder.Configuration.GetSection($"{CenterOptions.Section}:Client");
        SettingTypes.Check<AcdClientOptions>(section);
        try
        {
            builder.Services.AddAcdClient(client =>
            {
                // The members' settings, which are this process's own, unless the client's say more.
                client.CommitTimeout = commit;
                section.Bind(client);
                client.Redis = ClusterRedis.CreateOptions(options);
                (client.Cluster, client.Center) = (options.Cluster, options.Center);
            });
        }
        catch (ArgumentException e)
        {
            throw CenterOptions.Invalid(e.Message);
        }

        builder.StartBesideTheCluster();
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static void AddMember(this IHostApplicationBuilder builder, CenterOptions options, StoreOptions storage)
    {
        var endpoints = MemberEndpoints.Resolve(options);
        var redis = RedisAddress.Parse(options.Store);
        builder.Services.AddHostedService(parts => new WarmUpService(
            redis, storage, parts.GetRequiredService<IHostApplicationLifetime>(),
            parts.GetRequiredService<ILogger<WarmUpService>>()));
        builder.UseOrleans(silo =>
        {
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(parts => new RedisStartupWait(
                redis, parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<RedisStartupWait>>()));
            silo.AddAcdSilo(options, storage).AddSiloLivenessProbing();
            SettingTypes.Check<SiloLivenessOptions>(builder.Configuration.GetSection(CenterOptions.Section));
            silo.Services.AddOptions<SiloLivenessOptions>().BindConfiguration(CenterOptions.Section);
            silo.ConfigureEndpoints(
                endpoints.Address, endpoints.SiloPort, endpoints.GatewayPort, endpoints.ListensOnAnyAddress);
        });
        builder.StartBesideTheCluster();
    }

    /// <summary>The HTTP server answers health checks while the process still waits for Redis or for the cluster.</summary>
    private static void StartBesideTheCluster(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);

        // These two warn of what is meant: one heap for the engine, and a start that waits for Redis.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);

        // Placement retries by itself, and what it could not place is said by Orleans.
        builder.Logging.AddFilter("Polly", LogLevel.Critical);
    }

    private static T Read<T>(IConfiguration configuration, string section) where T : new()
    {
        SettingTypes.Check<T>(configuration.GetSection(section));
        var options = new T();
        configuration.GetSection(section).Bind(options);
        return options;
    }

    private static void Check(StoreOptions storage)
    {
        try
        {
            storage.Validate();
        }
        catch (ArgumentException e)
        {
            throw CenterOptions.Invalid(e.Message);
        }
    }
}
