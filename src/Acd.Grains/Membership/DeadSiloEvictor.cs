using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>
/// Takes a silo whose process has ended out of the cluster at once, so that its grains are made elsewhere. A silo that only says
/// nothing is left to the probes, which have the patience for it.
/// </summary>
internal sealed class DeadSiloEvictor(
    ConnectionCloseMonitor closed, SiloLivenessProbe ended, IClusterMembershipService members, ILocalSiloDetails self, TimeProvider time,
    ILogger<DeadSiloEvictor> log) : BackgroundService
{
    // A process that ends closes its connections and its port one after the other.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private const int ChecksPerClose = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await closed.WaitAsync(stoppingToken);
            for (var look = 0; look < ChecksPerClose; look++)
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
        if (!await ended.HasEndedAsync(silo, cancel)) return;
        log.SiloEnded(silo);
        await members.TryKill(silo);
    }
}
