using System.Text.Json;
using Acd.Hosting;

namespace Acd.Gateway;

internal static class HealthMapping
{
    /// <summary>Whether the process lives, and whether it serves: only the second is for a balancer to decide by.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var center = app.ServiceProvider.GetRequiredService<IContactCenter>();
        var health = app.MapGroup("").WithTags("Health").DisableRateLimiting();

        health.MapGet("/healthz", http => WriteAsync(http, StatusCodes.Status200OK, center.Status)).Allow(Access.Open)
            .Describe("healthz", "Whether the process lives.").Gives(200, AnswerSchema.Health);
        health.MapGet("/readyz", http => WriteAsync(http, ReadyStatus(center.Status), center.Status)).Allow(Access.Open)
            .Describe("readyz", "Whether the process serves; 503 on a standby.")
            .Gives(200, AnswerSchema.Health).Gives(503, AnswerSchema.Health);
    }

    private static int ReadyStatus(CenterStatus status) =>
        status == CenterStatus.Active ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private static Task WriteAsync(HttpContext http, int code, CenterStatus status)
    {
        http.Response.StatusCode = code;
        http.Response.Headers.CacheControl = "no-store";
        var answer = Answer.Begin();
        answer.Object(status, static (json, status) =>
            json.WriteString("status"u8, JsonNamingPolicy.CamelCase.ConvertName(status.ToString())));
        return answer.SendAsync(http);
    }
}
