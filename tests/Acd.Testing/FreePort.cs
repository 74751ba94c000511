using System.Net;
using System.Net.Sockets;

namespace Acd.Testing;

/// <summary>Ports that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>A free port of the loopback address. Somebody else may take it before it is used; the chance is small.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
