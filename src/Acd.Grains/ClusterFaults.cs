using System.Net.Sockets;

namespace Acd.Grains;

/// <summary>The faults between silos and clients that pass by themselves.</summary>
internal static class ClusterFaults
{
    /// <summary>
    /// Whether a call failed because a silo or the way to it is gone, and not because of the request. It is unknown then
    /// whether the request was carried out; the caller may send it again.
    /// </summary>
    public static bool IsTransient(Exception e) => e
        is Orleans.Runtime.OrleansException or TimeoutException or SocketException or IOException or ObjectDisposedException
        or EnumerationAbortedException;
}
