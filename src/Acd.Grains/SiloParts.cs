using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Acd.Grains;

/// <summary>Makes a silo one of the center's.</summary>
public static class SiloParts
{
    /// <summary>
    /// Adds what the center's grains need besides grain storage called <see cref="SessionJson.Storage"/>: the wire, the feed,
    /// the boards, and how soon a silo that is silent counts as dead.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="names">The cluster's names.</param>
    /// <param name="open">Opens the center's store for a dispatcher.</param>
    /// <param name="read">Reads the store's documents for boards.</param>
    public static ISiloBuilder AddAcdGrains(this ISiloBuilder silo, ClusterNames names, OpenStore open, ReadDocuments read)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (names.Cluster, names.Cluster));
        silo.Configure<ClusterMembershipOptions>(BeQuick);
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(2));
        silo.Services.AddOptions<EngineHostOptions>().ValidateOnStart();
        silo.Services.AddSingleton(open);
        silo.Services.AddSingleton(read);
        silo.Services.AddAcdWire();
        silo.Services.AddAcdFeed(names, new EngineHostOptions { EventsPreloaded = 0 });
        silo.Services.AddSingleton<SkillBoards>();
        silo.Services.AddSingleton(parts => new SiloHealth(parts.GetRequiredService<CenterFeed>()));
        return silo;
    }

    /// <summary>
    /// A silo that two others do not hear for two probes of a second is out; the dispatcher that it had is then made
    /// elsewhere. A table entry that was not renewed for six seconds is one of a silo that is gone, so that a cluster whose
    /// machines all lost their power starts again at once.
    /// </summary>
    private static void BeQuick(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedTableIAmAliveLimit = 3;
        membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
    }
}
