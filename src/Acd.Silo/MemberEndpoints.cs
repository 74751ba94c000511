using System.Net;
using System.Net.Sockets;

namespace Acd.Silo;

/// <summary>Where a member listens and where others reach it.</summary>
/// <param name="Address">The address that the membership table has.</param>
/// <param name="SiloPort">The port for other members.</param>
/// <param name="GatewayPort">The port for gateways.</param>
/// <param name="ListensOnAnyAddress">
/// Whether the member listens on every address of the machine. A member with an IP address listens there alone, because others
/// may be on the same machine at other addresses.
/// </param>
internal sealed record MemberEndpoints(IPAddress Address, int SiloPort, int GatewayPort, bool ListensOnAnyAddress)
{
    private const int DefaultSiloPort = 11_111, DefaultGatewayPort = 30_000;

    /// <summary>Works out the endpoints from the settings.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The advertised name has no address.</exception>
    public static MemberEndpoints Resolve(CenterOptions options)
    {
        var advertised = options.Advertise ?? $"{IPAddress.Loopback}";
        var isAddress = IPAddress.TryParse(advertised, out var ip);
        var address = ip ?? Find(advertised);

        // Several processes on one machine need no options to be a cluster.
        var (silo, gateway) = IPAddress.IsLoopback(address)
            ? (options.SiloPort ?? FreePort(), options.GatewayPort ?? FreePort())
            : (options.SiloPort ?? DefaultSiloPort, options.GatewayPort ?? DefaultGatewayPort);
        return new MemberEndpoints(address, silo, gateway, !isAddress);
    }

    private static IPAddress Find(string advertised)
    {
        var name = advertised == "auto" ? Dns.GetHostName() : advertised;
        try
        {
            var found = Dns.GetHostAddresses(name, AddressFamily.InterNetwork);
            if (found.FirstOrDefault(one => !IPAddress.IsLoopback(one)) is { } own) return own;
        }
        catch (SocketException)
        {
            // The name is unknown, which the exception below says.
        }

        throw CenterOptions.Invalid($"Advertise is \"{advertised}\", and {name} has no address.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
