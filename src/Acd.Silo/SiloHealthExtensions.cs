using Acd.Grains;
using Acd.Hosting;

namespace Acd.Silo;

internal static class SiloHealthExtensions
{
    /// <summary>Whether the process lives, and whether it is one of the cluster's and reaches the dispatcher.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.ServiceProvider.GetRequiredService<SiloHealth>();
        app.MapGet("/healthz", http => WriteAsync(http, StatusCodes.Status200OK, health.Status));
        app.MapGet("/readyz", http => WriteAsync(
            http,
            health.Status == CenterStatus.Active ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            health.Status));
    }

    private static Task WriteAsync(HttpContext http, int code, CenterStatus status)
    {
        http.Response.StatusCode = code;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/json";
        var name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
        return http.Response.WriteAsync($$"""{"status":"{{name}}"}""");
    }
}
