using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

internal static class RateLimitExtensions
{
    private const int RefillsPerSecond = 10;

    /// <summary>
    /// A token bucket for each client: by its key where it has a known one, else by the address it calls from.
    /// </summary>
    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>()
            .Configure<IOptions<GatewayOptions>>((limiter, gateway) =>
            {
                var bucket = new TokenBucketRateLimiterOptions
                {
                    TokenLimit = gateway.Value.RequestBurst,
                    TokensPerPeriod = Math.Max(1, gateway.Value.RequestsPerSecond / RefillsPerSecond),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / RefillsPerSecond),
                    AutoReplenishment = false,
                    QueueLimit = 0,
                };
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, object>(http =>
                    RateLimitPartition.GetTokenBucketLimiter(PartitionKey(http), _ => bucket));
                limiter.OnRejected = static (rejected, _) =>
                    new ValueTask(ProblemWriter.WriteAsync(rejected.HttpContext, RequestRefusals.RateLimited));
            });
    }

    private static object PartitionKey(HttpContext http) =>
        http.GetCaller().Name ?? (object?)http.Connection.RemoteIpAddress ?? "unknown";
}
