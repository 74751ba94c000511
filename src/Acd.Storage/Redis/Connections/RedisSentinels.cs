using System.Globalization;
using System.Net;

namespace Acd.Storage;

/// <summary>The sentinels that know which Redis server is a service's primary.</summary>
/// <param name="Service">The name under which they watch it.</param>
/// <param name="EndPoints">Where they are; one that answers is enough.</param>
public sealed record RedisSentinels(string Service, IReadOnlyList<DnsEndPoint> EndPoints)
{
    /// <summary>The port that a sentinel listens on where none is named.</summary>
    public const int DefaultPort = 26379;

    /// <summary>Reads <c>host[:port][,host[:port]]…</c>; null where the text is no such list.</summary>
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

    /// <summary>The sentinels and the service, as they stand in a URL.</summary>
    public override string ToString() =>
        string.Join(',', EndPoints.Select(one => one.Host.Contains(':', StringComparison.Ordinal)
            ? $"[{one.Host}]:{one.Port}"
            : $"{one.Host}:{one.Port}")) + "/" + Service;
}
