using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Acd.Simulator;

/// <summary>
/// One connection of a <see cref="LoadHttpClient"/>, with one request at a time. Several in flight would save system calls, but
/// a server answers the requests of one connection in sequence: with a store of 2 ms, 8 in flight were 8 times slower than one.
/// </summary>
internal sealed class LoadHttpConnection
{
    private readonly LoadHttpClient _client;
    private readonly EndPoint _server;
    private readonly Lock _gate = new();
    private readonly byte[] _request = new byte[HttpRequestWriter.MaxRequest];
    private readonly SocketAsyncEventArgs _receive = new();
    private byte[] _buffer = new byte[16 * 1024];
    private int _received;
    private Socket? _socket;
    private HttpExchange? _inFlight;
    private bool _closed;

    public LoadHttpConnection(LoadHttpClient client, EndPoint server)
    {
        _client = client;
        _server = server;
        _receive.Completed += (_, _) => ProcessReceived();
    }

    /// <summary>Sends a request and connects first if necessary.</summary>
    public void Send(HttpExchange exchange)
    {
        lock (_gate)
        {
            try
            {
                if (_closed)
                    return;
                _socket ??= Connect();
            }
            catch (SocketException refused)
            {
                // Another thread reports it: many requests may wait behind this one, and their failures would nest.
                var code = Code(refused.SocketErrorCode);
                ThreadPool.UnsafeQueueUserWorkItem(_ => _client.OnFailure(this, exchange, code), null);
                return;
            }

            _inFlight = exchange;
            SendNow(exchange, _socket);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _socket?.Dispose();
        }
    }

    private static string Code(SocketError error) => $"connection.{error}";

    private void SendNow(HttpExchange exchange, Socket socket)
    {
        var length = exchange.Write(_request, _client.Writer);
        try
        {
            socket.Send(_request.AsSpan(0, length));
        }
        catch (SocketException)
        {
            // The receiver sees the broken connection too and fails the request in flight.
        }
    }

    private Socket Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(_server);
            ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.Receive(), this, preferLocal: false);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private void Receive()
    {
        if (TryReceiveSynchronously())
            ProcessReceived();
    }

    // Data that is not here yet is received on another thread. The lock keeps the socket open until the receive has begun.
    private bool TryReceiveSynchronously()
    {
        if (_received == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        _receive.SetBuffer(_buffer, _received, _buffer.Length - _received);
        lock (_gate)
            return !_closed && _socket is not null && !_socket.ReceiveAsync(_receive);
    }

    private void ProcessReceived()
    {
        do
        {
            if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
            {
                OnConnectionLost(_receive.SocketError == SocketError.Success ? "connection.closed" : Code(_receive.SocketError));
                return;
            }

            _received += _receive.BytesTransferred;
            if (!TryProcessResponse())
                return;
        }
        while (TryReceiveSynchronously());
    }

    // False where the connection has ended.
    private bool TryProcessResponse()
    {
        if (!RawHttpResponse.TryParse(_buffer.AsSpan(0, _received), out var response))
            return true;
        var exchange = ClearInFlight() ?? throw new InvalidDataException("The server sent a response without a request.");
        var body = _buffer.AsSpan(0, _received)[response.Body];
        _received = 0;
        if (response.Close)
        {
            exchange.OnResponse(response.Status, body);
            CloseSocket();
            _client.Release(this);
            return false;
        }

        // The response's handler may send on this connection at once. Nothing is read before the handler returns.
        _client.Release(this);
        exchange.OnResponse(response.Status, body);
        return true;
    }

    private void OnConnectionLost(string code)
    {
        CloseSocket();
        if (ClearInFlight() is { } lost)
            _client.OnFailure(this, lost, code);
    }

    private HttpExchange? ClearInFlight()
    {
        lock (_gate)
        {
            var exchange = _inFlight;
            _inFlight = null;
            return exchange;
        }
    }

    private void CloseSocket()
    {
        lock (_gate)
        {
            _socket?.Dispose();
            _socket = null;
            _received = 0;
        }
    }
}

/// <summary>Where an HTTP/1.1 response lies in a buffer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">The range of its body, without chunk headers.</param>
/// <param name="Length">Its length in the buffer, in bytes.</param>
/// <param name="Close">Whether the server closes the connection after it.</param>
public readonly record struct RawHttpResponse(int Status, Range Body, int Length, bool Close)
{
    /// <summary>
    /// Reads the response at the beginning of a buffer; false while a part of it is missing. It joins a chunked body in place.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not a response.</exception>
    public static bool TryParse(Span<byte> buffer, out RawHttpResponse response)
    {
        response = default;
        var end = buffer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        if (end < 12 || !buffer.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(buffer.Slice(9, 3), out int status, out _))
            throw new InvalidDataException("The response is not HTTP/1.1.");

        var headers = buffer.Slice(0, end + 2);
        var close = Header(headers, "Connection"u8).SequenceEqual("close"u8);
        var body = end + 4;
        if (Header(headers, "Transfer-Encoding"u8).SequenceEqual("chunked"u8))
        {
            if (!TryJoinChunks(buffer[body..], out var joined, out var taken))
                return false;
            response = new RawHttpResponse(status, body..(body + joined), body + taken, close);
            return true;
        }

        Utf8Parser.TryParse(Header(headers, "Content-Length"u8), out int length, out _);
        response = new RawHttpResponse(status, body..(body + length), body + length, close);
        return buffer.Length >= body + length;
    }

    // A proxy in front of Kestrel may write header names in lower case.
    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        int end;
        for (var rest = headers; (end = rest.IndexOf("\r\n"u8)) >= 0; rest = rest[(end + 2)..])
        {
            var line = rest[..end];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return line[(name.Length + 1)..].Trim((byte)' ');
        }

        return default;
    }

    private static bool TryJoinChunks(Span<byte> chunks, out int joined, out int taken)
    {
        // Nothing moves before the last chunk has come, so an early attempt leaves the buffer unchanged.
        (joined, taken) = (0, 0);
        if (!WalkChunks(chunks, join: false, out _, out taken))
            return false;
        return WalkChunks(chunks, join: true, out joined, out taken);
    }

    private static bool WalkChunks(Span<byte> chunks, bool join, out int joined, out int taken)
    {
        (joined, taken) = (0, 0);
        while (true)
        {
            var rest = chunks[taken..];
            var line = rest.IndexOf("\r\n"u8);
            if (line < 0)
                return false;
            if (!Utf8Parser.TryParse(rest[..line], out int size, out _, 'x') || size < 0)
                throw new InvalidDataException("A chunk of the response has no size.");
            var next = line + 2 + size + 2;
            if (rest.Length < next)
                return false;
            if (join)
                rest.Slice(line + 2, size).CopyTo(chunks[joined..]);
            joined += size;
            taken += next;
            if (size == 0)
                return true;
        }
    }
}
