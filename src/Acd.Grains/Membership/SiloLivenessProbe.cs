using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Acd.Grains;

/// <summary>
/// Tells silos that have ended from silos that are slow. A machine refuses connections to a port as soon as the process that
/// listened there is gone, and not before: it accepts them for a process that is paused or too busy to answer. An address that
/// does not answer at all proves nothing.
/// </summary>
internal sealed class SiloLivenessProbe(
    IClusterMembershipService members, IOptions<SiloLivenessOptions> options, TimeProvider time)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    // One refusal may come from a firewall or a proxy that is being changed.
    private static readonly TimeSpan PauseBetweenRefusals = TimeSpan.FromMilliseconds(30);

    /// <summary>Whether a silo's process has certainly ended.</summary>
    public async Task<bool> HasEndedAsync(SiloAddress silo, CancellationToken cancel) =>
        HasSuccessor(silo) || (options.Value.EvictRefusingSilos && await RefusesTwiceAsync(silo.Endpoint, cancel));

    /// <summary>Whether the owner of a lease was a dispatcher on a silo that has certainly ended.</summary>
    public async ValueTask<bool> HasEndedAsync(string owner, CancellationToken cancel) =>
        LeaseOwnerName.ParseSilo(owner) is { } silo && await HasEndedAsync(silo, cancel);

    /// <summary>Whether a later silo has the address: it could not listen there while the earlier one did.</summary>
    private bool HasSuccessor(SiloAddress silo) => members.CurrentSnapshot.Members.Keys.Any(other =>
        other.Endpoint.Equals(silo.Endpoint) && other.Generation > silo.Generation);

    private async Task<bool> RefusesTwiceAsync(IPEndPoint endpoint, CancellationToken cancel)
    {
        if (!await RefusesConnectionsAsync(endpoint, cancel)) return false;
        await Task.Delay(PauseBetweenRefusals, time, cancel);
        return await RefusesConnectionsAsync(endpoint, cancel);
    }

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

/// <summary>How silos find out that another's process has ended.</summary>
public sealed class SiloLivenessOptions
{
    /// <summary>
    /// Whether a silo is taken for ended when its address refuses two connections in a row. It must be off where something else
    /// than the silo's own machine can refuse a connection to that address; the dead are found by missed probes alone then.
    /// </summary>
    public bool EvictRefusingSilos { get; set; } = true;
}
