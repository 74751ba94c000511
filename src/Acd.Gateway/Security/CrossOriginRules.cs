using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>
/// Pages of listed origins may call the API with a key (CORS). They get no cookies: a session is for the gateway's own pages.
/// </summary>
internal static class CrossOriginRules
{
    private const string Methods = "GET, POST, PUT, PATCH, DELETE",
        Allowed = "Authorization, X-Api-Key, Content-Type, Idempotency-Key, Last-Event-ID, If-Match, If-None-Match",
        Exposed = "ETag, Location, Retry-After, Acd-Sequence, Acd-Next, Acd-First-Kept, Acd-Last, Idempotency-Key-Until, "
            + "Acd-Closed-Ids-For",
        MaxAgeSeconds = "600";

    /// <summary>Answers what browsers ask before a request of a listed origin, and marks the responses to it.</summary>
    public static void UseCrossOriginRules(this WebApplication app)
    {
        var origins = Read(app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value);
        if (origins.Count == 0)
            return;
        app.Use(next => http =>
        {
            var headers = http.Response.Headers;
            headers.Vary = "Origin";
            if (http.Request.Headers.Origin is not [{ } origin] || !origins.Contains(origin))
                return next(http);
            headers.AccessControlAllowOrigin = origin;
            if (!HttpMethods.IsOptions(http.Request.Method) || http.Request.Headers.AccessControlRequestMethod.Count == 0)
            {
                headers.AccessControlExposeHeaders = Exposed;
                return next(http);
            }

            headers.AccessControlAllowMethods = Methods;
            headers.AccessControlAllowHeaders = Allowed;
            headers.AccessControlMaxAge = MaxAgeSeconds;
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    /// <summary>The listed origins.</summary>
    public static HashSet<string> Read(GatewayOptions options) => new(options.Origins, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with the setting, a sentence for each.</summary>
    public static IEnumerable<string> GetValidationErrors(GatewayOptions options) =>
        from pair in options.Origins.Index()
        where !Uri.TryCreate(pair.Item, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            || uri.GetLeftPart(UriPartial.Authority) != pair.Item
        select $"Origins:{pair.Index} is \"{pair.Item}\"; it must be an origin such as https://desk.example.com.";
}
