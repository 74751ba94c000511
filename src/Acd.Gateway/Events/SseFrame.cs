using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The frames of an event stream: a few bytes around an event's JSON, which is the same for all streams.</summary>
internal static class SseFrame
{
    /// <summary>The longest number, and the words around number and name.</summary>
    private const int HeadBytes = 19 + 24;

    /// <summary>The least delay before a client reconnects, and the greatest, in milliseconds.</summary>
    public const int MinRetry = 1_000, MaxRetry = 3_000;

    /// <summary>
    /// The first bytes of a stream: the delay before its client reconnects. Each stream has another one, because all clients of
    /// a process that ends would come back at the same moment.
    /// </summary>
    public static byte[] Opening(int retry) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"retry: {retry}\n\n"));

    /// <summary>The comment that a silent stream sends.</summary>
    public static ReadOnlySpan<byte> Heartbeat => ":\n\n"u8;

    /// <summary>The event <c>reset</c>: the events that the client asked for are no longer kept.</summary>
    public static byte[] Reset(long firstKept) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"event: reset\ndata: {{\"firstKept\":{firstKept}}}\n\n"));

    /// <summary>Writes an event.</summary>
    public static void Write(IBufferWriter<byte> stream, in SerializedEvent next)
    {
        var frame = stream.GetSpan(HeadBytes + (3 * next.Type.Length) + next.Json.Length + 2);
        Utf8.TryWrite(
            frame, CultureInfo.InvariantCulture, $"id: {next.Sequence}\nevent: {next.Type}\ndata: ", out var length);
        next.Json.Span.CopyTo(frame[length..]);
        length += next.Json.Length;
        "\n\n"u8.CopyTo(frame[length..]);
        stream.Advance(length + 2);
    }
}
