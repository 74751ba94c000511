using System.Net.Sockets;

namespace Acd.Grains;

/// <summary>What may go wrong between silos and clients, and passes.</summary>
internal static class ClusterFaults
{
    /// <summary>
    /// Whether a call failed because a silo or the way to it is gone, and not because of what was asked. Whether it was carried
    /// out is unknown then; the same call may be made again.
    /// </summary>
    public static bool IsTransient(Exception e) => e
        is Orleans.Runtime.OrleansException or TimeoutException or SocketException or IOException or ObjectDisposedException
        or EnumerationAbortedException;
}
