using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace Acd.Connections;

/// <summary>
/// The webhook that takes changes of agents' states. A sender proves itself by the signature of the body; no key of the API is
/// needed. What is acknowledged is in the stream.
/// </summary>
internal sealed class PresenceRoutes(PresenceOptions options, IPresenceStream stream, TimeProvider time)
{
    private const int MaxBytes = 1024 * 1024;

    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(5);

    /// <summary>Takes a request of the source that the path names.</summary>
    public Task TakeAsync(HttpContext http) =>
        TakeAsync(http, options.Sources.Find(source => source.Name == (string?)http.Request.RouteValues["source"]));

    /// <summary>Takes a request of the first source.</summary>
    public Task TakeFromFirstAsync(HttpContext http) => TakeAsync(http, options.Sources[0]);

    private async Task TakeAsync(HttpContext http, PresenceSourceOptions? source)
    {
        if (http.Request.ContentLength > MaxBytes)
        {
            await WriteAsync(http, 413, new JsonObject { ["error"] = $"The body is larger than {MaxBytes} bytes." });
            return;
        }

        var body = await ReadAsync(http);
        if (body is null)
            await WriteAsync(http, 413, new JsonObject { ["error"] = $"The body is larger than {MaxBytes} bytes." });
        else if (source is null || !IsGenuine(http, source, body))
            await WriteAsync(http, 401, new JsonObject { ["error"] = "Invalid Signature" });
        else if (PresenceEntry.TryParse(body, time.GetUtcNow().ToUnixTimeMilliseconds(), out var entries) is { } problem)
            await WriteAsync(http, 400, new JsonObject { ["error"] = problem });
        else
            await AppendAsync(http, source, entries);
    }

    private async Task AppendAsync(HttpContext http, PresenceSourceOptions source, List<PresenceEntry> entries)
    {
        var ids = await Task.WhenAll(entries.Select(entry => stream.AppendAsync(source.Name, entry, http.RequestAborted)));
        if (Array.Exists(ids, id => id is null))
        {
            http.Response.Headers.RetryAfter = "1";
            await WriteAsync(http, 503, new JsonObject { ["error"] = "It cannot be kept at the moment; send it again." });
            return;
        }

        await WriteAsync(http, 200, new JsonObject { ["status"] = "received", ["streamId"] = ids[^1] });
    }

    private bool IsGenuine(HttpContext http, PresenceSourceOptions source, byte[] body)
    {
        var headers = http.Request.Headers;
        if (!long.TryParse(headers["X-GC-Timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || Math.Abs((decimal)time.GetUtcNow().ToUnixTimeMilliseconds() - sent) > (decimal)MaxSkew.TotalMilliseconds)
            return false;
        var signature = Encoding.ASCII.GetBytes(headers["X-GC-Signature"].ToString());
        return IsBy(source.Secret) | (source.FormerSecret is { } former && IsBy(former));

        bool IsBy(string secret) => CryptographicOperations.FixedTimeEquals(
            signature, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))));
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > MaxBytes) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static async Task WriteAsync(HttpContext http, int status, JsonObject json)
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(json);
    }
}

/// <summary>Says how the readers of the stream do.</summary>
internal sealed class PresenceGroups(PresenceOptions options, PresenceRedis? redis)
{
    /// <summary>Answers with the stream's length, and each group's lag and pending changes.</summary>
    public async Task SendAsync(HttpContext http)
    {
        if (redis is null)
        {
            await http.Response.WriteAsJsonAsync(new JsonObject { ["groups"] = new JsonArray() });
            return;
        }

        try
        {
            var database = await redis.OpenAsync();
            await http.Response.WriteAsJsonAsync(new JsonObject
            {
                ["stream"] = options.Stream,
                ["length"] = await database.StreamLengthAsync(options.Stream),
                ["dead"] = await database.StreamLengthAsync($"{options.Stream}:dead"),
                ["groups"] = new JsonArray([.. await Task.WhenAll(
                    (await database.StreamGroupInfoAsync(options.Stream)).Select(group => DescribeAsync(database, group)))]),
            });
        }
        catch (RedisServerException missing) when (missing.Message.Contains("no such key", StringComparison.Ordinal))
        {
            await http.Response.WriteAsJsonAsync(new JsonObject { ["stream"] = options.Stream, ["groups"] = new JsonArray() });
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "1";
            await http.Response.WriteAsJsonAsync(new JsonObject { ["error"] = "Redis does not answer." });
        }
    }

    private async Task<JsonNode> DescribeAsync(IDatabase database, StreamGroupInfo group)
    {
        var json = new JsonObject
        {
            ["name"] = group.Name,
            ["consumers"] = group.ConsumerCount,
            ["pending"] = group.PendingMessageCount,
            ["lag"] = group.Lag,
            ["lastDelivered"] = group.LastDeliveredId,
        };
        if (group.PendingMessageCount == 0) return json;
        var first = await database.StreamPendingMessagesAsync(options.Stream, group.Name, 1, RedisValue.Null);
        if (first is [var oldest])
        {
            json["oldestPending"] = new JsonObject
            {
                ["id"] = (string?)oldest.MessageId,
                ["consumer"] = (string?)oldest.ConsumerName,
                ["idleMs"] = oldest.IdleTimeInMilliseconds,
                ["deliveries"] = oldest.DeliveryCount,
            };
        }

        return json;
    }
}

/// <summary>Adds presence from other systems to an application.</summary>
public static class PresenceExtensions
{
    /// <summary>
    /// Maps the webhooks of presence, where the settings name a source: <c>POST /v1/connections/presence/{source}</c>, and
    /// <c>/redis-ingest</c> for the first one.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <returns>The route that says how the stream's readers do, which is not open; null where nothing is mapped.</returns>
    public static IEndpointConventionBuilder? MapAcdPresence(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<PresenceRoutes>() is not { } routes) return null;
        app.MapPost("/v1/connections/presence/{source}", routes.TakeAsync).AllowAnonymous().DisableRateLimiting();
        app.MapPost("/redis-ingest", routes.TakeFromFirstAsync).AllowAnonymous().DisableRateLimiting();
        return app.MapGet("/v1/connections/presence", app.ServiceProvider.GetRequiredService<PresenceGroups>().SendAsync);
    }

    /// <summary>Adds what takes presence, and where the engine may be, what carries it out.</summary>
    internal static void AddPresence(
        this IServiceCollection services, PresenceOptions options, ConfigurationOptions? centerRedis, bool hasEngine)
    {
        if (options.Sources.Count == 0) return;
        services.AddSingleton(options);
        services.AddSingleton<PresenceApplier>();
        services.AddSingleton<PresenceRoutes>();
        var redis = options.Redis is { } own ? ConfigurationOptions.Parse(own) : centerRedis;
        if (redis is null)
        {
            services.AddSingleton<IPresenceStream, DirectPresence>();
            services.AddSingleton(new PresenceGroups(options, null));
            return;
        }

        services.AddSingleton(new PresenceRedis(redis));
        services.AddSingleton(parts => new PresenceGroups(options, parts.GetRequiredService<PresenceRedis>()));
        services.AddSingleton<RedisPresenceStream>();
        services.AddSingleton<IPresenceStream>(parts => parts.GetRequiredService<RedisPresenceStream>());
        services.AddHostedService(parts => parts.GetRequiredService<RedisPresenceStream>());
        if (hasEngine) services.AddSingleton<IConnection, PresenceConsumer>();
    }
}
