using Acd.Core;
using Acd.Hosting;
using Acd.Testing;

namespace Acd.Cluster.Tests;

/// <summary>A cluster whose dispatcher matches by ZPOPMIN and ZINTER on the center's Redis.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ZinterDispatcherTests
{
    [Fact]
    public async Task It_routes_and_goes_on_with_sets_of_its_own_when_the_dispatcher_moves()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis.Url, matching: MatchingKind.Zinter);
        var ann = await center.AddAgentAsync("ann");
        await center.EnqueueAsync("c1");
        await center.EnqueueAsync("c2");
        Assert.Equal([ann], await OfferedToAsync(center, "c1"));
        Assert.Empty(await OfferedToAsync(center, "c2"));
        var epoch = await RedisInspector.NumberAsync(redis, "{acd}:epoch");
        Assert.Equal(1, await RedisInspector.CountAsync(redis, "ZCARD", $"{{acd}}:zinter:{epoch}:queue"));

        await center.Cluster.KillSiloAsync(await center.SiloOfAsync(center.Dispatcher));
        var bob = await center.AddAgentAsync("bob");

        Assert.Equal([ann], await OfferedToAsync(center, "c1"));
        Assert.Equal([bob], await OfferedToAsync(center, "c2"));
        var next = await RedisInspector.NumberAsync(redis, "{acd}:epoch");
        Assert.True(next > epoch);
        Assert.Equal(0, await RedisInspector.CountAsync(redis, "EXISTS", $"{{acd}}:zinter:{epoch}:queue"));
        Assert.Equal("matching.notInSets", Assert.IsType<Refusal>(await center.SendAsync(
            new EnqueueContact(new("c3")) { Requirements = [new(new("en"), 5)] })).Code);
    }

    private static async Task<IEnumerable<AgentId>> OfferedToAsync(ClusterTestHost center, string contact) =>
        Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new(contact)))).Contact.Offers
            .Select(offer => offer.Agent);
}
