namespace Acd.Gateway.Tests;

/// <summary>Presence and skills of many agents in one request.</summary>
public sealed class ManyAgentsTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await RealGateway.StartAsync("memory:", TestGateway.UseTestKeys);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Each_agent_is_changed_and_one_that_is_refused_keeps_back_no_other()
    {
        foreach (var agent in new[] { "7", "8" })
            await SendAsync($"PUT /v1/agents/{agent}", """{"skills":["en"]}""");

        var presence = await SendAsync(
            "POST /v1/agents/presence", """{"agents":["7","none","8"],"presence":"notReady","reason":"meeting"}""");
        Assert.Equal((200, "2"), (presence.Status, presence.Member("changed")));
        Assert.Equal([null, "agent.unknown", null], presence.Json.GetProperty("results").EnumerateArray()
            .Select(result => result.TryGetProperty("code", out var code) ? code.GetString() : null));
        await SendAsync("POST /v1/agents/skills", """{"agents":["7","8"],"skill":"loans","level":3}""");
        await SendAsync("POST /v1/agents/skills", """{"agents":["8"],"skill":"en","remove":true}""");

        var first = await SendAsync("GET /v1/agents/7", null);
        Assert.Equal(("notReady", "meeting"), (first.Member("presence"), first.Member("reason")));
        Assert.Equal("en loans", await SkillsAsync("7"));
        Assert.Equal("loans", await SkillsAsync("8"));
        var audit = await SendAsync("GET /v1/audit", null);
        Assert.Equal(2, audit.Json.GetProperty("entries").EnumerateArray()
            .Count(entry => entry.GetProperty("action").GetString() == "setPresenceOfMany"));
    }

    [Theory]
    [InlineData("""{"agents":[],"presence":"notReady"}""", "request.outOfRange", "agents")]
    [InlineData("""{"agents":["7","7"],"presence":"notReady"}""", "request.duplicate", "agents[1]")]
    [InlineData("""{"agents":["7",3],"presence":"notReady"}""", "request.badId", "agents[1]")]
    [InlineData("""{"agents":"7","presence":"notReady"}""", "request.wrongType", "agents")]
    [InlineData("""{"presence":"notReady"}""", "request.missingField", "agents")]
    public async Task A_wrong_list_is_refused(string body, string code, string field)
    {
        var got = await SendAsync("POST /v1/agents/presence", body);

        Assert.Equal((400, code, field), (got.Status, got.Code, got.Member("field")));
    }

    [Fact]
    public async Task There_is_a_limit_on_agents_in_a_request()
    {
        static string Body(int agents)
        {
            var ids = string.Join(',', Enumerable.Range(1, agents).Select(id => $"\"{id}\""));
            return $$"""{"presence":"notReady","agents":[{{ids}}]}""";
        }

        Assert.Equal(200, (await SendAsync("POST /v1/agents/presence", Body(ManyAgentsRoutes.MaxAgents))).Status);
        var tooMany = await SendAsync("POST /v1/agents/presence", Body(ManyAgentsRoutes.MaxAgents + 1));
        Assert.Equal((400, "1 to 500 agents"), (tooMany.Status, tooMany.Member("limit")));
    }

    private async Task<string> SkillsAsync(string agent)
    {
        var got = await SendAsync($"GET /v1/agents/{agent}", null);
        return string.Join(' ', got.Json.GetProperty("profile").GetProperty("skills").EnumerateArray()
            .Select(skill => skill.ValueKind == System.Text.Json.JsonValueKind.String
                ? skill.GetString() : skill.GetProperty("skill").GetString()).Order(StringComparer.Ordinal));
    }

    private Task<GatewayResponse> SendAsync(string what, string? body) =>
        _gateway.SendAsync(what, body, ("X-Api-Key", TestGateway.Supervisor));
}
