using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Acd.Gateway.Tests;

/// <summary>The settings of the HTTP API.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Port", "70000", "Port is 70000")]
    [InlineData("RequestsPerSecond", "0", "RequestsPerSecond is 0")]
    [InlineData("RequestBurst", "0", "RequestBurst is 0")]
    [InlineData("MaxConnections", "0", "MaxConnections is 0")]
    [InlineData("MaxStreams", "-1", "MaxStreams is -1")]
    [InlineData("StreamHeartbeat", "01:00:00", "StreamHeartbeat is 01:00:00")]
    [InlineData("Urls", "ftp://localhost:1", "Urls has \"ftp://localhost:1\"; it must be")]
    [InlineData("Urls", "http://example.com:1", "Urls has \"http://example.com:1\"; it must be")]
    [InlineData("Urls", "localhost", "Urls has \"localhost\"; it must be")]
    [InlineData("Urls", "http://127.0.0.1:1;http://*:1", "Urls has \"http://*:1\", which is not loopback")]
    [InlineData("Urls", "https://10.0.0.1:1", "Urls has \"https://10.0.0.1:1\", which is not loopback")]
    [InlineData("Keys:0:Key", "short", "Keys:0:Key must be 16 to 256")]
    [InlineData("Keys:0:Role", "boss", "Keys:0:Role is \"boss\"")]
    [InlineData("Keys:0:Role", "agent", "Keys:0:Agent must name the agent")]
    public void A_wrong_setting_is_reported_before_anything_starts(string setting, string value, string message)
    {
        var options = Bind(new() { [$"Acd:{setting}"] = value });

        Assert.Contains(Failures(options), failure => failure.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void With_keys_it_may_listen_anywhere()
    {
        var options = new GatewayOptions();
        TestGateway.UseTestKeys(options);
        options.Urls = "http://*:8000;http://[::]:8001;https://10.0.0.1:8002;http://localhost:8003";

        Assert.Empty(Failures(options));
        Assert.Equal(4, ListenUrls.Of(options).Length);
    }

    [Fact]
    public void Without_keys_the_port_is_loopbacks_alone()
    {
        Assert.Equal(["http://localhost:8000"], ListenUrls.Of(new GatewayOptions()));
    }

    [Fact]
    public async Task Wrong_settings_stop_the_start()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestGateway.StartAsync(new FakeContactCenter(), options => options.RequestBurst = 0));

        Assert.Contains("RequestBurst is 0", failure.Message);
    }

    private static GatewayOptions Bind(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
    }

    private static IEnumerable<string> Failures(GatewayOptions options) =>
        new GatewayOptionsValidator().Validate(null, options).Failures ?? [];
}
