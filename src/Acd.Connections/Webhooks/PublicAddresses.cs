using System.Net;
using System.Net.Sockets;

namespace Acd.Connections;

/// <summary>
/// Which addresses webhooks may call: public ones, and what a setting allows. Whoever may set a webhook must not reach the
/// machine's own network by it. The address is checked that is connected to, so a name that changes meanwhile does not help.
/// </summary>
/// <param name="allowed">Networks that are allowed although they are private.</param>
internal sealed class PublicAddresses(IReadOnlyList<IPNetwork> allowed)
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    // Of IPv6, 2000::/3 is public. What carries an IPv4 address within is judged by that, or not called at all.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3"), SixToFour = IPNetwork.Parse("2002::/16"),
        Teredo = IPNetwork.Parse("2001::/32"), Documentation = IPNetwork.Parse("2001:db8::/32");

    /// <summary>Whether an address may be called.</summary>
    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (allowed.Any(network => network.Contains(address))) return true;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Private.Any(network => network.Contains(address))
            : Global.Contains(address) && !SixToFour.Contains(address) && !Teredo.Contains(address)
                && !Documentation.Contains(address);
    }

    /// <summary>Connects to a host at one of its addresses that may be called.</summary>
    /// <exception cref="HttpRequestException">It has none.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = (await Dns.GetHostAddressesAsync(host, cancel)).Where(Allows).ToArray();
        if (addresses.Length == 0)
            throw new HttpRequestException($"{host} has no public address, and AllowedNetworks does not name its own.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
