using System.Text.Json;
using Acd.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace Acd.Gateway;

/// <summary>Writes refusals as RFC 9457 problems, and on basic-acd's routes as its clients expect errors.</summary>
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

    /// <summary>Writes the body of the response.</summary>
    public static void WriteBody(
        JsonResponseBuffer buffer, Refusal refusal, int status, bool detailOnly, string? traceId = null) =>
        buffer.WriteObject(refusal, (json, refusal) =>
        {
            if (!detailOnly)
                WriteMembers(json, refusal, status, traceId);
            json.WriteString("detail"u8, refusal.Message);
        });

    /// <summary>The HTTP status of a refusal.</summary>
    public static int StatusOf(Refusal refusal) => (refusal.Kind, refusal.Code) switch
    {
        (_, "request.bodyTooLarge") => StatusCodes.Status413PayloadTooLarge,
        (_, "request.contentType") => StatusCodes.Status415UnsupportedMediaType,
        (_, "request.unknownMethod") => StatusCodes.Status405MethodNotAllowed,
        (_, "request.rateLimited" or "auth.tooManyWrongKeys") => StatusCodes.Status429TooManyRequests,
        (_, "auth.missing" or "auth.unknown" or "auth.sessionEnded") => StatusCodes.Status401Unauthorized,
        (RefusalKind.Invalid, _) => StatusCodes.Status400BadRequest,
        (RefusalKind.Unknown, _) => StatusCodes.Status404NotFound,
        (RefusalKind.Conflict, _) => StatusCodes.Status409Conflict,
        (RefusalKind.Forbidden, _) => StatusCodes.Status403Forbidden,
        (RefusalKind.Unprocessable, _) => StatusCodes.Status422UnprocessableEntity,
        (RefusalKind.PreconditionFailed, _) => StatusCodes.Status412PreconditionFailed,
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
    /// <summary>Answers exceptions, unknown addresses and wrong methods with problems.</summary>
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

    // ASP.NET Core logs the exception. The caller gets the trace id that finds it in the log.
    private static Task WriteInternalErrorAsync(HttpContext http) => ProblemWriter.WriteAsync(
        http,
        new Refusal(
            RefusalKind.Unavailable, "internal.error", "The gateway failed. Its log has the details under the trace id."),
        StatusCodes.Status500InternalServerError,
        http.TraceIdentifier);
}
