using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Acd.Client.Tests;

/// <summary>A request that a scripted server got.</summary>
public sealed record ReceivedRequest(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>An HTTP server that answers each request by the next step of a script. Each connection has one request.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(string Answer, bool IsSilent)> _steps = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Task _served;

    public ScriptedServer()
    {
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _served = ServeAsync();
    }

    public Uri Url { get; }

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Answers with a status, a body and headers.</summary>
    public ScriptedServer Answers(int status, string body = "", params (string Name, string Value)[] headers) => Does(
        $"HTTP/1.1 {status} Status\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n"
        + string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n")) + "\r\n" + body);

    /// <summary>Answers with a problem.</summary>
    public ScriptedServer Refuses(int status, string code, params (string Name, string Value)[] headers) =>
        Answers(status, $$"""{"code":"{{code}}","detail":"It is so.","field":"a","limit":"1 to 2","traceId":"t1"}""", headers);

    /// <summary>Cuts the connection without an answer.</summary>
    public ScriptedServer HangsUp() => Does("");

    /// <summary>Sends the text of a stream, and cuts it.</summary>
    public ScriptedServer Streams(string text) => Does(StreamOf(text));

    /// <summary>Sends the text of a stream, and then nothing.</summary>
    public ScriptedServer StreamsAndIsSilent(string text) => Does(StreamOf(text), isSilent: true);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var client in _clients) client.Dispose();
        await _served;
    }

    private static string StreamOf(string text) =>
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        + $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";

    private ScriptedServer Does(string answer, bool isSilent = false)
    {
        _steps.Enqueue((answer, isSilent));
        return this;
    }

    private async Task ServeAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                served.Add(ServeAsync(client));
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }

        await Task.WhenAll(served);
    }

    // A client may open a connection and send nothing on it.
    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            if (await ReadAsync(client.GetStream()) is not { } request) return;
            var (answer, isSilent) = _steps.TryDequeue(out var step) ? step : ("", false);
            _requests.Enqueue(request);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer));
            if (!isSilent) client.Dispose();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client hung up, or the test is over.
        }
    }

    private static async Task<ReceivedRequest?> ReadAsync(NetworkStream stream)
    {
        // Requests of these tests are ASCII, so that a character is a byte.
        var reader = new StreamReader(stream, Encoding.ASCII);
        if (await reader.ReadLineAsync() is not { } start) return null;
        var first = start.Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 2)..];
        }

        var body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        // Asked for nothing, it would wait for something.
        if (body.Length > 0) await reader.ReadBlockAsync(body);
        return new ReceivedRequest(first[0], first[1], new string(body), headers);
    }
}
