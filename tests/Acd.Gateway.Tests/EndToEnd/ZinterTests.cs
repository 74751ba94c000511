using Acd.Hosting;
using Acd.Testing;

namespace Acd.Gateway.Tests;

/// <summary>A gateway whose center matches by ZPOPMIN and ZINTER on a real redis-server.</summary>
public sealed class ZinterTests : IAsyncLifetime
{
    private RedisServer? _redis;
    private TestGateway? _gateway;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _gateway = await RealGateway.StartAsync(_redis.Url, matching: MatchingKind.Zinter);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_contact_is_offered_to_the_longest_idle_agent_with_every_skill()
    {
        await ExpectAsync("PUT /v1/agents/ann", """{"skills":["en"]}""", 201);
        await ExpectAsync("PUT /v1/agents/bob", """{"skills":["en",{"skill":"fr","level":3}]}""", 201);
        await ExpectAsync("PUT /v1/agents/ann/presence", """{"presence":"available"}""", 200);
        await ExpectAsync("PUT /v1/agents/bob/presence", """{"presence":"available"}""", 200);

        var first = await ExpectAsync("POST /v1/contacts", """{"id":"c1","skills":["en","fr"]}""", 201);
        var second = await ExpectAsync("POST /v1/contacts", """{"id":"c2","skills":["en"]}""", 201);

        Assert.Equal("bob", first.Json.GetProperty("offers")[0].GetProperty("agent").GetString());
        Assert.Equal("ann", second.Json.GetProperty("offers")[0].GetProperty("agent").GetString());
    }

    [Theory]
    [InlineData("POST /v1/contacts", """{"skills":["en",{"skill":"fr","level":2}]}""", "skills[1].level", "1")]
    [InlineData("PUT /v1/gates/g1", """{"queue":"default","skills":[{"skill":"fr","level":2}]}""", "skills[0].level", "1")]
    [InlineData("PUT /v1/queues/default", """{"strategy":"mostSkilled"}""", "strategy", "longestIdle")]
    public async Task A_setting_that_sets_cannot_express_is_a_problem_with_field_and_limit(
        string what, string body, string field, string limit)
    {
        var problem = await ExpectAsync(what, body, 400);

        Assert.Equal("application/problem+json", problem.ContentType);
        Assert.Equal(
            ("matching.notInSets", field, limit), (problem.Code, problem.Member("field"), problem.Member("limit")));
    }

    private async Task<GatewayResponse> ExpectAsync(string what, string body, int status)
    {
        var got = await _gateway!.SendAsync(what, body);
        Assert.True(got.Status == status, $"{what} was answered with {got.Status}, not {status}: {got.Text}");
        return got;
    }
}
