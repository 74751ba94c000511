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
