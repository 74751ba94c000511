using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace Acd.Testing;

/// <summary>
/// A program in a process of its own. It answers <c>/readyz</c> on the same port after every restart.
/// </summary>
/// <param name="program">The program's assembly.</param>
/// <param name="port">The port.</param>
/// <param name="arguments">The arguments, with the port.</param>
public sealed class HttpProcess(string program, int port, params IReadOnlyList<string> arguments) : IAsyncDisposable
{
    // Linux's number.
    private const int SigTerm = 15, SigStop = 19, SigCont = 18;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly List<string> _log = [];
    private Process? _process;

    /// <summary>The base address.</summary>
    public Uri Url => new($"http://127.0.0.1:{port}");

    /// <summary>What its environment has besides this process's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the process runs.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts the process without waiting for it.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{program}.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _process.OutputDataReceived += AppendLog;
        _process.ErrorDataReceived += AppendLog;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Kills the process (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Suspends the process (SIGSTOP): its connections stay open, and it answers nothing.</summary>
    public void Hang() => Signal(SigStop);

    /// <summary>SIGCONT, after <see cref="Hang"/>.</summary>
    public void Resume() => Signal(SigCont);

    /// <summary>Stops the process (SIGTERM) and waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        var process = Signal(SigTerm);
        await process.WaitForExitAsync();
        var code = process.ExitCode;
        process.Dispose();
        _process = null;
        return code;
    }

    /// <summary>Waits until the process has ended by itself and its output is read.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        var process = _process ?? throw new InvalidOperationException($"{program} does not run.");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Whether it serves: false for a standby and while it recovers, null without an answer.</summary>
    public async Task<bool?> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, "/readyz"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        // The runtime lets a socket's error through where the process is just about to listen.
        catch (Exception exception) when (exception
            is HttpRequestException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }

    /// <summary>Waits until it has a readiness.</summary>
    /// <returns>The time until then.</returns>
    /// <exception cref="InvalidOperationException">The process ended by itself.</exception>
    public Task<TimeSpan> WaitForReadinessAsync(bool ready, TimeSpan within) => Polling.UntilAsync(
        async () => _process is { HasExited: true }
            ? throw new InvalidOperationException($"{program} for port {port} ended with {_process.ExitCode}.\n{Log}")
            : await IsReadyAsync() == ready,
        within,
        () => $"{program} on port {port} is not {(ready ? "ready" : "a standby")}.\n{Log}");

    /// <summary>The last lines of its output.</summary>
    public string Log
    {
        get
        {
            lock (_log) return string.Join('\n', _log.TakeLast(40));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await KillAsync();

    private Process Signal(int signal)
    {
        var process = _process ?? throw new InvalidOperationException($"{program} does not run.");
        if (SendSignal(process.Id, signal) != 0)
            throw new InvalidOperationException($"The signal {signal} was not sent: error {Marshal.GetLastPInvokeError()}.");
        return process;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);

    private void AppendLog(object sender, DataReceivedEventArgs line)
    {
        lock (_log) _log.Add(line.Data ?? "");
    }
}
