using Acd.Core;

namespace Acd.Gateway.Tests;

/// <summary>The queries that statistics routes send to the center, and those that are refused.</summary>
public sealed class StatsRouteTests : IAsyncLifetime
{
    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center, TestGateway.UseTestKeys);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Each_route_queries_its_own_statistics()
    {
        StatsQuery[] asked =
        [
            new GetCenterStats(), new GetQueueStats(new("sales")), new GetGateStats(new("web")), new GetSkillStats(new("en")),
            new GetAgentStats(new("7")),
        ];
        string[] routes = ["stats", "queues/sales/stats", "gates/web/stats", "skills/en/stats", "agents/7/stats"];
        foreach (var route in routes) Assert.Equal(200, (await GetAsync(route)).Status);

        Assert.Equal(asked, _center.Requests);
    }

    [Fact]
    public async Task The_query_sets_period_intervals_and_basis()
    {
        var got = await GetAsync(
            "queues/q/stats?from=2026-03-01T08:00:00Z&to=2026-03-01T11:00:00%2B01:00&interval=30&by=arrival");

        Assert.Equal(200, got.Status);
        var query = Assert.IsType<GetQueueStats>(Assert.Single(_center.Requests));
        Assert.Equal("2026-03-01T08:00:00.000Z", $"{query.From}");
        Assert.Equal("2026-03-01T10:00:00.000Z", $"{query.To}");
        Assert.Equal((30, StatsBasis.Arrival), (query.Interval, query.By));
    }

    [Theory]
    [InlineData("stats?form=2026-03-01T08:00:00Z", "form")]
    [InlineData("stats?from=yesterday", "from")]
    [InlineData("stats?from=2026-03-01T08:00:00Z&from=2026-03-01T08:00:00Z", "from")]
    [InlineData("stats?to=12", "to")]
    [InlineData("stats?interval=60", "interval")]
    [InlineData("stats?interval=half", "interval")]
    [InlineData("stats?by=contact", "by")]
    [InlineData("agents/7/stats?by=arrival", "by")]
    [InlineData("queues/no%20id/stats", "id")]
    public async Task An_invalid_query_is_refused_with_its_field(string route, string field)
    {
        var got = await GetAsync(route);

        Assert.Equal((400, field), (got.Status, got.Member("field")));
        Assert.Empty(_center.Requests);
    }

    [Fact]
    public async Task An_agent_sees_only_its_own_figures()
    {
        Assert.Equal(200, (await GetAsync("agents/7/stats", TestGateway.Agent7)).Status);
        Assert.Equal(403, (await GetAsync("agents/8/stats", TestGateway.Agent7)).Status);
        Assert.Equal(403, (await GetAsync("stats", TestGateway.Agent7)).Status);
        Assert.Equal(200, (await GetAsync("stats", TestGateway.Service)).Status);
    }

    [Fact]
    public async Task Figures_are_numbers_and_seconds_and_missing_ones_are_left_out()
    {
        var stats = (await GetAsync("stats")).Json;

        Assert.Equal(5, stats.GetProperty("total").GetProperty("entered").GetInt32());
        var level = stats.GetProperty("total").GetProperty("serviceLevel");
        Assert.Equal((0.8m, 0.75m), (level.GetProperty("ofAnswered").GetDecimal(), level.GetProperty("ofOffered").GetDecimal()));
        Assert.False(level.TryGetProperty("withoutShortAbandons", out _));
        Assert.Equal("outcome", stats.GetProperty("by").GetString());
        Assert.Equal(2, stats.GetProperty("now").GetProperty("waiting").GetInt32());
    }

    private Task<GatewayResponse> GetAsync(string route, string key = TestGateway.Supervisor) =>
        _gateway.SendAsync($"GET /v1/{route}", null, ("Authorization", $"Bearer {key}"));
}
