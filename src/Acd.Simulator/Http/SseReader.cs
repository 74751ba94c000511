namespace Acd.Simulator;

/// <summary>Reads server-sent events without an allocation for each, as fast as a load generator needs them.</summary>
/// <param name="stream">Where they come from.</param>
/// <param name="silence">How long nothing at all may come, comments included; for ever where it is not given.</param>
public sealed class SseReader(Stream stream, TimeSpan? silence = null)
{
    /// <summary>The greatest size of one event, in bytes.</summary>
    public const int MaxMessage = 1 << 20;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _line;
    private int _end;
    private Range _id;
    private Range _type;
    private Range? _data;

    /// <summary>Hands every event over, until the stream ends.</summary>
    /// <exception cref="InvalidDataException">An event is greater than <see cref="MaxMessage"/>.</exception>
    /// <exception cref="IOException">Nothing came for too long.</exception>
    public async Task ReadAllAsync(SseHandler handle, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        while (true)
        {
            MakeRoom();
            patience.CancelAfter(silence ?? Timeout.InfiniteTimeSpan);
            var read = await ReadAsync(patience.Token, cancel);
            if (read == 0)
                return;
            _end += read;
            TakeLines(handle);
        }
    }

    private async ValueTask<int> ReadAsync(CancellationToken patience, CancellationToken cancel)
    {
        try
        {
            return await stream.ReadAsync(_buffer.AsMemory(_end), patience);
        }
        catch (OperationCanceledException quiet) when (!cancel.IsCancellationRequested)
        {
            throw new IOException($"Nothing has come over the stream of events for {silence}.", quiet);
        }
    }

    private void TakeLines(SseHandler handle)
    {
        while (_buffer.AsSpan(_line, _end - _line).IndexOf((byte)'\n') is var length and >= 0)
        {
            var line = _buffer.AsSpan(_line, length);
            if (line.EndsWith("\r"u8))
                line = line[..^1];
            if (line.IsEmpty)
                Dispatch(handle);
            else
                TakeField(line);
            _line += length + 1;
            if (line.IsEmpty)
                _start = _line;
        }
    }

    private void Dispatch(SseHandler handle)
    {
        if (_data is { } data)
            handle(new SseMessage(Bytes(_id), Bytes(_type), Bytes(data)));
        (_id, _type, _data) = (default, default, null);
    }

    private void TakeField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : line[..colon];
        var skipped = colon < 0 ? line.Length : colon + 1;
        if (skipped < line.Length && line[skipped] == ' ')
            skipped++;

        // Places are kept from the event's start, since the buffer moves while the rest of an event is awaited.
        var from = _line - _start + skipped;
        var value = from..(_line - _start + line.Length);
        if (name.SequenceEqual("data"u8))
            _data = _data is { } before ? Join(before, value) : value;
        else if (name.SequenceEqual("event"u8))
            _type = value;
        else if (name.SequenceEqual("id"u8))
            _id = value;
    }

    private Range Join(Range before, Range value)
    {
        var end = before.End.Value;
        _buffer[_start + end] = (byte)'\n';
        var added = Bytes(value);
        added.CopyTo(_buffer.AsSpan(_start + end + 1));
        return before.Start..(end + 1 + added.Length);
    }

    private ReadOnlySpan<byte> Bytes(Range range) => _buffer.AsSpan(_start, _end - _start)[range];

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_line, _end, _start) = (_line - _start, _end - _start, 0);
        }

        if (_end < _buffer.Length)
            return;
        if (_buffer.Length >= MaxMessage)
            throw new InvalidDataException($"A server-sent event is greater than {MaxMessage} bytes.");
        Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}

/// <summary>One server-sent event. Its bytes are the reader's, and hold only until the handler returns.</summary>
public readonly ref struct SseMessage(ReadOnlySpan<byte> id, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
{
    /// <summary>Its <c>id</c>; empty where it has none.</summary>
    public ReadOnlySpan<byte> Id { get; } = id;

    /// <summary>Its <c>event</c>; empty where it has none.</summary>
    public ReadOnlySpan<byte> Type { get; } = type;

    /// <summary>Its <c>data</c>, several lines joined by line feeds.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;
}

/// <summary>Takes a server-sent event.</summary>
public delegate void SseHandler(SseMessage message);
