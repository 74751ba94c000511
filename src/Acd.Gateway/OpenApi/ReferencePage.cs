using Microsoft.Net.Http.Headers;

namespace Acd.Gateway;

/// <summary>
/// The page <c>/docs</c>, which shows the OpenAPI document by Scalar's script. That is embedded in Scalar's package, whose
/// own page has a script in its text, and a strict content security policy refuses that.
/// </summary>
internal static class ReferencePage
{
    private const string Path = "/docs", Script = "ScalarStaticAssets.scalar.js";

    // Scalar makes style elements while it runs. Everything else is this host's own, so that no request leaves it.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>The HTTP API of Acd</title>
        </head>
        <body>
        <div id="app"></div>
        <script src="/docs/scalar.js"></script>
        <script src="/docs/start.js"></script>
        </body>
        </html>

        """;

    private const string Start = """
        Scalar.createApiReference('#app', {
          url: '/openapi/v1.json',
          withDefaultFonts: false,
          telemetry: false,
          showDeveloperTools: 'never',
          agent: { disabled: true },
          mcp: { disabled: true },
        });

        """;

    public static void MapReferencePage(this IEndpointRouteBuilder app)
    {
        var docs = app.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        docs.MapGet("", (HttpContext http) => Send(http, Page, "text/html; charset=utf-8"));
        docs.MapGet("start.js", (HttpContext http) => Send(http, Start, "text/javascript; charset=utf-8"));
        docs.MapGet("scalar.js", SendScriptAsync);
    }

    private static Task Send(HttpContext http, string text, string type)
    {
        AddHeaders(http, type);
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    /// <summary>Sends Scalar's script, which the package has compressed.</summary>
    private static async Task SendScriptAsync(HttpContext http)
    {
        await using var script = typeof(Scalar.AspNetCore.ScalarOptions).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"Scalar's package has no {Script}.");
        AddHeaders(http, "text/javascript; charset=utf-8");
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.ContentLength = script.Length;
            await script.CopyToAsync(http.Response.Body, http.RequestAborted);
            return;
        }

        await using var plain = new System.IO.Compression.GZipStream(script, System.IO.Compression.CompressionMode.Decompress);
        await plain.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static void AddHeaders(HttpContext http, string type)
    {
        http.Response.ContentType = type;
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-cache";
    }
}
