using System.Net;

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
