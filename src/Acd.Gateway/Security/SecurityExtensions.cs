using Acd.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

internal static class SecurityExtensions
{
    /// <summary>Adds authentication by API key and the authorization policies.</summary>
    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<SessionSigner>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<WrongKeyLimit>();
        services.AddSingleton<KeyDirectory>();
        services.AddHostedService(parts => parts.GetRequiredService<KeyDirectory>());
        services.AddHostedService<AuditPruning>();

        // AddAuthentication would bring data protection along, which writes key files that API keys have no use for.
        services.AddAuthenticationCore(authentication => authentication.DefaultScheme = ApiKeyHandler.SchemeName);
        services.AddWebEncoders();
        services.TryAddSingleton(TimeProvider.System);
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null);

        services.AddAuthorization(authorization => authorization.FallbackPolicy = AccessPolicy.Supervisor);
        services.AddSingleton<IPolicyEvaluator, CallerPolicyEvaluator>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RouteAuthorizationResultHandler>();
    }

    /// <summary>
    /// Identifies the caller by key, session and address, for the rate limit and the policies. It refuses those who try many
    /// keys, and pages of other origins that write with a browser's session.
    /// </summary>
    public static void UseCallerIdentification(this WebApplication app)
    {
        app.UseTrustedProxies();

        // The scheme's handler would be made anew for each request, at a tenth of the throughput. It is left to challenges and
        // refusals; the key is looked up here. WebApplication adds UseAuthentication by itself unless this property is set.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        var keys = app.Services.GetRequiredService<ApiKeyStore>();
        var wrongKeys = app.Services.GetRequiredService<WrongKeyLimit>();
        app.Use(next => http =>
        {
            var result = keys.Authenticate(http, out var byCookie);
            if (result.Principal is { } principal) http.User = principal;
            var refusal = byCookie ? OriginRule.Refuse(http.Request)
                : ApiKeyStore.IsUnknownKey(result) && !IsForEverybody(http) ? wrongKeys.Count(http)
                : null;
            return refusal is null ? next(http) : ProblemWriter.WriteAsync(http, refusal);
        });
    }

    private static bool IsForEverybody(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Refuses callers that a route's policy does not allow.</summary>
    public static void UseAccessPolicies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ApiKeyStore>().IsEmpty)
        {
            var guard = new LocalRequestGuard(app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value);
            app.Use(next => http =>
                guard.Refuse(http.Request) is { } refusal ? ProblemWriter.WriteAsync(http, refusal) : next(http));
        }

        app.UseAuthorization();
    }
}

/// <summary>
/// Applies policies to routes only. An unknown address or method is answered with 404 or 405 without a key, which reveals
/// nothing.
/// </summary>
internal sealed class RouteAuthorizationResultHandler : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _inner = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        !authorizeResult.Succeeded && context.GetEndpoint() is RouteEndpoint
            ? _inner.HandleAsync(next, context, policy, authorizeResult)
            : next(context);
}

/// <summary>
/// Protects a gateway without keys from pages that a browser on this machine shows. It refuses a host name that is not the
/// gateway's (DNS rebinding), and every request that a page of another origin sends.
/// </summary>
internal sealed class LocalRequestGuard(GatewayOptions options)
{
    private readonly HashSet<string> _hosts = new(options.Hosts.Append("localhost"), StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _origins = CrossOriginRules.Read(options);

    public Refusal? Refuse(HttpRequest request)
    {
        var host = request.Host;
        if (host.HasValue && !_hosts.Contains(host.Host) && !ListenUrls.IsLoopback(host.Host))
            return RequestRefusals.UnknownHost;
        var origin = request.Headers.Origin;
        return origin.Count == 0 || origin == $"{request.Scheme}://{host.Value}" || _origins.Contains(origin.ToString())
            ? null : RequestRefusals.CrossOrigin;
    }
}
