using System.Net;
using System.Net.Sockets;
using Acd.Hosting;
using Acd.Silo;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Acd.Cluster.Tests;

public sealed class SiloSettingsTests
{
    [Theory]
    [InlineData("--store", "sqlite:acd.db", "Store")]
    [InlineData("--center", "a b", "Center")]
    [InlineData("--silo-port", "0", "SiloPort")]
    [InlineData("--gateway-port", "70000", "GatewayPort")]
    [InlineData("--gateway-port", "11111", "GatewayPort")]
    [InlineData("--health-port", "-1", "HealthPort")]
    [InlineData("--matching", "levels", "Matching")]
    [InlineData("--stop-within", "00:00:00", "StopWithin")]
    [InlineData("--advertise", "no.such.name.invalid", "Advertise")]
    [InlineData("--silo-port", "many", "SiloPort")]
    public void A_wrong_setting_is_told_before_anything_starts(string option, string value, string name)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Program.Build([option, value]));

        Assert.Contains(name, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MatchingKind.Index)]
    [InlineData(MatchingKind.Index, "--matching", "index")]
    [InlineData(MatchingKind.Zinter, "--matching", "zinter")]
    public async Task The_dispatcher_matches_as_the_silo_is_told(MatchingKind expected, params string[] args)
    {
        await using var silo = Program.Build(args);

        Assert.Equal(expected, silo.Services.GetRequiredService<IOptions<EngineHostOptions>>().Value.Matching);
    }

    [Theory]
    [InlineData("--prot", "There is no option --prot.")]
    [InlineData("--store", "The option --store needs a URL.")]
    public void An_option_that_is_none_is_told(string argument, string message)
    {
        SiloCommandLine.Parse([argument], out var wrong);

        Assert.Equal(message, wrong);
    }

    [Fact]
    public void The_environment_sets_every_option()
    {
        var settings = SiloCommandLine.FromEnvironment(new Dictionary<string, string>
        {
            ["ACD_SILO_PORT"] = "7000",
            ["ACD_STORE"] = "redis://box",
            ["ACD_ENGINE__MAX_BATCH"] = "10",
            ["PORT"] = "1",
        });

        Assert.Equal(
            ["Acd:ENGINE:MAXBATCH=10", "Acd:SILOPORT=7000", "Acd:STORE=redis://box"],
            settings.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_silo_whose_port_is_taken_says_so_and_ends()
    {
        await using var redis = await RedisServer.StartAsync();
        using var taken = new TcpListener(IPAddress.Loopback, FreePort.NextNonEphemeral());
        taken.Start();
        var port = FreePort.NextNonEphemeral();
        await using var silo = new HttpProcess(
            "acd-silo", port, "--store", redis.Url, "--silo-port", $"{((IPEndPoint)taken.LocalEndpoint).Port}",
            "--gateway-port", $"{FreePort.NextNonEphemeral()}", "--health-port", $"{port}");

        silo.Start();

        // What it said last may be read after it has ended.
        await Polling.UntilAsync(
            () => Task.FromResult(
                !silo.IsRunning && silo.Log.Contains("The silo cannot start: ", StringComparison.Ordinal)),
            ClusterTestHost.Timeout,
            () => $"It runs still, or has not said why not. {silo.Log}");
    }

    [Fact]
    public async Task A_silo_lives_before_it_is_ready_and_is_ready_when_it_reaches_the_dispatcher()
    {
        await using var redis = await RedisServer.StartAsync();
        var port = FreePort.NextNonEphemeral();
        await using var silo = new HttpProcess(
            "acd-silo", port, "--store", redis.Url, "--silo-port", $"{FreePort.NextNonEphemeral()}",
            "--gateway-port", $"{FreePort.NextNonEphemeral()}", "--health-port", $"{port}");
        silo.Start();
        await silo.WaitForReadinessAsync(ready: true, ClusterTestHost.Timeout);

        await redis.KillAsync();
        await silo.WaitForReadinessAsync(ready: false, ClusterTestHost.Timeout);

        using var http = new HttpClient();
        Assert.Contains("recovering", await http.GetStringAsync(new Uri(silo.Url, "/healthz")), StringComparison.Ordinal);
    }
}
