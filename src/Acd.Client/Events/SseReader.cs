using System.Text;

namespace Acd.Client;

/// <summary>A message of a stream.</summary>
/// <param name="Event">The event's type. Null without one.</param>
/// <param name="Data">The data as UTF-8, valid until the next message is read.</param>
internal readonly record struct SseMessage(string? Event, ReadOnlyMemory<byte> Data);

/// <summary>Reads server-sent events, as the HTML standard defines them, from a stream.</summary>
internal sealed class SseReader(Stream stream) : IAsyncDisposable
{
    /// <summary>The longest message: a view of 20,000 agents and contacts is a part of it.</summary>
    public const int MaxBytes = 256 << 20;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private bool _skipsLineFeed;
    private bool _isFirstLine = true;

    /// <summary>Reads the next message.</summary>
    /// <param name="heard">Is called with the arrival of any bytes, a comment's too.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The message. Null at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">A message is longer than <see cref="MaxBytes"/>.</exception>
    public async ValueTask<SseMessage?> ReadAsync(Action heard, CancellationToken cancel)
    {
        string? name = null;
        var data = ReadOnlyMemory<byte>.Empty;
        var hasData = false;
        while (true)
        {
            if (!TryReadLine(out var line))
            {
                if (!await FillAsync(heard, cancel).ConfigureAwait(false)) return null;
                continue;
            }

            if (line.Length == 0)
            {
                if (hasData) return new SseMessage(name, data);
                name = null;
                continue;
            }

            var (field, value) = Split(line);
            if (field.Span.SequenceEqual("event"u8))
            {
                name = Encoding.UTF8.GetString(value.Span);
            }
            else if (field.Span.SequenceEqual("data"u8))
            {
                // The line is in the buffer, which the next one may move.
                data = hasData ? (byte[])[.. data.Span, (byte)'\n', .. value.Span] : value.ToArray();
                if (data.Length > MaxBytes) throw new InvalidDataException($"A message has more than {MaxBytes} bytes.");
                hasData = true;
            }
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static (ReadOnlyMemory<byte> Field, ReadOnlyMemory<byte> Value) Split(ReadOnlyMemory<byte> line)
    {
        var colon = line.Span.IndexOf((byte)':');
        if (colon < 0) return (line, ReadOnlyMemory<byte>.Empty);
        var value = line[(colon + 1)..];
        return (line[..colon], value.Span is [(byte)' ', ..] ? value[1..] : value);
    }

    private bool TryReadLine(out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (_skipsLineFeed && _start < _end)
        {
            if (_buffer[_start] == '\n') _start++;
            _skipsLineFeed = false;
        }

        var end = _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0) return false;
        line = _buffer.AsMemory(_start, end);
        // A line feed that follows may not have arrived yet.
        _skipsLineFeed = _buffer[_start + end] == '\r';
        _start += end + 1;
        if (_isFirstLine && line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        _isFirstLine = false;
        return true;
    }

    private async ValueTask<bool> FillAsync(Action heard, CancellationToken cancel)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxBytes) throw new InvalidDataException($"A message has more than {MaxBytes} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancel).ConfigureAwait(false);
        if (count == 0) return false;
        heard();
        _end += count;
        return true;
    }
}
