using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Acd.Grains;

/// <summary>Adds the center's grains to a silo.</summary>
public static class AcdSiloBuilderExtensions
{
    /// <summary>The name of the meter that shows on which silo the dispatcher is.</summary>
    public const string MeterName = "Acd.Grains";

    /// <summary>
    /// Adds the center's grains, the center as an <see cref="IContactCenter"/>, and the membership's timeouts. The silo also
    /// needs grain storage called <see cref="AgentSessionSerializer.StorageName"/>.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="names">The names of the cluster and of its center.</param>
    /// <param name="open">Opens the center's store for a dispatcher.</param>
    /// <param name="read">Reads the store's documents for boards.</param>
    /// <param name="maxCommitDuration">The store's <see cref="IStore.MaxCommitDuration"/>.</param>
    public static ISiloBuilder AddAcdGrains(
        this ISiloBuilder silo, ClusterNames names, DispatcherStoreFactory open, DocumentReader read,
        TimeSpan maxCommitDuration = default)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (names.Cluster, names.Cluster));
        silo.Configure<ClusterMembershipOptions>(ConfigureMembership);
        silo.Services.AddOptions<EngineHostOptions>().ValidateOnStart();
        silo.Services.AddOptions<SiloMessagingOptions>().Configure<IOptions<EngineHostOptions>>((messaging, engine) =>
            messaging.ResponseTimeout = CallTimeouts.ForCommitsOf(
                engine.Value.CommitTimeout > maxCommitDuration ? engine.Value.CommitTimeout : maxCommitDuration));
        silo.Services.AddSingleton(open);
        silo.Services.AddSingleton(read);
        silo.Services.AddAcdSerialization();
        silo.Services.AddAcdEventFeed(names, parts => parts.GetRequiredService<IOptions<EngineHostOptions>>().Value);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(parts => new EventFeedParticipant(
            parts.GetRequiredService<ClusterEventFeed>()));
        silo.Services.AddSingleton<HeartbeatPace>();
        silo.Services.TryAddSingleton<LeaseOwnerProbe>((_, _) => ValueTask.FromResult(false));
        silo.Services.TryAddSingleton<CenterFailure>();
        silo.Services.AddSingleton<LocalDispatcher>();
        silo.Services.AddSingleton<ILocalCenter>(parts => parts.GetRequiredService<LocalDispatcher>());
        silo.Services.AddSingleton<IHostedService>(parts => parts.GetRequiredService<LocalDispatcher>());
        silo.Services.AddSingleton<SkillBoardUpdater>();
        silo.Services.AddSingleton<SiloEviction>();
        silo.Services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler, SiloEvictionHandler>());
        return silo;
    }

    /// <summary>
    /// Lets a silo see at once that another silo's process has ended. The addresses of silos must lead straight to them; where
    /// they do not, <see cref="SiloLivenessOptions.EvictRefusingSilos"/> must be off.
    /// </summary>
    /// <param name="silo">The silo.</param>
    public static ISiloBuilder AddSiloLivenessProbing(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ConnectionCloseMonitor>();
        silo.Services.AddOptions<SiloConnectionOptions>()
            .Configure<ConnectionCloseMonitor>((options, closed) => closed.Watch(options));
        silo.Services.AddOptions<SiloLivenessOptions>();
        silo.Services.AddSingleton<SiloLivenessProbe>();
        silo.Services.AddSingleton<LeaseOwnerProbe>(parts => parts.GetRequiredService<SiloLivenessProbe>().HasEndedAsync);
        silo.Services.AddHostedService<DeadSiloEvictor>();
        return silo;
    }

    /// <summary>
    /// A silo that misses three probes of a second each, from two others, is out; its dispatcher is then made elsewhere. That
    /// finds machines and networks that fail, and bears with a silo that is busy or paused. A table entry that was not renewed
    /// for six seconds belongs to a silo that is gone: so a cluster whose machines all lost their power starts again at once.
    /// </summary>
    private static void ConfigureMembership(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 3;

        // A probe through another silo takes as long as its caller waits for it, so that its failure never counts.
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

    /// <summary>Runs the event feed while the silo is active: no grain can be called before.</summary>
    private sealed class EventFeedParticipant(ClusterEventFeed feed) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) =>
            lifecycle.Subscribe(nameof(ClusterEventFeed), ServiceLifecycleStage.Active, feed.StartAsync, feed.StopAsync);
    }
}
