using System.Net;
using System.Net.Sockets;

namespace Acd.Grains;

/// <summary>
/// Tells silos that have ended from silos that are slow. Where a process listened, its machine refuses connections as soon as
/// the process is gone, and never before: one that is paused, or too busy to answer, still has its connections accepted by the
/// system. An address that does not answer at all is no proof of anything.
/// </summary>
internal sealed class SiloLivenessProbe(IClusterMembershipService members)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether a silo's process has certainly ended.</summary>
    public async Task<bool> HasEndedAsync(SiloAddress silo, CancellationToken cancel) =>
        HasSuccessor(silo) || await RefusesConnectionsAsync(silo.Endpoint, cancel);

    /// <summary>Whether the owner of a lease was a dispatcher on a silo that has certainly ended.</summary>
    public async ValueTask<bool> HasEndedAsync(string owner, CancellationToken cancel) =>
        LeaseOwnerName.ParseSilo(owner) is { } silo && await HasEndedAsync(silo, cancel);

    /// <summary>Whether a later silo has the address: it could not listen there while the earlier one did.</summary>
    private bool HasSuccessor(SiloAddress silo) => members.CurrentSnapshot.Members.Keys.Any(other =>
        other.Endpoint.Equals(silo.Endpoint) && other.Generation > silo.Generation);

    private static async Task<bool> RefusesConnectionsAsync(IPEndPoint endpoint, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        enough.CancelAfter(ConnectTimeout);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, enough.Token);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
