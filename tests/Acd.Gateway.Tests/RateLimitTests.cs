using Microsoft.Extensions.Options;

namespace Acd.Gateway.Tests;

/// <summary>The rate limit of each client, by key or by address.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task Past_the_rate_limit_a_client_gets_429_and_health_still_answers()
    {
        await using var gateway = await TestGateway.StartAsync(new FakeContactCenter(), options =>
        {
            options.RequestsPerSecond = 10;
            options.RequestBurst = 3;
        });

        var limited = await FirstLimitedAsync(gateway);

        Assert.Equal((429, "request.rateLimited", TimeSpan.FromSeconds(1)), (limited.Status, limited.Code, limited.RetryAfter));
        Assert.Equal(200, (await gateway.SendAsync("GET /healthz")).Status);
    }

    [Fact]
    public async Task Each_key_has_its_own_rate_limit()
    {
        await using var gateway = await TestGateway.StartAsync(new FakeContactCenter(), options =>
        {
            TestGateway.UseTestKeys(options);
            options.RequestsPerSecond = 10;
            options.RequestBurst = 3;
        });

        Assert.Equal(429, (await FirstLimitedAsync(gateway, ("X-Api-Key", TestGateway.Service))).Status);
        Assert.Equal(200, (await gateway.SendAsync("GET /v1/center", null, ("X-Api-Key", TestGateway.Supervisor))).Status);
    }

    [Theory]
    [InlineData("127.0.0.0/8", "203.0.113.1")]
    [InlineData("10.0.0.0/8, 127.0.0.1", "203.0.113.1")]
    [InlineData("127.0.0.1,10.0.0.0/8", "203.0.113.1, 10.1.2.3")]
    [InlineData("127.0.0.1", "198.51.100.7, 203.0.113.1")]
    public async Task Behind_a_trusted_proxy_each_client_has_its_own_rate_limit(string proxies, string client)
    {
        await using var gateway = await StartWithProxiesAsync(proxies);

        Assert.Equal(429, (await FirstLimitedAsync(gateway, ("X-Forwarded-For", client))).Status);

        Assert.Equal(401, (await gateway.SendAsync("GET /v1/center", null, ("X-Forwarded-For", "203.0.113.2"))).Status);
        Assert.Equal(401, (await gateway.SendAsync("GET /v1/center")).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.0/8")]
    public async Task From_any_other_sender_a_forwarded_address_is_ignored(string? proxies)
    {
        await using var gateway = await StartWithProxiesAsync(proxies);

        // Each request claims another client, and all count as one.
        var client = 0;
        var limited = await FirstLimitedAsync(gateway, () => [("X-Forwarded-For", $"203.0.113.{client++ % 250}")]);

        Assert.Equal((429, "request.rateLimited"), (limited.Status, limited.Code));
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/33")]
    public async Task A_trusted_proxy_is_an_address_or_a_network(string proxies)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartWithProxiesAsync("127.0.0.1," + proxies));

        Assert.Contains($"TrustedProxies has \"{proxies}\"", failure.Message);
    }

    private static Task<TestGateway> StartWithProxiesAsync(string? proxies) =>
        TestGateway.StartAsync(new FakeContactCenter(), options =>
        {
            // A caller without a key counts by its address, before it is told that it needs one.
            TestGateway.UseTestKeys(options);
            options.TrustedProxies = proxies;
            options.RequestsPerSecond = 10;
            options.RequestBurst = 3;
        });

    private static Task<GatewayResponse> FirstLimitedAsync(
        TestGateway gateway, params (string Name, string Value)[] headers) => FirstLimitedAsync(gateway, () => headers);

    private static async Task<GatewayResponse> FirstLimitedAsync(
        TestGateway gateway, Func<(string Name, string Value)[]> headers)
    {
        // The bucket refills while the test runs. A request is refused long before this many have passed.
        for (var i = 0; i < 10_000; i++)
        {
            var got = await gateway.SendAsync("GET /v1/center", null, headers());
            if (got.Status == 429)
                return got;
        }

        throw new TimeoutException("The rate limit did not come.");
    }
}
