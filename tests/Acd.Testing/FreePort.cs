using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Acd.Testing;

/// <summary>Free ports.</summary>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A free port of the loopback address. Another process may take it before it is used, but rarely does.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// A free port below the ephemeral ones, for a process that restarts on it while others connect: no outgoing connection
    /// takes it meanwhile. Each is returned once, so that two processes that have not started yet get different ones.
    /// </summary>
    public static int NextNonEphemeral()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (!Given.TryAdd(port, true)) continue;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The port is in use; the next one is tried.
            }
        }
    }
}
