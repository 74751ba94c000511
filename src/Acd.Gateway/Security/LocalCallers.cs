using System.Net;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>
/// Keeps a browser on this machine from being led here by a page from elsewhere, where no key would stop it: the page's own
/// name must not be taken for ours (DNS rebinding), and a request that a page of another origin sends is not carried out.
/// </summary>
internal sealed class LocalRequestGuard(IEnumerable<string> hosts)
{
    private readonly HashSet<string> _hosts = new(hosts.Append("localhost"), StringComparer.OrdinalIgnoreCase);

    public Refusal? Refuse(HttpRequest request)
    {
        var host = request.Host;
        if (host.HasValue && !_hosts.Contains(host.Host) && !IsLoopback(host.Host))
            return RequestRefusals.UnknownHost;
        var origin = request.Headers.Origin;
        return origin.Count == 0 || origin == $"http://{host.Value}" ? null : RequestRefusals.CrossOrigin;
    }

    private static bool IsLoopback(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
}
