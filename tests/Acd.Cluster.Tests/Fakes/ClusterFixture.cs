using Acd.Testing;

namespace Acd.Cluster.Tests;

/// <summary>One cluster for all tests that do it no harm.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private RedisServer? _redis;
    private ClusterTestHost? _center;

    internal ClusterTestHost Center => _center!;

    internal RedisServer Redis => _redis!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _center = await ClusterTestHost.StartAsync(_redis);
    }

    public async ValueTask DisposeAsync()
    {
        if (_center is not null) await _center.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }
}

/// <summary>Tests with clusters, which need all cores, run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "one cluster at a time";
}
