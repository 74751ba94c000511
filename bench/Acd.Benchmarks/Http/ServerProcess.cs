using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Acd.Testing;

namespace Acd.Benchmarks;

/// <summary>A process of the program, or the reference without a cluster, that serves.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30), PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly int _port;

    private ServerProcess(int port, ProcessStartInfo start)
    {
        _port = port;
        start.RedirectStandardOutput = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public Uri Url => new($"http://127.0.0.1:{_port}");

    /// <summary>A process of the program; on Redis a member or a gateway of a cluster.</summary>
    /// <param name="store">The store's URL.</param>
    /// <param name="role"><c>all</c>, <c>gateway</c> or <c>silo</c>.</param>
    public static Task<ServerProcess> StartAsync(string store, string role = "all")
    {
        // One generator acts as many clients, so it must not be limited.
        var port = FreePort.Next();
        string[] arguments =
        [
            "serve", "--store", store, "--role", role, "--port", $"{port}", "--requests-per-second", "1000000",
            "--request-burst", "1000000",
        ];
        return ServeAsync(new ServerProcess(port, BuiltProgram.Start("Acd.Server", "acd", arguments)), store);
    }

    /// <summary>The reference: the HTTP API and the engine's host in one process on a store, without a cluster.</summary>
    /// <param name="store">The store's URL.</param>
    public static Task<ServerProcess> StartDirectAsync(string store)
    {
        var port = FreePort.Next();
        return ServeAsync(new ServerProcess(port, BuiltProgram.StartSelf(["serve-direct", store, $"{port}"])), store);
    }

    private static async Task<ServerProcess> ServeAsync(ServerProcess server, string store)
    {
        using var http = new HttpClient { BaseAddress = server.Url, Timeout = StartTimeout };
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync(http))
        {
            if (server._process.HasExited || watch.Elapsed > StartTimeout)
                throw new InvalidOperationException($"A process on {store} did not serve within {StartTimeout.TotalSeconds} s.");
            await Task.Delay(PollInterval);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
