using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Acd.Testing;

/// <summary>Ports that nobody listens on.</summary>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A free port of the loopback address. Somebody else may take it before it is used; the chance is small.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// A free port that no outgoing connection is given, for a process that stops and starts on it while others connect: it is
    /// below those that operating systems give out by themselves. Each is given once, so that of processes that have not started
    /// yet no two get the same.
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
                // Another one, then.
            }
        }
    }
}
