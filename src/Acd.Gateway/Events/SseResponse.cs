using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Acd.Gateway;

/// <summary>The beginning of a stream of server-sent events.</summary>
internal static class SseResponse
{
    /// <summary>Sets the headers, and writes the delay before the client reconnects.</summary>
    public static void Start(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var headers = http.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no"; // nginx buffers a proxied response otherwise.
        http.Response.BodyWriter.Write(SseFrame.Opening(Random.Shared.Next(SseFrame.MinRetry, SseFrame.MaxRetry + 1)));
    }
}
