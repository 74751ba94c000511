using Acd.Core;

namespace Acd.Gateway;

/// <summary>
/// Which pages may write with a session's cookie: those that this gateway serves. A browser names a page's origin with every
/// write; a caller that is no browser names none.
/// </summary>
internal static class OriginRule
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Refuses a write that a page of another origin sends.</summary>
    /// <returns>The refusal; null where the request may go on.</returns>
    public static Refusal? Refuse(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return null;
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return request.Headers[FetchSite] is [] or ["same-origin" or "none"] ? null : RequestRefusals.OriginRefused;
        return origin.Count == 1 && IsOwn(origin[0]!, request) ? null : RequestRefusals.OriginRefused;
    }

    // Behind a balancer that ends TLS a page's origin is https where the request is http.
    private static bool IsOwn(string origin, HttpRequest request)
    {
        var host = request.Host.Value;
        return string.Equals(origin, $"{request.Scheme}://{host}", StringComparison.OrdinalIgnoreCase)
            || string.Equals(origin, $"https://{host}", StringComparison.OrdinalIgnoreCase);
    }
}
