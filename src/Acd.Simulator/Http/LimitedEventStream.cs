namespace Acd.Simulator;

/// <summary>
/// The bytes of server-sent events, with a limit on the time between two reads and on the size of one event. The parser of .NET
/// has neither limit.
/// </summary>
public sealed class LimitedEventStream : Stream
{
    /// <summary>The greatest size of one event, in bytes.</summary>
    public const int MaxEvent = 1 << 20;

    private readonly Stream _inner;
    private readonly TimeSpan _idleTimeout;
    private readonly CancellationToken _cancel;
    private readonly CancellationTokenSource _idle;
    private long _eventLength;

    /// <summary>Limits a stream, which it does not own.</summary>
    /// <param name="inner">The stream.</param>
    /// <param name="idleTimeout">The longest time without a byte, comments included.</param>
    /// <param name="cancel">Ends a read.</param>
    public LimitedEventStream(Stream inner, TimeSpan idleTimeout, CancellationToken cancel)
    {
        (_inner, _idleTimeout, _cancel) = (inner, idleTimeout, cancel);
        _idle = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what has come.</summary>
    /// <exception cref="IOException">No byte came within the idle timeout.</exception>
    /// <exception cref="InvalidDataException">An event is greater than <see cref="MaxEvent"/>.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _idle.CancelAfter(_idleTimeout);
        try
        {
            var read = await _inner.ReadAsync(buffer, _idle.Token);
            Count(buffer.Span[..read]);
            return read;
        }
        catch (OperationCanceledException idle) when (!_cancel.IsCancellationRequested)
        {
            throw new IOException($"No byte has come over the event stream for {_idleTimeout}.", idle);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _idle.Dispose();
        base.Dispose(disposing);
    }

    // An empty line ends an event. One that is split between two reads is missed, which counts the next event to this one.
    private void Count(ReadOnlySpan<byte> read)
    {
        var end = read.LastIndexOf("\n\n"u8);
        _eventLength = end < 0 ? _eventLength + read.Length : read.Length - end - 2;
        if (_eventLength > MaxEvent)
            throw new InvalidDataException($"A server-sent event is greater than {MaxEvent} bytes.");
    }
}
