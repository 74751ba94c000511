using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Acd.Testing;

namespace Acd.Benchmarks;

/// <summary>A gateway as a process of its own, which serves.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Interval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly int _port = FreePort.Next();

    private GatewayProcess(string store)
    {
        // The one generator stands for many clients.
        var start = BuiltProgram.Start(
            "Acd.Gateway",
            "acd-gateway",
            ["--store", store, "--port", $"{_port}", "--requests-per-second", "1000000", "--request-burst", "1000000"]);
        start.RedirectStandardOutput = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public Uri Url => new($"http://127.0.0.1:{_port}");

    public static async Task<GatewayProcess> StartAsync(string store)
    {
        var gateway = new GatewayProcess(store);
        using var http = new HttpClient { BaseAddress = gateway.Url, Timeout = Patience };
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync(http))
        {
            if (gateway._process.HasExited || watch.Elapsed > Patience)
                throw new InvalidOperationException($"The gateway on {store} did not serve within {Patience.TotalSeconds} s.");
            await Task.Delay(Interval);
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
