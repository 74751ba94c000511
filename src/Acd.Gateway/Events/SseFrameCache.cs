using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Gateway;

/// <summary>
/// Events as they go over the wire. Each is written once for all the streams that it goes out on, which take it at about the
/// same time: the last few thousand are kept.
/// </summary>
internal sealed class SseFrameCache
{
    private const int Capacity = 4096;

    private readonly Frame?[] _frames = new Frame?[Capacity];

    /// <summary>The first bytes of a stream: how many milliseconds to wait before coming back after it ends.</summary>
    public static ReadOnlySpan<byte> Opening => "retry: 1000\n\n"u8;

    /// <summary>What a silent stream says.</summary>
    public static ReadOnlySpan<byte> Heartbeat => ":\n\n"u8;

    /// <summary>What a stream says whose next events are not kept any longer.</summary>
    public static byte[] Reset(long firstKept) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"event: reset\ndata: {{\"firstKept\":{firstKept}}}\n\n"));

    /// <summary>The bytes of an event.</summary>
    public ReadOnlySpan<byte> GetFrame(CenterEvent @event)
    {
        // Two streams may both write a frame that neither finds; the frames are the same, and either may stay.
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
