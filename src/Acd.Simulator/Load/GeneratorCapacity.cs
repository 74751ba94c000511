using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Acd.Simulator;

/// <summary>
/// Measures how many requests the generator can send on this machine, against a server in its own process that does nothing. A
/// load run near this rate measures the generator and not the gateway.
/// </summary>
public static class GeneratorCapacity
{
    private const int RequestsPerContact = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.3);

    /// <summary>Measures the rate.</summary>
    /// <param name="connections">The number of connections.</param>
    /// <param name="duration">The length of the measurement.</param>
    /// <returns>Lifecycles a second, of three requests with responses each.</returns>
    public static async Task<double> MeasureAsync(int connections, TimeSpan duration)
    {
        using var server = new NullServer();
        using var client = new LoadHttpClient(server.Url, null, connections);
        long count = 0;
        RepeatingExchange[] running =
        [
            .. Enumerable.Range(0, connections)
                .Select(_ => new RepeatingExchange(client, () => Interlocked.Increment(ref count))),
        ];
        foreach (var request in running)
            client.Send(request);

        await Task.Delay(WarmUp);
        var (before, start) = (Interlocked.Read(ref count), Stopwatch.GetTimestamp());
        await Task.Delay(duration);
        var rate = (Interlocked.Read(ref count) - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var request in running)
            request.Stop();
        await Task.WhenAll(running.Select(request => request.Stopped));
        return rate / RequestsPerContact;
    }

    private sealed class RepeatingExchange(LoadHttpClient client, Action done) : HttpExchange
    {
        private const string Body = """{"id":"0123456789abcdef:c12345","skills":["0123456789abcdefs42"]}""";

        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _stop;

        public Task Stopped => _stopped.Task;

        public void Stop() => _stop = true;

        public override int Write(Span<byte> buffer, HttpRequestWriter writer) =>
            writer.Write(buffer, "POST"u8, "/v1/contacts", Body);

        public override void OnResponse(int status, ReadOnlySpan<byte> body)
        {
            done();
            if (_stop)
                _stopped.TrySetResult();
            else
                client.Send(this);
        }

        public override void OnFailure(string code) =>
            _stopped.TrySetException(new InvalidOperationException($"The null server did not respond: {code}."));
    }

    /// <summary>
    /// A server with one response to every request. Each request must come in one packet, as the generator sends it.
    /// </summary>
    private sealed class NullServer : IDisposable
    {
        private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray();

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public NullServer()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public Uri Url => new($"http://{_listener.LocalEndpoint}");

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
            catch (Exception onFinished) when (onFinished is SocketException or ObjectDisposedException)
            {
                // The measurement has ended and closed the listener.
            }
        }

        private static async Task ServeAsync(Socket socket)
        {
            using var connection = socket;
            connection.NoDelay = true;
            var buffer = new byte[HttpRequestWriter.MaxRequest];
            try
            {
                while (await connection.ReceiveAsync(buffer) > 0)
                    await connection.SendAsync(Answer);
            }
            catch (SocketException)
            {
                // The generator has closed its end.
            }
        }
    }
}
