using System.Globalization;
using System.Net;

namespace Acd.Storage;

/// <summary>The sentinels that know the primary of a service.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="EndPoints">The sentinels' addresses; one that answers is enough.</param>
public sealed record RedisSentinels(string Service, IReadOnlyList<DnsEndPoint> EndPoints)
{
    /// <summary>The default port of a sentinel.</summary>
    public const int DefaultPort = 26379;

    /// <summary>Parses <c>host[:port][,host[:port]]…</c>; null where the text is no such list.</summary>
    internal static List<DnsEndPoint>? ParseEndPoints(string text)
    {
        var found = new List<DnsEndPoint>();
        foreach (var part in text.Split(','))
        {
            var colon = part.LastIndexOf(':');
            var hasPort = colon > part.LastIndexOf(']');
            var port = DefaultPort;
            if (hasPort && (!int.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
                || port is < 1 or > 65_535))
                return null;
            var host = hasPort ? part[..colon] : part;
            if (host is ['[', .. var address, ']'])
                host = address;
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
                return null;
            found.Add(new DnsEndPoint(host, port));
        }

        return found;
    }

    /// <summary>The sentinels and the service, as in a URL.</summary>
    public override string ToString() =>
        string.Join(',', EndPoints.Select(one => one.Host.Contains(':', StringComparison.Ordinal)
            ? $"[{one.Host}]:{one.Port}"
            : $"{one.Host}:{one.Port}")) + "/" + Service;
}
