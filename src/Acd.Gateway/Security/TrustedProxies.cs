using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Acd.Gateway;

/// <summary>
/// The proxies whose <c>X-Forwarded-For</c> header gives a client's address, and whose <c>X-Forwarded-Proto</c> tells how it
/// came. From any other sender the headers are ignored, because every client can send them.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Replaces a trusted proxy's address by its client's, for the limits.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = Split(app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value).ToList();
        if (networks.Count == 0)
            return;

        // Without a limit the header is read from its end up to the first address that is no trusted proxy's.
        var headers = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var text in networks)
        {
            if (TryParse(text, out var network))
                headers.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(headers);
    }

    /// <summary>Errors in the setting, one sentence for each.</summary>
    public static IEnumerable<string> GetValidationErrors(GatewayOptions options) =>
        from text in Split(options)
        where !TryParse(text, out _)
        select $"TrustedProxies has \"{text}\"; it must be an IP address, or a network such as 10.0.0.0/8.";

    private static string[] Split(GatewayOptions options) =>
        options.TrustedProxies?.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network))
            return true;
        if (!IPAddress.TryParse(text, out var address))
            return false;
        network = new IPNetwork(address, 8 * address.GetAddressBytes().Length);
        return true;
    }
}
