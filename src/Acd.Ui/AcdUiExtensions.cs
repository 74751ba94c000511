using Microsoft.Net.Http.Headers;

namespace Acd.Ui;

/// <summary>Serves the pages to browsers.</summary>
public static class AcdUiExtensions
{
    /// <summary>
    /// Maps the pages to <c>/ui/</c>, and <c>/</c> to them for callers that accept HTML. They are open to everybody: what they
    /// show comes from the HTTP API, which asks for a session.
    /// </summary>
    /// <param name="app">The application.</param>
    public static void MapAcdUi(this IEndpointRouteBuilder app)
    {
        var pages = new PageFiles();
        app.MapMethods("/ui/{**path}", [HttpMethods.Get, HttpMethods.Head], pages.SendAsync)
            .AllowAnonymous().ExcludeFromDescription();
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], LeadToPages).AllowAnonymous().ExcludeFromDescription();
    }

    // A program that asks for the root by mistake is told so, as before.
    private static void LeadToPages(HttpContext http)
    {
        var wantsPages = http.Request.GetTypedHeaders().Accept.Any(
            accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (wantsPages) http.Response.Redirect("/ui/");
        else http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
