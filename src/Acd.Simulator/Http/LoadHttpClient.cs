using System.Net;
using System.Text;

namespace Acd.Simulator;

/// <summary>
/// An HTTP/1.1 client for load. It handles only small requests and responses, to leave the shared processors to the server.
/// Requests beyond the number of connections wait in order of arrival.
/// </summary>
public sealed class LoadHttpClient : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LoadHttpConnection> _connections = [];
    private readonly Stack<LoadHttpConnection> _idle = new();
    private readonly Queue<HttpExchange> _waiting = new();

    /// <summary>Makes a client; it connects as requests come.</summary>
    /// <param name="url">The gateway's address.</param>
    /// <param name="key">The API key, where the gateway has keys.</param>
    /// <param name="connections">The greatest number of connections.</param>
    public LoadHttpClient(Uri url, string? key, int connections)
    {
        Writer = new HttpRequestWriter(url, key);
        EndPoint server = IPAddress.TryParse(url.Host, out var address)
            ? new IPEndPoint(address, url.Port)
            : new DnsEndPoint(url.Host, url.Port);
        for (var i = 0; i < connections; i++)
            _connections.Add(new LoadHttpConnection(this, server));
        foreach (var connection in _connections)
            _idle.Push(connection);
    }

    /// <summary>Writes the requests.</summary>
    internal HttpRequestWriter Writer { get; }

    /// <summary>
    /// Makes the one thread that polls the sockets handle their responses too. It must be called before the first socket exists.
    /// </summary>
    /// <remarks>A switch to the thread pool costs more than the rest of a small exchange.</remarks>
    public static void UseInlineCompletions() =>
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

    /// <summary>Sends a request now, or as soon as a connection is free.</summary>
    public void Send(HttpExchange exchange)
    {
        LoadHttpConnection? connection;
        lock (_gate)
        {
            if (!_idle.TryPop(out connection))
                _waiting.Enqueue(exchange);
        }

        connection?.Send(exchange);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Close();
    }

    /// <summary>Takes back a connection that has no request in flight.</summary>
    internal void Release(LoadHttpConnection connection)
    {
        HttpExchange? next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
                _idle.Push(connection);
        }

        if (next is not null)
            connection.Send(next);
    }

    /// <summary>Reports that a connection's request gets no response.</summary>
    internal void OnFailure(LoadHttpConnection connection, HttpExchange exchange, string code)
    {
        exchange.OnFailure(code);
        Release(connection);
    }
}

/// <summary>
/// A request of a load generator and its outcome. Its methods run on the thread that receives the response.
/// </summary>
public abstract class HttpExchange
{
    /// <summary>Writes the whole HTTP/1.1 request and returns its length.</summary>
    public abstract int Write(Span<byte> buffer, HttpRequestWriter writer);

    /// <summary>Handles a response.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body; its bytes are valid only until the method returns.</param>
    public abstract void OnResponse(int status, ReadOnlySpan<byte> body);

    /// <summary>Handles a request without a response. The server may have carried it out.</summary>
    /// <param name="code">The cause, as a word for a table of errors.</param>
    public abstract void OnFailure(string code);
}

/// <summary>Writes HTTP/1.1 requests as bytes.</summary>
public sealed class HttpRequestWriter
{
    /// <summary>The greatest size of a request, in bytes.</summary>
    public const int MaxRequest = 8192;

    private readonly byte[] _headers;

    /// <summary>Prepares the headers that all requests to a gateway share.</summary>
    public HttpRequestWriter(Uri url, string? key)
    {
        var authorization = key is null ? "" : $"Authorization: Bearer {key}\r\n";
        _headers = Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {url.Authority}\r\n{authorization}");
    }

    /// <summary>Writes a request and returns its length.</summary>
    /// <param name="buffer">The target, of <see cref="MaxRequest"/> bytes.</param>
    /// <param name="method">The method, such as <c>POST</c>.</param>
    /// <param name="path">The path in ASCII, such as <c>/v1/contacts</c>.</param>
    /// <param name="body">JSON; an empty body sends none.</param>
    public int Write(Span<byte> buffer, ReadOnlySpan<byte> method, string path, ReadOnlySpan<char> body = default)
    {
        var length = Put(buffer, method);
        length += Put(buffer[length..], " "u8);
        length += Encoding.ASCII.GetBytes(path, buffer[length..]);
        length += Put(buffer[length..], _headers);
        if (!body.IsEmpty)
            length += Put(buffer[length..], "Content-Type: application/json\r\n"u8);
        length += Put(buffer[length..], "Content-Length: "u8);
        Encoding.UTF8.GetByteCount(body).TryFormat(buffer[length..], out var digits, provider: null);
        length += digits;
        length += Put(buffer[length..], "\r\n\r\n"u8);
        return length + Encoding.UTF8.GetBytes(body, buffer[length..]);
    }

    private static int Put(Span<byte> buffer, ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer);
        return text.Length;
    }
}
