using Acd.Hosting;
using Acd.Testing;

namespace Acd.Storage.Tests;

/// <summary>A Redis server that may lose what it acknowledged is refused, unless the operator allows it.</summary>
public sealed class RedisPolicyTests
{
    [Theory]
    [InlineData(false, "noeviction", "It keeps no append-only file")]
    [InlineData(true, "allkeys-lru", "maxmemory-policy allkeys-lru; it must be noeviction")]
    public async Task A_server_that_may_lose_what_it_acknowledged_is_refused_unless_that_is_allowed(
        bool appendOnly, string eviction, string why)
    {
        await using var redis = await RedisServer.StartAsync(
            new RedisServerOptions { AppendOnly = appendOnly, Arguments = ["--maxmemory-policy", eviction] });
        await using var careful = StoreFactory.Open(new StoreOptions { Url = redis.Url });
        await using var careless = StoreFactory.Open(new StoreOptions { Url = redis.Url, AllowVolatile = true });

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await careful.TryAcquireAsync("one"));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Contains("ACD_STORAGE__ALLOW_VOLATILE=true", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await careless.TryAcquireAsync("two"));
    }

    [Fact]
    public async Task A_server_that_is_set_right_while_the_process_runs_is_used()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = false });
        await using var store = StoreFactory.Open(new StoreOptions { Url = redis.Url });
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.TryAcquireAsync("one"));

        await redis.SendAsync("CONFIG SET appendonly yes");

        Assert.NotNull(await store.TryAcquireAsync("one"));
    }

    [Theory]
    [InlineData("aof_enabled:0", false, 1)]
    [InlineData("aof_enabled:0", true, 0)]
    [InlineData("aof_enabled:1", false, 0)]
    [InlineData("role:slave", true, 1)]
    [InlineData("maxmemory_policy:volatile-ttl", true, 1)]
    [InlineData("maxmemory_policy:noeviction", false, 0)]
    public void A_line_of_INFO_is_a_risk_or_none(string line, bool hasReplicas, int risks) =>
        Assert.Equal(risks, RedisPolicy.FindRisks(["# Section", "", line], hasReplicas).Count);
}
