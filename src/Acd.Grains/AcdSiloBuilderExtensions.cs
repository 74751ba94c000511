using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Acd.Grains;

/// <summary>Makes a silo one of the center's.</summary>
public static class AcdSiloBuilderExtensions
{
    /// <summary>The name of the meter of what is measured here: where the dispatcher is.</summary>
    public const string MeterName = "Acd.Grains";

    /// <summary>
    /// Adds what the center's grains need besides grain storage called <see cref="AgentSessionSerializer.StorageName"/>: the wire, the feed,
    /// the boards, and how soon a silo that is silent counts as dead.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="names">The cluster's names.</param>
    /// <param name="open">Opens the center's store for a dispatcher.</param>
    /// <param name="read">Reads the store's documents for boards.</param>
    public static ISiloBuilder AddAcdGrains(this ISiloBuilder silo, ClusterNames names, DispatcherStoreFactory open, DocumentReader read)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (names.Cluster, names.Cluster));
        silo.Configure<ClusterMembershipOptions>(ConfigureMembership);
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(2));
        silo.Services.AddOptions<EngineHostOptions>().ValidateOnStart();
        silo.Services.AddSingleton(open);
        silo.Services.AddSingleton(read);
        silo.Services.AddAcdSerialization();
        silo.Services.AddAcdEventFeed(names, new EngineHostOptions { EventsPreloaded = 0 });
        silo.Services.AddSingleton<HeartbeatPace>();
        silo.Services.TryAddSingleton<LeaseOwnerProbe>((_, _) => ValueTask.FromResult(false));
        silo.Services.AddSingleton<LocalDispatcher>();
        silo.Services.AddSingleton<IHostedService>(parts => parts.GetRequiredService<LocalDispatcher>());
        silo.Services.AddSingleton<SkillBoardUpdater>();
        silo.Services.AddSingleton(parts => new SiloHealth(parts.GetRequiredService<ClusterEventFeed>()));
        return silo;
    }

    /// <summary>
    /// Lets silos see at once that another's process has ended. The addresses by which silos are reached must lead straight to
    /// them: where something else refuses connections in a silo's name, a silo that lives would be taken for dead.
    /// </summary>
    /// <param name="silo">The silo.</param>
    public static ISiloBuilder AddSiloLivenessProbing(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ConnectionCloseMonitor>();
        silo.Services.AddOptions<SiloConnectionOptions>()
            .Configure<ConnectionCloseMonitor>((options, closed) => closed.Watch(options));
        silo.Services.AddSingleton<SiloLivenessProbe>();
        silo.Services.AddSingleton<LeaseOwnerProbe>(parts => parts.GetRequiredService<SiloLivenessProbe>().HasEndedAsync);
        silo.Services.AddHostedService<DeadSiloEvictor>();
        return silo;
    }

    /// <summary>
    /// A silo that two others do not hear for three probes of a second is out; the dispatcher that it had is then made
    /// elsewhere. That is for machines and networks that fail: it has patience with a silo that is busy or paused. A table entry
    /// that was not renewed for six seconds is one of a silo that is gone, so that a cluster whose machines all lost their power
    /// starts again at once.
    /// </summary>
    private static void ConfigureMembership(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 3;

        // A probe by way of another silo takes as long as whoever asked for it waits, so that its failure never counts.
        membership.EnableIndirectProbes = false;

        // A silo that hangs keeps its connections, and messages that it had sent are still read from them: with this check such
        // a silo stays a member for another ten seconds.
        membership.EnableConnectionLivenessCheck = false;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedTableIAmAliveLimit = 3;
        membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
    }
}
