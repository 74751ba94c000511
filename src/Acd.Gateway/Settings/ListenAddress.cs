using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Acd.Gateway;

/// <summary>An address to listen on.</summary>
/// <param name="Ip">The address; none for all that the machine has.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
/// <param name="Localhost">Whether both loopback addresses are meant.</param>
internal sealed record ListenAddress(IPAddress? Ip, int Port, bool Localhost = false)
{
    public static ListenAddress Loopback(int port) => new(IPAddress.Loopback, port, Localhost: true);

    public static ListenAddress Any(int port) => new(null, port);

    public static string[] Split(string? urls) =>
        urls is null ? [] : urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool TryParse(string url, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = null;
        // * and + mean every address to ASP.NET Core's users, but are no host names to a URI.
        var text = url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal)
            .Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
            return false;
        if (uri.Host == "localhost")
            address = Loopback(uri.Port);
        else if (IPAddress.TryParse(uri.DnsSafeHost, out var ip))
            address = new ListenAddress(ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) ? null : ip, uri.Port);
        return address is not null;
    }
}
