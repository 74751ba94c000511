using Acd.Core;
using Acd.Grains;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
public sealed class SiloEvictionTests
{
    [Fact]
    public async Task A_silo_that_is_declared_dead_gives_its_dispatcher_up_and_stops_its_application()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis);
        await center.EnqueueAsync("before");
        var victim = await center.SiloOfAsync(center.Dispatcher);
        var parts = ClusterTestHost.PartsOf(victim);
        var eviction = parts.GetRequiredService<SiloEviction>();
        var local = parts.GetRequiredService<LocalDispatcher>();
        var ended = WhenAsync(parts.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var (epoch, host) = (await RedisInspector.NumberAsync(redis, "{acd}:epoch"), local.ActiveHost);
        Assert.NotNull(host);
        Assert.False(eviction.HasHappened);

        var others = ClusterTestHost.PartsOf(center.Cluster.GetActiveSilos().First(silo => silo != victim));
        Assert.True(await others.GetRequiredService<IClusterMembershipService>().TryKill(victim.SiloAddress));

        Assert.NotEmpty(await eviction.WhenEvicted.WaitAsync(ClusterTestHost.Timeout));
        await ended.WaitAsync(ClusterTestHost.Timeout);
        Assert.Null(local.ActiveHost);
        Assert.Equal(Hosting.CenterStatus.Stopped, host.Status);
        await center.EnqueueAsync("after");
        Assert.True(await RedisInspector.NumberAsync(redis, "{acd}:epoch") > epoch);
        Assert.IsType<ContactReply>(await center.SendAsync(new GetContact(new("before"))));
    }

    private static Task WhenAsync(CancellationToken token)
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(canceled.SetResult);
        return canceled.Task;
    }
}
