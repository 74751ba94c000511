using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Acd.Testing;

/// <summary>
/// A primary, its replicas, and three sentinels that fail over when the primary is gone for half a second.
/// </summary>
public sealed class RedisSentinelDeployment : IAsyncDisposable
{
    /// <summary>The service's name.</summary>
    public const string Service = "acd-test";

    private const int Sentinels = 3;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly List<RedisServer> _servers = [];
    private readonly List<(int Port, TempFolder Folder, Process Process)> _sentinels = [];

    private RedisSentinelDeployment()
    {
    }

    /// <summary>The servers; the first one was the primary at the beginning.</summary>
    public IReadOnlyList<RedisServer> Servers => _servers;

    /// <summary>The service's address as a store's URL.</summary>
    public string Url => $"redis+sentinel://{string.Join(',', _sentinels.Select(one => $"127.0.0.1:{one.Port}"))}/{Service}";

    /// <summary>The ports of the sentinels.</summary>
    public IReadOnlyList<int> SentinelPorts => [.. _sentinels.Select(one => one.Port)];

    /// <summary>Starts the servers and waits until all sentinels know each other and the replicas.</summary>
    public static async Task<RedisSentinelDeployment> StartAsync(int replicas)
    {
        var all = new RedisSentinelDeployment();
        try
        {
            await all.StartServersAsync(replicas);
            for (var i = 0; i < Sentinels; i++)
                all.StartSentinel();
            foreach (var (port, _, _) in all._sentinels)
            {
                await UntilAsync(port, $"SENTINEL REPLICAS {Service}", line => line == $"*{replicas}");
                await UntilAsync(port, $"SENTINEL CKQUORUM {Service}",
                    line => line.StartsWith($"+OK {Sentinels} usable", StringComparison.Ordinal));
            }

            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for a primary other than the former one.</summary>
    public async Task<RedisServer> NewPrimaryAsync(RedisServer former)
    {
        RedisServer? primary = null;
        await Polling.UntilAsync(FindAsync, StartTimeout, () => "No replica took the primary's place.");
        return primary!;

        async Task<bool> FindAsync()
        {
            foreach (var server in _servers.Where(server => server != former))
            {
                if (await IsPrimaryAsync(server.Port))
                    primary = server;
            }

            return primary is not null;
        }
    }

    /// <summary>Starts a failover from a healthy primary.</summary>
    public Task FailOverAsync() =>
        UntilAsync(_sentinels[0].Port, $"SENTINEL FAILOVER {Service}", line => line == "+OK");

    /// <summary>Sends a sentinel a command of words without spaces and returns the first line of the reply.</summary>
    public async Task<string> SendToSentinelAsync(int sentinel, string command) =>
        await AskAsync(_sentinels[sentinel].Port, command, lines: 1) is [var line] ? line : "nothing";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, folder, process) in _sentinels)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            folder.Dispose();
        }

        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private static async Task<bool> IsPrimaryAsync(int port)
    {
        var role = await AskAsync(port, "ROLE", lines: 3);
        return role is ["*3", _, "master"];
    }

    private static Task UntilAsync(int port, string question, Func<string, bool> isRight)
    {
        var last = "";
        return Polling.UntilAsync(
            async () =>
            {
                last = await AskAsync(port, question, lines: 1) is [var line] ? line : "nothing";
                return isRight(last);
            },
            StartTimeout,
            () => $"The sentinel on port {port} answers {question} with {last}.");
    }

    /// <summary>The first lines of a reply; none without a server.</summary>
    private static async Task<string[]> AskAsync(int port, string question, int lines)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(question + "\r\n"));
            using var reader = new StreamReader(stream);
            var answer = new string[lines];
            for (var i = 0; i < lines; i++)
                answer[i] = await reader.ReadLineAsync() ?? throw new IOException("It hung up.");
            return answer;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return [];
        }
    }

    private async Task StartServersAsync(int replicas)
    {
        _servers.Add(await RedisServer.StartAsync());
        for (var i = 0; i < replicas; i++)
        {
            _servers.Add(await RedisServer.StartAsync(new RedisServerOptions
            {
                Arguments = ["--replicaof", "127.0.0.1", $"{_servers[0].Port}", "--repl-diskless-sync-delay", "0"],
            }));
        }

        // A sentinel asks for replicas when it starts and then every ten seconds, so they must be there first.
        await UntilAsync(_servers[0].Port, $"WAIT {replicas} 100", line => line == $":{replicas}");
    }

    private void StartSentinel()
    {
        var (port, folder) = (FreePort.NextNonEphemeral(), new TempFolder());
        var file = folder.File("sentinel.conf");
        File.WriteAllText(file, $"""
            port {port}
            bind 127.0.0.1
            dir {folder.Path}
            sentinel monitor {Service} 127.0.0.1 {_servers[0].Port} 2
            sentinel down-after-milliseconds {Service} 500
            sentinel failover-timeout {Service} 3000
            sentinel parallel-syncs {Service} 2
            """);
        var start = new ProcessStartInfo("redis-server", [file, "--sentinel"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        _sentinels.Add((port, folder, process));
    }
}
