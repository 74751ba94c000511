using Acd.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Acd.Gateway.Tests;

/// <summary>Settings: where they come from, and what is wrong with them.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Both_forms_of_an_option_set_it()
    {
        var settings = CommandLine.Parse(["--store", "memory:", "--port=8123"], out var wrong);

        Assert.Null(wrong);
        Assert.Equal(("memory:", "8123"), (settings["Acd:Store"], settings["Acd:Port"]));
    }

    [Fact]
    public void A_cluster_needs_Redis_and_a_mode_needs_to_be_one()
    {
        Assert.Empty(Failures(new GatewayOptions { Mode = "cluster", Store = "redis://box" }));
        Assert.Contains("in a cluster", Assert.Single(Failures(new GatewayOptions { Mode = "cluster" })));
        Assert.Contains("single or cluster", Assert.Single(Failures(new GatewayOptions { Mode = "many" })));
    }

    [Fact]
    public void Matching_by_sets_needs_Redis_and_is_the_silos_to_choose_in_a_cluster()
    {
        Assert.Empty(Failures(new GatewayOptions { Matching = "zinter", Store = "redis://box" }));
        Assert.Empty(Failures(new GatewayOptions { Matching = "Zinter", Store = "redis+sentinel://box/acd" }));
        Assert.Empty(Failures(new GatewayOptions { Matching = "index" }));
        Assert.Equal(
            "Matching is \"zinter\", for which Store must be Redis; it is \"memory:\".",
            Assert.Single(Failures(new GatewayOptions { Matching = "zinter", Store = "memory:" })));
        Assert.Contains(
            "set at the silos",
            Assert.Single(Failures(new GatewayOptions { Matching = "zinter", Mode = "cluster", Store = "redis://box" })));
        Assert.Contains("must be index or zinter", Assert.Single(Failures(new GatewayOptions { Matching = "1" })));
    }

    [Theory]
    [InlineData(MatchingKind.Index, "--matching", "index")]
    [InlineData(MatchingKind.Zinter, "--matching", "ZINTER")]
    [InlineData(MatchingKind.Zinter)]
    [InlineData(MatchingKind.Zinter, "--port", "0")]
    public async Task The_engine_matches_as_it_is_told(MatchingKind expected, params string[] args)
    {
        await using var app = Program.Build(["--store", "redis://127.0.0.1:1", .. args], builder =>
        {
            builder.Configuration["Acd:Engine:Matching"] = "zinter";
            builder.AddCenter();
        });

        Assert.Equal(expected, app.Services.GetRequiredService<IOptions<EngineHostOptions>>().Value.Matching);
    }

    [Fact]
    public void Matching_by_sets_that_the_engine_is_told_needs_Redis_as_well()
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Program.Build(["--store", "memory:"], builder =>
        {
            builder.Configuration["Acd:Engine:Matching"] = "zinter";
            builder.AddCenter();
        }));

        Assert.Equal("Engine:Matching is \"zinter\", for which Store must be Redis.", Assert.Single(wrong.Failures));
    }

    [Fact]
    public async Task A_gateway_of_a_cluster_has_the_clusters_center()
    {
        string[] arguments = ["--mode", "cluster", "--store", "redis://127.0.0.1"];
        await using var gateway = Program.Build(arguments, builder => builder.AddCenter());

        var center = gateway.Services.GetRequiredService<IContactCenter>();
        Assert.Equal("Acd.Grains", center.GetType().Assembly.GetName().Name);
    }

    [Theory]
    [InlineData("--prot", "There is no option --prot.")]
    [InlineData("serve", "There is no option serve.")]
    [InlineData("--port", "The option --port needs a PORT.")]
    public void An_option_that_is_none_is_told(string argument, string message)
    {
        CommandLine.Parse([argument], out var wrong);

        Assert.Equal(message, wrong);
    }

    [Fact]
    public void The_usage_tells_of_every_option_that_sets_something()
    {
        foreach (var setting in new[] { "--store", "--center", "--port", "--urls", "--help", "ACD_KEYS__0__KEY" })
            Assert.Contains(setting, CommandLine.Usage);
        Assert.All(CommandLine.Usage.Split('\n'), line => Assert.True(line.Length < 130, line));
    }

    [Fact]
    public void Environment_variables_set_everything()
    {
        var environment = new Dictionary<string, string>
        {
            ["ACD_REQUESTS_PER_SECOND"] = "500",
            ["ACD_STREAM_HEARTBEAT"] = "00:00:05",
            ["ACD_KEYS__0__KEY"] = TestGateway.Agent7,
            ["ACD_KEYS__0__ROLE"] = "agent",
            ["ACD_KEYS__0__AGENT"] = "7",
            ["PORT"] = "1",
        };

        var options = Bind(CommandLine.FromEnvironment(environment));

        Assert.Equal((500, TimeSpan.FromSeconds(5), 8000), (options.RequestsPerSecond, options.StreamHeartbeat, options.Port));
        var key = Assert.Single(options.Keys);
        Assert.Equal((TestGateway.Agent7, "agent", "7"), (key.Key, key.Role, key.Agent));
        Assert.Empty(Failures(options));
    }

    [Theory]
    [InlineData("Store", "oracle:x", "Store is \"oracle:x\"")]
    [InlineData("Center", "a b", "Center is \"a b\"")]
    [InlineData("Port", "70000", "Port is 70000")]
    [InlineData("RequestsPerSecond", "0", "RequestsPerSecond is 0")]
    [InlineData("RequestBurst", "0", "RequestBurst is 0")]
    [InlineData("MaxConnections", "0", "MaxConnections is 0")]
    [InlineData("MaxStreams", "-1", "MaxStreams is -1")]
    [InlineData("StreamHeartbeat", "01:00:00", "StreamHeartbeat is 01:00:00")]
    [InlineData("OtlpEndpoint", "collector:4318", "OtlpEndpoint is \"collector:4318\"; it must be")]
    [InlineData("StopWithin", "00:00:00", "StopWithin is 00:00:00")]
    [InlineData("Urls", "https://localhost:1", "Urls has \"https://localhost:1\"; it must be")]
    [InlineData("Urls", "http://example.com:1", "Urls has \"http://example.com:1\"; it must be")]
    [InlineData("Urls", "http://127.0.0.1:1;http://*:1", "Urls has \"http://*:1\", which is not loopback")]
    [InlineData("Urls", "http://10.0.0.1:1", "Urls has \"http://10.0.0.1:1\", which is not loopback")]
    [InlineData("Keys:0:Key", "short", "Keys:0:Key must be 16 to 256")]
    [InlineData("Keys:0:Role", "boss", "Keys:0:Role is \"boss\"")]
    [InlineData("Keys:0:Role", "agent", "Keys:0:Agent must name the agent")]
    public void What_is_wrong_is_told_before_anything_starts(string setting, string value, string message)
    {
        var options = Bind(new() { [$"Acd:{setting}"] = value });

        Assert.Contains(Failures(options), failure => failure.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void With_keys_it_may_listen_anywhere()
    {
        var options = new GatewayOptions();
        TestGateway.UseTestKeys(options);
        options.Urls = "http://*:8000;http://[::]:8001;http://10.0.0.1:8002;http://localhost:8003";

        Assert.Empty(Failures(options));
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestGateway.StartAsync(new FakeContactCenter(), options => options.RequestBurst = 0));

        Assert.Contains("RequestBurst is 0", failure.Message);
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(2, "--prot", "1")]
    [InlineData(2, "--store", "oracle:")]
    [InlineData(2, "--store", "redis://:x:y")]
    public async Task The_program_ends_with_a_code_that_says_how(int code, params string[] args)
    {
        Assert.Equal(code, await Program.Main(args));
    }

    [Fact]
    public async Task A_port_that_another_process_has_is_said_and_ends_the_program()
    {
        await using var other = await TestGateway.StartAsync(new FakeContactCenter());

        Assert.Equal(1, await Program.Main(["--store", "memory:", "--urls", other.App.Urls.First()]));
    }

    private static GatewayOptions Bind(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
    }

    private static IEnumerable<string> Failures(GatewayOptions options) =>
        new GatewayOptionsValidator().Validate(null, options).Failures ?? [];
}
