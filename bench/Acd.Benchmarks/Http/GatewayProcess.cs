using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Acd.Testing;

namespace Acd.Benchmarks;

/// <summary>A gateway, or a silo, as a process of its own, which serves.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30), PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly int _port;

    private GatewayProcess(int port, ProcessStartInfo start)
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
    public static Task<GatewayProcess> StartAsync(string store, string role = "all")
    {
        // The one generator stands for many clients.
        var port = FreePort.Next();
        string[] arguments =
        [
            "serve", "--store", store, "--role", role, "--port", $"{port}", "--requests-per-second", "1000000",
            "--request-burst", "1000000",
        ];
        return ServeAsync(new GatewayProcess(port, BuiltProgram.Start("Acd.Server", "acd", arguments)), store);
    }

    /// <summary>The reference: the HTTP API and the engine's host in one process on a store, without a cluster.</summary>
    /// <param name="store">The store's URL.</param>
    public static Task<GatewayProcess> StartDirectAsync(string store)
    {
        var port = FreePort.Next();
        return ServeAsync(new GatewayProcess(port, BuiltProgram.StartSelf(["serve-direct", store, $"{port}"])), store);
    }

    private static async Task<GatewayProcess> ServeAsync(GatewayProcess gateway, string store)
    {
        using var http = new HttpClient { BaseAddress = gateway.Url, Timeout = StartTimeout };
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync(http))
        {
            if (gateway._process.HasExited || watch.Elapsed > StartTimeout)
                throw new InvalidOperationException($"A process on {store} did not serve within {StartTimeout.TotalSeconds} s.");
            await Task.Delay(PollInterval);
        }

        return gateway;
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
