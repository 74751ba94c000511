using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>Where the server listens, and its limits.</summary>
internal sealed partial class KestrelOptionsSetup(IOptions<GatewayOptions> options, ILogger<KestrelOptionsSetup> logger)
    : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions server)
    {
        var settings = options.Value;
        server.AddServerHeader = false;
        server.Limits.MaxConcurrentConnections = settings.MaxConnections;
        server.Limits.MaxRequestBodySize = RequestBodyReader.MaxDrainedBytes;

        if (settings.Keys.Count == 0)
            LogLoopbackOnly();

        var addresses = ListenAddress.Split(settings.Urls);
        if (addresses.Length == 0)
            Listen(server, settings.Keys.Count == 0 ? ListenAddress.Loopback(settings.Port) : ListenAddress.Any(settings.Port));
        foreach (var url in addresses)
        {
            if (ListenAddress.TryParse(url, out var address))
                Listen(server, address);
        }
    }

    // Localhost is 127.0.0.1 and [::1], as far as the machine has them; a port still to be found may differ between the two.
    private static void Listen(KestrelServerOptions server, ListenAddress address)
    {
        if (address.Ip is null)
            server.ListenAnyIP(address.Port);
        else if (address is { Localhost: true, Port: not 0 })
            server.ListenLocalhost(address.Port);
        else
            server.Listen(address.Ip, address.Port);
    }

    [LoggerMessage(LogLevel.Warning,
        "No API keys are configured: listening on loopback only, where whoever calls may do everything")]
    private partial void LogLoopbackOnly();
}

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
