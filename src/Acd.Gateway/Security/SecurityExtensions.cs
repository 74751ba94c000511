using System.Net;
using Acd.Core;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

internal static class SecurityExtensions
{
    public static void AddSecurity(this IServiceCollection services) => services.AddSingleton<ApiKeyStore>();

    /// <summary>Finds out who calls, so that the rate limit can count by caller; it refuses nobody.</summary>
    public static void UseCallerIdentification(this WebApplication app)
    {
        var ring = app.Services.GetRequiredService<ApiKeyStore>();
        app.Use(next => http =>
        {
            http.Features.Set(ring.IsEmpty ? Caller.LocalUser : ring.Identify(http.Request.Headers));
            return next(http);
        });
    }

    /// <summary>Lets through who may call the route.</summary>
    public static void UseAccessPolicies(this WebApplication app)
    {
        var ring = app.Services.GetRequiredService<ApiKeyStore>();
        var options = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value;
        var local = ring.IsEmpty ? new LocalRequestGuard(options.Hosts) : null;
        app.Use(next => http =>
        {
            // Only routes are guarded: what has none is answered with 404 or 405, which tells nothing.
            var refusal = local?.Refuse(http.Request);
            if (refusal is null && http.GetEndpoint() is RouteEndpoint endpoint)
                refusal = (endpoint.Metadata.GetMetadata<AccessPolicy>() ?? AccessPolicy.Supervisor)
                    .Refuse(http.GetCaller(), http.Request.RouteValues);
            return refusal is null ? next(http) : ProblemWriter.WriteAsync(http, refusal);
        });
    }
}

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
