using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Gateway;

/// <summary>
/// Events in their wire form. Streams send the same event at about the same time, so each is serialized once; the last 4096 are
/// kept.
/// </summary>
internal sealed class SseFrameCache
{
    private const int Capacity = 4096;

    private readonly Frame?[] _frames = new Frame?[Capacity];

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

    /// <summary>The wire form of an event.</summary>
    public ReadOnlySpan<byte> GetFrame(CenterEvent @event)
    {
        // Two streams may write the same frame at once. Both frames are equal, so either may stay.
        ref var slot = ref _frames[@event.Sequence & (Capacity - 1)];
        var frame = slot;
        if (frame is null || !ReferenceEquals(frame.Event, @event))
            slot = frame = new Frame(@event, Write(@event));
        return frame.Bytes;
    }

    private static byte[] Write(CenterEvent @event)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"id: {@event.Sequence}\nevent: {EventJson.NameOf(@event)}\ndata: "), buffer);
        using (var json = new Utf8JsonWriter(buffer))
            EventJson.Write(json, @event);
        buffer.Write("\n\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private sealed record Frame(CenterEvent Event, byte[] Bytes);
}
