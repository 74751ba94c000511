using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Acd.Testing;

namespace Acd.Benchmarks;

/// <summary>A gateway or silo process that serves.</summary>
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

    /// <summary>Starts a gateway, with the center in it or on silos.</summary>
    public static Task<GatewayProcess> StartAsync(string store, bool cluster = false)
    {
        // One generator acts as many clients, so it must not be limited.
        var port = FreePort.Next();
        string[] arguments =
        [
            "--store", store, "--port", $"{port}", "--requests-per-second", "1000000", "--request-burst", "1000000",
            "--mode", cluster ? "cluster" : "single",
        ];
        return ServeAsync(new GatewayProcess(port, BuiltProgram.Start("Acd.Gateway", "acd-gateway", arguments)), store);
    }

    /// <summary>Starts a silo.</summary>
    public static Task<GatewayProcess> StartSiloAsync(string store)
    {
        var port = FreePort.Next();
        string[] arguments =
        [
            "--store", store, "--health-port", $"{port}", "--silo-port", $"{FreePort.Next()}",
            "--gateway-port", $"{FreePort.Next()}",
        ];
        return ServeAsync(new GatewayProcess(port, BuiltProgram.Start("Acd.Silo", "acd-silo", arguments)), store);
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
            // The process does not listen yet.
            return false;
        }
    }
}
