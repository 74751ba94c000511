using System.Diagnostics;
using System.Net;
using Acd.Testing;

namespace Acd.Survival.Tests;

/// <summary>A gateway as a process of its own, on a port that it keeps over restarts.</summary>
internal sealed class GatewayProcess(string store) : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly List<string> _log = [];
    private Process? _process;

    public int Port { get; } = FreePort.Next();

    public Uri Url => new($"http://127.0.0.1:{Port}");

    public bool IsRunning => _process is { HasExited: false };

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "acd-gateway.dll"), "--store", store, "--port", $"{Port}"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Whether it serves: true, false while it is a standby or recovers, null while it does not answer.</summary>
    public async Task<bool?> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, "/readyz"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Waits until it answers with a readiness.</summary>
    /// <returns>How long that took.</returns>
    public Task<TimeSpan> ReachAsync(bool ready, TimeSpan within) => Polling.UntilAsync(
        async () => await IsReadyAsync() == ready,
        within,
        () => $"The gateway on port {Port} is not {(ready ? "ready" : "a standby")}.\n{Log}");

    public string Log
    {
        get
        {
            lock (_log) return string.Join('\n', _log.TakeLast(40));
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log) _log.Add(line.Data ?? "");
    }
}
