using Acd.Grains;
using Acd.Storage;
using Microsoft.Extensions.Hosting;

namespace Acd.Silo;

/// <summary>Makes a silo a member of a center's cluster.</summary>
public static class SiloClusterExtensions
{
    /// <summary>
    /// Adds members, sessions and the grain directory on the center's Redis, and the center's grains. Where the silo listens is
    /// the caller's to say.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">The cluster and the center.</param>
    /// <param name="storage">How the dispatcher uses the store.</param>
    public static ISiloBuilder AddAcdSilo(this ISiloBuilder silo, CenterOptions options, StoreOptions storage)
    {
        var redis = RedisAddress.Parse(options.Store);
        var board = new Lazy<RedisStore>(() => new RedisStore(redis, storage));
        return silo
            .UseRedisClustering(members => members.ConfigurationOptions = ClusterRedis.CreateOptions(redis))
            .UseRedisGrainDirectoryAsDefault(directory => directory.ConfigurationOptions = ClusterRedis.CreateOptions(redis))
            .AddRedisGrainStorage(AgentSessionSerializer.StorageName, sessions =>
            {
                sessions.ConfigurationOptions = ClusterRedis.CreateOptions(redis);
                sessions.GrainStorageSerializer = new AgentSessionSerializer();
                sessions.DeleteStateOnClear = true;
            })
            .AddAcdGrains(
                new ClusterNames(options.Cluster, options.Center),
                hasEnded => new RedisStore(redis, storage, hasEnded),
                cancel => board.Value.LoadWithoutLeaseAsync(cancel),
                storage.MaxCommitDuration);
    }
}
