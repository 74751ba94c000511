using System.Net;
using System.Text;

namespace Acd.Simulator;

/// <summary>
/// A client of HTTP/1.1 for load: it knows nothing but requests of a few hundred bytes and their answers, so that the
/// processors it shares with the server are left to the server. Requests past the number of connections wait their turn, first
/// come first served.
/// </summary>
public sealed class LoadHttpClient : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LoadHttpConnection> _connections = [];
    private readonly Stack<LoadHttpConnection> _idle = new();
    private readonly Queue<HttpExchange> _waiting = new();

    /// <summary>Makes a client; connections are made as they are needed.</summary>
    /// <param name="url">The gateway's address.</param>
    /// <param name="key">The API key, where the gateway has keys.</param>
    /// <param name="connections">How many connections to use at the most.</param>
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
    /// Lets the connections' answers be handled on the one thread that waits for them. It must be called before the first
    /// socket.
    /// </summary>
    /// <remarks>Handing each answer to the thread pool would cost more than all the rest of a small exchange.</remarks>
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

    /// <summary>A connection has nothing in flight any longer.</summary>
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

    /// <summary>A request of a connection will have no answer.</summary>
    internal void OnFailure(LoadHttpConnection connection, HttpExchange exchange, string code)
    {
        exchange.OnFailure(code);
        Release(connection);
    }
}

/// <summary>
/// A request of a load generator, and what becomes of it. Its methods are called on whatever thread the answer comes in on.
/// </summary>
public abstract class HttpExchange
{
    /// <summary>Writes the whole request of HTTP/1.1, and gives its length.</summary>
    public abstract int Write(Span<byte> buffer, HttpRequestWriter writer);

    /// <summary>The server answered.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body; its bytes hold only until the method returns.</param>
    public abstract void OnResponse(int status, ReadOnlySpan<byte> body);

    /// <summary>No answer came, and none will; the request may have been carried out or not.</summary>
    /// <param name="code">Why, in a word for a table of errors.</param>
    public abstract void OnFailure(string code);
}

/// <summary>Writes requests of HTTP/1.1 as bytes.</summary>
public sealed class HttpRequestWriter
{
    /// <summary>The greatest size of a request, in bytes.</summary>
    public const int MaxRequest = 8192;

    private readonly byte[] _headers;

    /// <summary>Prepares what all requests to a gateway have in common.</summary>
    public HttpRequestWriter(Uri url, string? key)
    {
        var authorization = key is null ? "" : $"Authorization: Bearer {key}\r\n";
        _headers = Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {url.Authority}\r\n{authorization}");
    }

    /// <summary>Writes a request, and gives its length.</summary>
    /// <param name="buffer">Where to, of <see cref="MaxRequest"/> bytes.</param>
    /// <param name="method">Such as <c>POST</c>.</param>
    /// <param name="path">Such as <c>/v1/contacts</c>, in ASCII.</param>
    /// <param name="body">JSON; none where it is empty.</param>
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
