using System.Text.Json;
using Acd.Hosting;

namespace Acd.Gateway;

internal static class HealthRouteExtensions
{
    /// <summary>Whether the process lives, and whether it serves: only the second is for a balancer to decide by.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var center = app.ServiceProvider.GetRequiredService<IContactCenter>();
        var health = app.MapGroup("").WithTags("Health").DisableRateLimiting();

        health.MapGet("/healthz", http => WriteAsync(http, StatusCodes.Status200OK, center.Status)).RequireAccess(AccessPolicy.Anonymous)
            .WithOperation("healthz", "Whether the process lives.").ProducesReply(200, ResponseSchema.Health);
        health.MapGet("/readyz", http => WriteAsync(http, ReadyStatus(center.Status), center.Status)).RequireAccess(AccessPolicy.Anonymous)
            .WithOperation("readyz", "Whether the process serves; 503 on a standby.")
            .ProducesReply(200, ResponseSchema.Health).ProducesReply(503, ResponseSchema.Health);
    }

    private static int ReadyStatus(CenterStatus status) =>
        status == CenterStatus.Active ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private static Task WriteAsync(HttpContext http, int code, CenterStatus status)
    {
        http.Response.StatusCode = code;
        http.Response.Headers.CacheControl = "no-store";
        var answer = JsonResponseBuffer.Begin();
        answer.WriteObject(status, static (json, status) =>
            json.WriteString("status"u8, JsonNamingPolicy.CamelCase.ConvertName(status.ToString())));
        return answer.SendAsync(http);
    }
}
