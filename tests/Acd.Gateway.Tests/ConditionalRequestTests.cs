using Acd.Core;

namespace Acd.Gateway.Tests;

/// <summary>ETags, If-Match and If-None-Match.</summary>
public sealed class ConditionalRequestTests : IAsyncLifetime
{
    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("queues/sales")]
    [InlineData("gates/hotline")]
    [InlineData("agents/ann")]
    [InlineData("center/settings")]
    public async Task What_is_read_has_a_tag(string path)
    {
        var got = await _gateway.SendAsync($"GET /v1/{path}");

        Assert.Matches("^\"[0-9a-f]{24}\"$", got.Tag);
    }

    [Theory]
    [InlineData("PUT /v1/queues/sales", "{}")]
    [InlineData("PUT /v1/gates/hotline", """{"queue":"sales"}""")]
    [InlineData("PUT /v1/agents/ann", "{}")]
    [InlineData("PUT /v1/center/settings", "{}")]
    [InlineData("DELETE /v1/queues/sales", null)]
    [InlineData("DELETE /v1/gates/hotline", null)]
    [InlineData("DELETE /v1/agents/ann", null)]
    public async Task A_condition_goes_to_the_center(string what, string? body)
    {
        await _gateway.SendAsync(what, body, ("If-Match", "\"abc\", W/\"weak one\", \"def\""));
        await _gateway.SendAsync(what, body, ("If-Match", "*"));
        await _gateway.SendAsync(what, body, ("If-None-Match", "*"));

        var conditions = _center.Requests.Select(request => Assert.IsAssignableFrom<Command>(request).If!).ToList();
        Assert.Equal(["abc", "weak", "def"], conditions[0].Versions);
        Assert.Equal([], conditions[1].Versions!);
        Assert.True(conditions[2].MustBeNew);
        Assert.Null(conditions[2].Versions);
    }

    [Theory]
    [InlineData("If-Match", "abc")]
    [InlineData("If-Match", "\"a\"b\"")]
    [InlineData("If-None-Match", "\"abc\"")]
    public async Task A_header_that_is_no_condition_is_refused(string header, string value)
    {
        var got = await _gateway.SendAsync("PUT /v1/queues/sales", "{}", (header, value));

        Assert.Equal(400, got.Status);
        Assert.Equal(header, got.Member("field"));
        Assert.Empty(_center.Requests);
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_is_412()
    {
        _center.Respond = _ => Refusals.Changed("abc");

        var got = await _gateway.SendAsync("PUT /v1/queues/sales", "{}", ("If-Match", "\"def\""));

        Assert.Equal(412, got.Status);
        Assert.Equal("request.changed", got.Code);
    }
}
