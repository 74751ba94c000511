using System.Diagnostics;
using System.Net.Sockets;
using Acd.Testing;

namespace Acd.Server.Tests;

/// <summary>A process with few file descriptors says so, and serves again when connections close.</summary>
public sealed class StartupChecksTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("Max open files            1024                 1048576              files     ", 1024)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             10                   10                   processes ", null)]
    public void The_limit_is_read_from_the_systems_list(string line, int? files) =>
        Assert.Equal(files, StartupChecks.ParseOpenFiles(["Limit  Soft Limit  Hard Limit  Units", line]));

    [Fact]
    public async Task Out_of_files_a_process_serves_on_when_connections_close()
    {
        var port = FreePort.NextNonEphemeral();
        var program = Path.Combine(AppContext.BaseDirectory, "acd.dll");
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        foreach (var argument in (string[])
            ["-c", $"ulimit -n 400; exec dotnet '{program}' serve --store memory: --port {port} --max-streams 1000"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            var log = ReadAsync(process.StandardOutput);
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Timeout };
            await UntilReadyAsync(http);
            var open = new List<TcpClient>();
            for (var number = 0; number < 500; number++)
            {
                // The system accepts for the process, which has no descriptor left for some of these.
                var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port);
                open.Add(client);
            }

            foreach (var client in open) client.Dispose();
            await UntilReadyAsync(http);
            process.Kill();
            Assert.Contains("This process may open 400 files. It needs about 1225", await log, StringComparison.Ordinal);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static Task<string> ReadAsync(StreamReader output) => Task.Run(output.ReadToEndAsync);

    private static Task UntilReadyAsync(HttpClient http) => Polling.UntilAsync(
        async () =>
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        Timeout, () => "The process is not ready.");
}
