using System.Buffers;
using Acd.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

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
        if (request.ContentType is not "application/json" && !IsJson(request.ContentType))
            return (value, RequestRefusals.ContentType);
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            return (value, RequestRefusals.ContentEncoding);

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
        catch (IOException e) when (e.InnerException is OverflowException)
        {
            // The server has this one for a chunk whose length is no number that it can hold.
            return (value, RequestRefusals.Malformed);
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
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/merge-patch+json", StringComparison.OrdinalIgnoreCase))
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
