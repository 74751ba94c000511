using Microsoft.Extensions.Options;

namespace Acd.Gateway.Tests;

/// <summary>Pages of listed origins call the API with a key; other pages cannot read it.</summary>
public sealed class CrossOriginTests
{
    private const string Desk = "https://desk.example.com", Other = "https://other.example.com";

    private readonly FakeContactCenter _center = new();

    [Fact]
    public async Task A_listed_origin_may_send_keys_and_read_the_headers_that_clients_need()
    {
        await using var gateway = await StartAsync();

        var asked = await gateway.SendAsync("OPTIONS /v1/contacts", null, ("Origin", Desk),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,idempotency-key"));
        Assert.Equal((204, Desk), (asked.Status, asked.Header("Access-Control-Allow-Origin")));
        foreach (var header in new[] { "Authorization", "Idempotency-Key", "Last-Event-ID" })
            Assert.Contains(header, asked.Header("Access-Control-Allow-Headers")!, StringComparison.Ordinal);
        Assert.Contains("DELETE", asked.Header("Access-Control-Allow-Methods")!, StringComparison.Ordinal);
        Assert.Null(asked.Header("Access-Control-Allow-Credentials"));

        var got = await gateway.SendAsync("POST /v1/contacts", "{}", ("Origin", Desk), ("X-Api-Key", TestGateway.Service));
        Assert.Equal((201, Desk, "Origin"),
            (got.Status, got.Header("Access-Control-Allow-Origin"), got.Header("Vary")));
        foreach (var header in new[] { "Retry-After", "ETag" })
            Assert.Contains(header, got.Header("Access-Control-Expose-Headers")!, StringComparison.Ordinal);
        var refused = await gateway.SendAsync("GET /v1/center", null, ("Origin", Desk));
        Assert.Equal((401, Desk), (refused.Status, refused.Header("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task An_origin_that_is_not_listed_reads_nothing()
    {
        await using var gateway = await StartAsync();

        var asked = await gateway.SendAsync(
            "OPTIONS /v1/contacts", null, ("Origin", Other), ("Access-Control-Request-Method", "POST"));
        Assert.NotEqual(204, asked.Status);
        Assert.Null(asked.Header("Access-Control-Allow-Origin"));
        var got = await gateway.SendAsync("GET /v1/center", null, ("Origin", Other), ("X-Api-Key", TestGateway.Service));
        Assert.Null(got.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_session_is_for_the_gateways_own_pages_alone()
    {
        await using var gateway = await StartAsync();
        var signedIn = await gateway.SendAsync("POST /v1/session", $$"""{"key":"{{TestGateway.Service}}"}""");
        var cookie = signedIn.Header("Set-Cookie")!.Split(';')[0];

        var got = await gateway.SendAsync("POST /v1/contacts", "{}", ("Origin", Desk), ("Cookie", cookie));

        Assert.Equal((403, "origin.refused"), (got.Status, got.Code));
    }

    [Fact]
    public async Task Without_keys_a_listed_origin_is_served()
    {
        await using var gateway = await TestGateway.StartAsync(_center, options => options.Origins.Add(Desk));

        Assert.Equal(201, (await gateway.SendAsync("POST /v1/contacts", "{}", ("Origin", Desk))).Status);
        Assert.Equal("auth.crossOrigin", (await gateway.SendAsync("POST /v1/contacts", "{}", ("Origin", Other))).Code);
    }

    [Theory]
    [InlineData("desk.example.com")]
    [InlineData("https://desk.example.com/")]
    [InlineData("*")]
    [InlineData("ftp://desk.example.com")]
    public async Task An_origin_that_is_none_stops_the_start(string origin)
    {
        var failed = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestGateway.StartAsync(_center, options => options.Origins.Add(origin)));

        Assert.Contains($"Origins:0 is \"{origin}\"", failed.Message, StringComparison.Ordinal);
    }

    private Task<TestGateway> StartAsync() => TestGateway.StartAsync(_center, options =>
    {
        TestGateway.UseTestKeys(options);
        options.Origins.Add(Desk);
    });
}
