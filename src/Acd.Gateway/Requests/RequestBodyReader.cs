using System.Buffers;
using Acd.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Acd.Gateway;

/// <summary>Reads a request's body.</summary>
internal static class RequestBodyReader
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>
    /// The bytes that are read of a larger body. A caller whose connection is cut while it sends would not see the refusal.
    /// </summary>
    public const int MaxDrainedBytes = 1024 * 1024;

    /// <summary>Reads the body, or why it is refused. An empty body is the same as <c>{}</c>.</summary>
    public static async ValueTask<(T Value, Refusal? Refusal)> ReadAsync<T>(HttpContext http, RequestSchema<T> schema)
        where T : class, new()
    {
        var request = http.Request;
        var value = new T();
        if (request.ContentLength > MaxBytes)
            return (value, RequestRefusals.BodyTooLarge);
        if (request.ContentLength == 0 || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
            return (value, schema.Read(default, value));
        if (!IsJson(request.ContentType))
            return (value, RequestRefusals.ContentType);

        var reader = request.BodyReader;
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync();
                if (result.Buffer.Length > MaxBytes)
                {
                    reader.AdvanceTo(result.Buffer.End);
                    return (value, RequestRefusals.BodyTooLarge);
                }

                if (result.IsCompleted)
                {
                    var refusal = Read(result.Buffer, schema, value);
                    reader.AdvanceTo(result.Buffer.End);
                    return (value, refusal);
                }

                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (BadHttpRequestException e)
        {
            // The server stops at MaxDrainedBytes, and at an invalid chunk.
            var tooLarge = e.StatusCode == StatusCodes.Status413PayloadTooLarge;
            return (value, tooLarge ? RequestRefusals.BodyTooLarge : RequestRefusals.Malformed);
        }
    }

    private static Refusal? Read<T>(in ReadOnlySequence<byte> body, RequestSchema<T> schema, T value) where T : class, new() =>
        schema.Read(body.IsSingleSegment ? body.FirstSpan : body.ToArray(), value);

    private static bool IsJson(string? contentType) =>
        IsOfType(contentType, "application/json") || IsOfType(contentType, "application/merge-patch+json");

    private static bool IsOfType(string? contentType, string type) =>
        contentType is not null && contentType.StartsWith(type, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == type.Length || contentType[type.Length] is ';' or ' ');
}
