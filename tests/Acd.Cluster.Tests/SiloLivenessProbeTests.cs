using System.Net;
using System.Net.Sockets;
using Acd.Grains;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.TestingHost;

namespace Acd.Cluster.Tests;

[Collection(ClusterCollection.Name)]
public sealed class SiloLivenessProbeTests(ClusterFixture shared)
{
    private SiloLivenessProbe Ended => Probe(new SiloLivenessOptions(), TimeProvider.System);

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
    public async Task One_refusal_proves_nothing()
    {
        var port = FreePort.Next();
        using var listener = new TcpListener(IPAddress.Loopback, port);
        var probe = Probe(new SiloLivenessOptions(), new TimeWithPauses(listener.Start));

        Assert.False(await probe.HasEndedAsync(SiloAddress.New(IPAddress.Loopback, port, 1), CancellationToken.None));

        Assert.True(listener.Server.IsBound);
        listener.Stop();
        Assert.True(await Ended.HasEndedAsync(SiloAddress.New(IPAddress.Loopback, port, 1), CancellationToken.None));
    }

    [Fact]
    public async Task Refusals_prove_nothing_where_that_is_turned_off_but_a_later_silo_does()
    {
        var probe = Probe(new SiloLivenessOptions { EvictRefusingSilos = false }, TimeProvider.System);
        var silo = shared.Center.Cluster.Silos[0].SiloAddress;

        Assert.False(await probe.HasEndedAsync(SiloAddress.New(IPAddress.Loopback, FreePort.Next(), 1), CancellationToken.None));
        Assert.True(await probe.HasEndedAsync(SiloAddress.New(silo.Endpoint, silo.Generation - 1), CancellationToken.None));
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

    private SiloLivenessProbe Probe(SiloLivenessOptions options, TimeProvider time) => new(
        shared.Center.Cluster.Silos.OfType<InProcessSiloHandle>().First().SiloHost.Services
            .GetRequiredService<IClusterMembershipService>(),
        Options.Create(options), time);

    /// <summary>The system's clock, which lets something happen when a pause begins.</summary>
    private sealed class TimeWithPauses(Action onPause) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            onPause();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
