using System.Text.Json;
using Acd.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acd.Gateway;

/// <summary>Health of a process, for supervisors of processes and for load balancers.</summary>
public static class HealthRouteExtensions
{
    private const string CenterCheck = "center";

    /// <summary>
    /// Adds the check <c>center</c>: healthy while the center serves. Others that the application adds count on <c>/readyz</c>
    /// as well.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public static IHealthChecksBuilder AddAcdHealth(this IServiceCollection services)
    {
        // A load balancer asks twice a second; the center says itself that its state has changed.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        return services.AddHealthChecks().AddCheck<CenterHealthCheck>(CenterCheck);
    }

    /// <summary>
    /// Maps <c>/healthz</c>, 200 while the process lives and its center has not stopped for good, and <c>/readyz</c>, 200 while
    /// it serves. Otherwise they are 503. A load balancer asks the second, a supervisor of processes the first.
    /// </summary>
    /// <param name="app">The application.</param>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var center = app.ServiceProvider.GetRequiredService<IContactCenter>();
        var checks = app.ServiceProvider.GetRequiredService<HealthCheckService>();
        var health = app.MapGroup("").WithTags("Health").DisableRateLimiting();

        var failure = app.ServiceProvider.GetService<CenterFailure>();
        Task Healthz(HttpContext http)
        {
            var status = failure is { HasHappened: true } ? CenterStatus.Stopped : center.Status;
            var code = status == CenterStatus.Stopped
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK;
            return WriteAsync(http, code, status, null, null);
        }

        async Task Readyz(HttpContext http)
        {
            var report = await checks.CheckHealthAsync(http.RequestAborted);

            // What is degraded has something to tell, and serves.
            var code = report.Status == HealthStatus.Unhealthy
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK;
            await WriteAsync(http, code, center.Status, report, failure?.StoreTrouble);
        }

        health.MapGet("/healthz", Healthz).AllowAnonymous()
            .WithOperation("healthz", "Whether the process lives. 503 after its center has stopped for good.")
            .ProducesReply(200, ResponseSchema.Health).ProducesReply(503, ResponseSchema.Health);
        health.MapGet("/readyz", Readyz).AllowAnonymous()
            .WithOperation("readyz", "Whether the process serves.")
            .ProducesReply(200, ResponseSchema.Health).ProducesReply(503, ResponseSchema.Health);

        // Load balancers ask by HEAD too; the response is the same without its body.
        health.MapMethods("/healthz", [HttpMethods.Head], Healthz).AllowAnonymous();
        health.MapMethods("/readyz", [HttpMethods.Head], Readyz).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext http, int code, CenterStatus status, HealthReport? report, string? store)
    {
        http.Response.StatusCode = code;
        http.Response.Headers.CacheControl = "no-store";
        var answer = JsonResponseBuffer.Begin();
        answer.WriteObject((status, report, store), static (json, health) =>
        {
            json.WriteString("status"u8, Name(health.status));
            if (health.store is { } trouble) json.WriteString("store"u8, trouble);
            foreach (var (name, entry) in health.report?.Entries ?? new Dictionary<string, HealthReportEntry>())
            {
                // The center's own state is the status.
                if (name != CenterCheck && entry.Status != HealthStatus.Healthy)
                    json.WriteString(name, entry.Description ?? Name(entry.Status));
            }
        });
        return answer.SendAsync(http);
    }

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed class CenterHealthCheck(IContactCenter center) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            center.Status == CenterStatus.Active
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(Name(center.Status)));
    }
}
