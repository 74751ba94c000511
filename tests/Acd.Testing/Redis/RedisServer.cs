using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Acd.Testing;

/// <summary>A redis-server of a test on a free port of the loopback address, with a temporary folder.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    // Linux's numbers.
    private const int SigStop = 19, SigCont = 18;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new();
    private readonly RedisServerOptions _options;
    private readonly StringBuilder _log = new();
    private Process? _process;

    private RedisServer(RedisServerOptions options)
    {
        _options = options;
        Port = options.Port ?? FreePort.Next();
    }

    /// <summary>The port, the same after a restart.</summary>
    public int Port { get; }

    /// <summary>The address as a store's URL.</summary>
    public string Url => $"redis://127.0.0.1:{Port}";

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">redis-server is not installed, or does not start.</exception>
    public static async Task<RedisServer> StartAsync(RedisServerOptions? options = null)
    {
        var server = new RedisServer(options ?? new RedisServerOptions());
        try
        {
            await server.LaunchAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Suspends the process (SIGSTOP): connections stay open, and nothing is answered.</summary>
    public void Pause() => Signal(SigStop);

    /// <summary>Resumes the suspended process (SIGCONT).</summary>
    public void Resume() => Signal(SigCont);

    /// <summary>Kills the process (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again on the same port with the data in its folder; kills it first where it runs.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await LaunchAsync();
    }

    /// <summary>Sends a command of words without spaces and returns the first line of the reply.</summary>
    public async Task<string> SendAsync(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);

    private void Signal(int signal)
    {
        var process = _process ?? throw new InvalidOperationException("The server does not run.");
        if (SendSignal(process.Id, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} could not be sent: error {Marshal.GetLastPInvokeError()}.");
    }

    private async Task LaunchAsync()
    {
        var start = new ProcessStartInfo("redis-server")
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder.Path, "--save", "", "--daemonize", "no",
            "--appendonly", _options.AppendOnly ? "yes" : "no", "--appendfsync", _options.AppendFsync, .. _options.Arguments,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            _process = Process.Start(start);
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("redis-server is not on the path; Debian's package is redis-server.", exception);
        }

        Collect(_process!);
        await WaitUntilItAnswersAsync(_process!);
    }

    private void Collect(Process process)
    {
        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (_log)
                _log.AppendLine(line.Data);
        }

        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task WaitUntilItAnswersAsync(Process process)
    {
        await Polling.UntilAsync(AnswersAsync, StartTimeout, () => $"redis-server does not answer PING:\n{Log}");

        async Task<bool> AnswersAsync()
        {
            if (process.HasExited)
                throw new InvalidOperationException($"redis-server has ended with code {process.ExitCode}:\n{Log}");
            try
            {
                return await SendAsync("PING") == "+PONG";
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // It does not listen yet.
                return false;
            }
        }
    }

    private string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }
}

/// <summary>The options of a test's redis-server.</summary>
public sealed class RedisServerOptions
{
    /// <summary>The port; null for a free one.</summary>
    public int? Port { get; set; }

    /// <summary>Whether it keeps an append-only file, so that its data survives a restart.</summary>
    public bool AppendOnly { get; set; } = true;

    /// <summary>When that file is synced to disk: <c>always</c>, <c>everysec</c> or <c>no</c>.</summary>
    public string AppendFsync { get; set; } = "everysec";

    /// <summary>Further options of redis-server, such as <c>--maxmemory</c> and <c>100mb</c>.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];
}
