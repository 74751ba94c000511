using System.Text.Json;
using Acd.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace Acd.Gateway;

/// <summary>Writes refusals as RFC 9457 problems, or, on basic-acd's routes, as its clients know errors.</summary>
internal static class ProblemWriter
{
    private const string RetryAfterSeconds = "1";

    public static Task WriteAsync(HttpContext http, Refusal refusal) => WriteAsync(http, refusal, StatusOf(refusal));

    public static Task WriteAsync(HttpContext http, Refusal refusal, int status, string? traceId = null)
    {
        var response = http.Response;
        response.StatusCode = status;
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            response.Headers.RetryAfter = RetryAfterSeconds;
        if (status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";

        var detailOnly = http.GetEndpoint()?.Metadata.GetMetadata<DetailOnlyErrors>() is not null;
        var buffer = JsonResponseBuffer.Begin();
        WriteBody(buffer, refusal, status, detailOnly, traceId);
        return buffer.SendAsync(http, detailOnly ? "application/json" : "application/problem+json");
    }

    /// <summary>Writes what stands in the answer.</summary>
    public static void WriteBody(
        JsonResponseBuffer buffer, Refusal refusal, int status, bool detailOnly, string? traceId = null) =>
        buffer.WriteObject(refusal, (json, refusal) =>
        {
            if (!detailOnly)
                WriteMembers(json, refusal, status, traceId);
            json.WriteString("detail"u8, refusal.Message);
        });

    /// <summary>The HTTP status that a refusal is answered with.</summary>
    public static int StatusOf(Refusal refusal) => (refusal.Kind, refusal.Code) switch
    {
        (_, "request.bodyTooLarge") => StatusCodes.Status413PayloadTooLarge,
        (_, "request.contentType") => StatusCodes.Status415UnsupportedMediaType,
        (_, "request.unknownMethod") => StatusCodes.Status405MethodNotAllowed,
        (_, "request.rateLimited") => StatusCodes.Status429TooManyRequests,
        (_, "auth.missing" or "auth.unknown") => StatusCodes.Status401Unauthorized,
        (RefusalKind.Invalid, _) => StatusCodes.Status400BadRequest,
        (RefusalKind.Unknown, _) => StatusCodes.Status404NotFound,
        (RefusalKind.Conflict, _) => StatusCodes.Status409Conflict,
        (RefusalKind.Forbidden, _) => StatusCodes.Status403Forbidden,
        (RefusalKind.Busy or RefusalKind.Unavailable, _) => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Kind, "No status for this kind of refusal."),
    };

    private static void WriteMembers(Utf8JsonWriter json, Refusal refusal, int status, string? traceId)
    {
        json.WriteString("type"u8, $"urn:acd:problem:{refusal.Code}");
        json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status"u8, status);
        json.WriteString("code"u8, refusal.Code);
        if (refusal.Field is not null)
            json.WriteString("field"u8, refusal.Field);
        if (refusal.Limit is not null)
            json.WriteString("limit"u8, refusal.Limit);
        if (traceId is not null)
            json.WriteString("traceId"u8, traceId);
    }
}

/// <summary>Marks a route whose errors are <c>{"detail": "…"}</c> and nothing else.</summary>
internal sealed class DetailOnlyErrors;

internal static class ProblemExtensions
{
    /// <summary>What has no answer of its own gets a problem: exceptions, unknown addresses, wrong methods.</summary>
    public static void UseProblemResponses(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = WriteInternalErrorAsync });
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ProblemWriter.WriteAsync(context.HttpContext, RequestRefusals.UnknownRoute),
            StatusCodes.Status405MethodNotAllowed =>
                ProblemWriter.WriteAsync(context.HttpContext, RequestRefusals.UnknownMethod),
            _ => Task.CompletedTask,
        });
    }

    // The exception itself is logged by ASP.NET Core's handler; the caller gets the id that finds it in the log.
    private static Task WriteInternalErrorAsync(HttpContext http) => ProblemWriter.WriteAsync(
        http,
        new Refusal(RefusalKind.Unavailable, "internal.error", "The gateway failed; its log tells more under the trace id."),
        StatusCodes.Status500InternalServerError,
        http.TraceIdentifier);
}
