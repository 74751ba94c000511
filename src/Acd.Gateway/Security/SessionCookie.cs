using System.Diagnostics.CodeAnalysis;

namespace Acd.Gateway;

/// <summary>The cookie of a browser's session. Scripts cannot read it, and pages of other sites do not send it.</summary>
internal static class SessionCookie
{
    public const string Name = "acd-session";

    /// <summary>The cookie of a request, if it has one.</summary>
    public static bool TryGet(HttpRequest request, [NotNullWhen(true)] out string? value)
    {
        value = null;
        return request.Headers.Cookie.Count > 0 && request.Cookies.TryGetValue(Name, out value);
    }

    /// <summary>Gives a browser its session.</summary>
    public static void Set(HttpContext http, string value, DateTimeOffset until)
    {
        var cookie = Options(http.Request);
        cookie.Expires = until;
        http.Response.Cookies.Append(Name, value, cookie);
    }

    /// <summary>Takes a browser's session away.</summary>
    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http.Request));

    // A balancer that ends TLS may forward plain HTTP. The page's origin tells how the browser came.
    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Secure = request.IsHttps || request.Headers.Origin.ToString().StartsWith("https://", StringComparison.OrdinalIgnoreCase),
    };
}
