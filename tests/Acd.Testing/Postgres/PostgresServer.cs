using System.Diagnostics;
using System.Net.Sockets;

namespace Acd.Testing;

/// <summary>
/// A PostgreSQL server of a test, on a free port of the loopback address with a temporary folder. It refuses to run as root, so
/// root starts it as the user postgres.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly string _bin;
    private Process? _process;

    private PostgresServer(string bin) => _bin = bin;

    /// <summary>The port, the same after a restart.</summary>
    public int Port { get; } = FreePort.NextNonEphemeral();

    /// <summary>The address for Npgsql.</summary>
    public string Connection => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Timeout=5;Pooling=false";

    /// <summary>Whether Debian's PostgreSQL is installed.</summary>
    public static bool IsInstalled => FindBin() is not null;

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Makes a server and starts it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer(FindBin() ?? throw new InvalidOperationException("PostgreSQL is not installed."));
        try
        {
            if (IsRoot)
            {
                await RunAsync("chown", "postgres", server._folder.Path);
                await RunAsync("chmod", "700", server._folder.Path);
            }

            await server.RunHereAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8");
            await server.LaunchAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    /// <summary>Kills it where it runs, and starts it on the same port with the same data.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await LaunchAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();

        // The server's own processes end a moment after it, and write until then.
        await Polling.UntilAsync(() => Task.FromResult(TryDelete()), StartTimeout, () => "The folder cannot be deleted.");
    }

    private string Data => Path.Combine(_folder.Path, "data");

    private static string? FindBin()
    {
        const string root = "/usr/lib/postgresql";
        return !Directory.Exists(root)
            ? null
            : Directory.EnumerateDirectories(root).Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();
    }

    private bool TryDelete()
    {
        try
        {
            _folder.Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task LaunchAsync()
    {
        // A server whose processes are still ending refuses its folder to the next one.
        await Polling.UntilAsync(
            async () =>
            {
                if (_process is null or { HasExited: true }) Start();
                return await AnswersAsync();
            },
            StartTimeout, () => "PostgreSQL does not answer.");
    }

    private void Start()
    {
        _process?.Dispose();
        var start = Command("postgres", "-D", Data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1",
            "-c", $"unix_socket_directories={_folder.Path}", "-c", "shared_buffers=32MB", "-c", "max_connections=20");
        _process = Process.Start(start) ?? throw new InvalidOperationException("postgres did not start.");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await RunHereAsync("psql", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-c", "SELECT 1");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private ProcessStartInfo Command(string program, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(_bin, program);
        var start = new ProcessStartInfo(IsRoot ? "setpriv" : path)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // It becomes the program itself, so that the process's id is the server's.
        string[] before = IsRoot ? ["--reuid=postgres", "--regid=postgres", "--init-groups", path] : [];
        foreach (var argument in before.Concat(arguments)) start.ArgumentList.Add(argument);
        return start;
    }

    private Task RunHereAsync(string program, params IEnumerable<string> arguments) => RunAsync(Command(program, arguments));

    private static Task RunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return RunAsync(start);
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await output}{await error}");
    }
}
