using System.Net;
using System.Text.Json;

namespace Acd.Client;

/// <summary>Reads refusals.</summary>
internal static class ProblemReader
{
    private const int MaxShown = 200;

    public static async Task<AcdException> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        var status = response.StatusCode;
        var problem = Parse(body);
        // A proxy's error is no problem of the center's. Its status is all that it tells.
        var message = problem?.Detail ?? $"The answer was {(int)status} {response.ReasonPhrase}{Shorten(body)}.";
        return new AcdException(problem?.Code ?? CodeOf(status), message)
        {
            Status = status,
            Field = problem?.Field,
            Limit = problem?.Limit,
            TraceId = problem?.TraceId,
            RetryAfter = RetryAfter(response, clock),
        };
    }

    /// <summary>Whether the request was surely not carried out, so that even a conditional one may be sent again.</summary>
    public static bool IsUntouched(AcdException problem) =>
        problem.Status == HttpStatusCode.TooManyRequests
        || problem.Code is "center.busy" or "center.standby" or "request.tooManyStreams";

    /// <summary>Whether the request may succeed when it is sent again.</summary>
    public static bool IsPassing(AcdException problem) => problem.Status
        is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    private static ApiProblem? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ClientJson.Default.ApiProblem);
        }
        catch (JsonException)
        {
            // It comes from a proxy, or from something that is no center.
            return null;
        }
    }

    private static string CodeOf(HttpStatusCode status) => $"http.{(int)status}";

    private static string Shorten(byte[] body)
    {
        if (body.Length == 0) return "";
        var text = System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MaxShown)));
        return $": {text.ReplaceLineEndings(" ").Trim()}";
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        var header = response.Headers.RetryAfter;
        var time = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
        return time < TimeSpan.Zero ? TimeSpan.Zero : time;
    }
}

/// <summary>A problem as RFC 9457 defines it, with the center's members.</summary>
internal sealed record ApiProblem
{
    public string? Code { get; init; }

    public string? Detail { get; init; }

    public string? Field { get; init; }

    public string? Limit { get; init; }

    public string? TraceId { get; init; }
}
