using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Acd.Testing;

namespace Acd.Server.Tests;

/// <summary>The command line, the environment, and the exit codes.</summary>
public sealed class ServeCommandTests
{
    [Fact]
    public void Every_option_names_the_setting_that_it_makes()
    {
        string[] settings =
        [
            "Store", "Center", "Cluster", "Role", "Matching", "Port", "Urls", "Certificate", "CertificateKey", "Advertise",
            "SiloPort", "GatewayPort", "RequestsPerSecond", "RequestBurst", "MaxConnections", "MaxStreams", "TrustedProxies",
            "StreamHeartbeat", "SessionLifetime",
            "OtlpEndpoint", "Dashboard", "StopWithin",
        ];

        Assert.Equal(
            settings.Select(setting => $"Acd:{setting}").Order(StringComparer.OrdinalIgnoreCase),
            ServeCommand.Create().Options.Where(option => option is Option<string>)
                .Select(option => ServeCommand.SettingOf(option.Name.TrimStart('-'))).Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Environment_variables_set_everything()
    {
        var settings = ServeCommand.FromEnvironment(new Dictionary<string, string>
        {
            ["ACD_SILO_PORT"] = "7000",
            ["ACD_STORE"] = "redis://box",
            ["ACD_ENGINE__MAX_BATCH"] = "10",
            ["ACD_KEYS__0__ROLE"] = "agent",
            ["PORT"] = "1",
        });

        Assert.Equal(
            ["Acd:ENGINE:MAXBATCH=10", "Acd:KEYS:0:ROLE=agent", "Acd:SILOPORT=7000", "Acd:STORE=redis://box"],
            settings.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, "serve", "--help")]
    [InlineData(0, "--version")]
    [InlineData(2, "serve", "--prot", "1")]
    [InlineData(2, "serve", "--port")]
    [InlineData(2, "serve", "--store", "oracle:")]
    [InlineData(2, "serve", "--store", "redis://:x:y")]
    [InlineData(2, "serve", "--store", "memory:", "--stop-within", "00:00:00")]
    [InlineData(2, "serve", "--store", "memory:", "--otlp-endpoint", "collector:4318")]
    [InlineData(2, "serve", "--store", "memory:", "--certificate", "/no/such/file")]
    public async Task The_program_ends_with_a_code_that_says_how(int code, params string[] args)
    {
        await using var process = new HttpProcess("acd", 0, args);

        process.Start();

        Assert.Equal(code, await process.WaitForExitAsync());
    }

    [Theory]
    [InlineData("Port is \"many\"; it must be a whole number.", "--port", "many")]
    [InlineData("StopWithin is \"many\"; it must be a time such as 00:00:10.", "--stop-within", "many")]
    [InlineData("MaxStreams is \"many\"; it must be a whole number.", "--max-streams", "many")]
    [InlineData("SiloPort is \"many\"; it must be a whole number.", "--silo-port", "many")]
    [InlineData("Urls has \"localhost\"; it must be http://ADDRESS:PORT", "--urls", "localhost")]
    [InlineData("Urls has \"here\"; it must be http://ADDRESS:PORT", "--urls", "here", "--role", "silo",
        "--store", "redis://127.0.0.1:1")]
    public async Task A_wrong_value_is_a_sentence_and_no_stack_trace(string sentence, params string[] args)
    {
        string[] store = args.Contains("--store") ? [] : ["--store", "memory:"];
        await using var process = new HttpProcess("acd", 0, ["serve", .. store, .. args]);

        process.Start();

        Assert.Equal(2, await process.WaitForExitAsync());
        Assert.Contains(sentence, process.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory:", "all")]
    [InlineData("redis://127.0.0.1:1", "all")]
    [InlineData("redis://127.0.0.1:1", "gateway")]
    [InlineData("redis://127.0.0.1:1", "silo")]
    public async Task A_port_that_is_taken_is_said_and_ends_the_program(string store, string role)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var process = new HttpProcess("acd", port, "serve", "--store", store, "--role", role, "--port", $"{port}");

        process.Start();

        Assert.Equal(1, await process.WaitForExitAsync());
        Assert.Contains("Acd cannot start: ", process.Log, StringComparison.Ordinal);
    }
}
