using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>
/// Takes a silo whose process has ended out of the cluster at once, so that its grains are made elsewhere. A silo that is only
/// silent is left to the membership's probes.
/// </summary>
internal sealed class DeadSiloEvictor(
    ConnectionCloseMonitor closed, SiloLivenessProbe probe, IClusterMembershipService members, ILocalSiloDetails self,
    TimeProvider time, ILogger<DeadSiloEvictor> log) : BackgroundService
{
    // A process that ends closes its connections and its port one after the other, so that one check may come too soon.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private const int ChecksPerClose = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await closed.WaitAsync(stoppingToken);
            for (var check = 0; check < ChecksPerClose; check++)
            {
                await Task.WhenAll(OtherSilos().Select(silo => EvictIfDeadAsync(silo, stoppingToken)));
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private IEnumerable<SiloAddress> OtherSilos() => members.CurrentSnapshot.Members.Values
        .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
        .Select(member => member.SiloAddress)
        .Where(silo => !silo.Equals(self.SiloAddress));

    private async Task EvictIfDeadAsync(SiloAddress silo, CancellationToken cancel)
    {
        try
        {
            if (!await probe.HasEndedAsync(silo, cancel)) return;
            log.SiloEnded(silo);
            await members.TryKill(silo);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // The table of members may not answer. The next connection that closes, or the probes, lead here again.
            log.EvictionFailed(failure, silo);
        }
    }
}
