using System.Diagnostics;
using Acd.Testing;

namespace Acd.Sip.Tests;

/// <summary>A Kamailio of a test with the files of <c>deploy/kamailio</c>, on free ports, in a folder of its own.</summary>
internal sealed class KamailioServer : IAsyncDisposable
{
    public const string Domain = "acd.test";

    private readonly TempFolder _folder = new();
    private readonly List<string> _log = [];
    private Process? _process;

    public int Port { get; } = FreePort.NextNonEphemeral();

    public int Evapi { get; } = FreePort.NextNonEphemeral();

    /// <summary>Whether this machine has Kamailio with the modules that are needed.</summary>
    public static bool IsInstalled => File.Exists("/usr/sbin/kamailio")
        && Directory.EnumerateFiles("/usr/lib", "evapi.so", SearchOption.AllDirectories).Any();

    public string Log
    {
        get
        {
            lock (_log) return string.Join('\n', _log.TakeLast(60));
        }
    }

    public static async Task<KamailioServer> StartAsync(IEnumerable<string> users)
    {
        var server = new KamailioServer();
        try
        {
            await server.WriteFilesAsync(users);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("/usr/sbin/kamailio") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "-DD", "-E", "-e", "-m", "256", "-M", "16", "-f", _folder.File("kamailio.cfg"), "-w", _folder.Path,
            "-Y", _folder.Path, "-P", _folder.File("kamailio.pid"),
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("kamailio did not start.");
        _process.ErrorDataReceived += Append;
        _process.OutputDataReceived += Append;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await Polling.UntilAsync(IsListeningAsync, TimeSpan.FromSeconds(30), () => $"Kamailio does not listen.\n{Log}");
    }

    /// <summary>Kills all its processes (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private static string DeployFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var deploy = Path.Combine(folder.FullName, "deploy", "kamailio");
            if (Directory.Exists(deploy)) return deploy;
        }

        throw new InvalidOperationException("There is no folder deploy/kamailio above the tests.");
    }

    private async Task WriteFilesAsync(IEnumerable<string> users)
    {
        foreach (var file in Directory.EnumerateFiles(DeployFolder(), "*.cfg"))
            File.Copy(file, _folder.File(Path.GetFileName(file)));
        await File.WriteAllTextAsync(_folder.File("local.cfg"), $"""
            #!substdef "!ACD_LISTEN!udp:127.0.0.1:{Port}!g"
            #!substdef "!ACD_DOMAIN!{Domain}!g"
            #!substdef "!ACD_EVAPI!127.0.0.1:{Evapi}!g"
            #!substdef "!ACD_TABLES!{_folder.Path}!g"
            #!define ACD_WORKERS 2

            """);
        var lines = users.Select(user => $"user {user} secret-{user}")
            .Concat(Enumerable.Range(1, CallCenter.Lines).Select(line => $"gate {1000 + line} line{line}"))
            .Append("gate 9999 missing").Append("trunk 127.0.0.1");
        var make = new ProcessStartInfo("bash") { RedirectStandardInput = true };
        foreach (var argument in (string[])[Path.Combine(DeployFolder(), "make-tables.sh"), _folder.Path, Domain])
            make.ArgumentList.Add(argument);
        using var process = Process.Start(make) ?? throw new InvalidOperationException("bash did not start.");
        await process.StandardInput.WriteAsync(string.Join('\n', lines) + '\n');
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException("make-tables.sh failed.");
    }

    private async Task<bool> IsListeningAsync()
    {
        if (_process is not { HasExited: false }) throw new InvalidOperationException($"Kamailio ended.\n{Log}");
        using var probe = new System.Net.Sockets.TcpClient();
        try
        {
            await probe.ConnectAsync("127.0.0.1", Evapi);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private void Append(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.Add(line.Data ?? "");
            if (_log.Count > 2_000) _log.RemoveRange(0, 1_000);
        }
    }
}
