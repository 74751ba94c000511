using System.Net;
using Acd.Grains;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
public sealed class SiloLivenessProbeTests(ClusterFixture shared)
{
    private SiloLivenessProbe Ended => new(
        shared.Center.Cluster.Silos.OfType<InProcessSiloHandle>().First().SiloHost.Services
            .GetRequiredService<IClusterMembershipService>());

    [Fact]
    public async Task A_process_that_is_paused_has_not_ended_and_one_that_was_killed_has()
    {
        // What listens is all that matters here, so that any process that does will do.
        await using var process = await RedisServer.StartAsync();
        var silo = SiloAddress.New(IPAddress.Loopback, process.Port, 1);
        process.Pause();

        for (var look = 0; look < 20; look++) Assert.False(await Ended.HasEndedAsync(silo, CancellationToken.None));

        process.Resume();
        await process.KillAsync();
        Assert.True(await Ended.HasEndedAsync(silo, CancellationToken.None));
    }

    [Fact]
    public async Task A_silo_whose_address_a_later_one_has_has_ended()
    {
        await using var process = await RedisServer.StartAsync();
        var silo = shared.Center.Cluster.Silos[0].SiloAddress;
        var former = SiloAddress.New(silo.Endpoint, silo.Generation - 1);
        var other = SiloAddress.New(IPAddress.Loopback, process.Port, silo.Generation - 1);

        Assert.True(await Ended.HasEndedAsync(former, CancellationToken.None));
        Assert.False(await Ended.HasEndedAsync(other, CancellationToken.None));
    }

    [Fact]
    public async Task An_owner_is_known_by_its_silo_and_one_that_is_no_dispatcher_has_not_ended()
    {
        var silo = SiloAddress.New(IPAddress.Loopback, FreePort.Next(), 7);
        var owner = LeaseOwnerName.Create(silo);

        Assert.Equal(silo, LeaseOwnerName.ParseSilo(owner));
        Assert.NotEqual(owner, LeaseOwnerName.Create(silo));
        Assert.True(await Ended.HasEndedAsync(owner, CancellationToken.None));
        foreach (var stranger in new[] { "", "/", "machine:17:0a", "127.0.0.1:80/0a", "not an address@1/0a" })
            Assert.False(await Ended.HasEndedAsync(stranger, CancellationToken.None));
    }
}
