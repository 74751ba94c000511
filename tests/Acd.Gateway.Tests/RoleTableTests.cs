using System.Text.RegularExpressions;

namespace Acd.Gateway.Tests;

/// <summary>The page of the API says which roles each route is for, and the gateway keeps to it.</summary>
public sealed partial class RoleTableTests : IAsyncLifetime
{
    // The program maps these, and embedders do not have them.
    private static readonly string[] RoutesOfTheProgram =
    [
        "GET /metrics", "GET /dashboard", "POST /v1/connections/presence/{source}", "POST /redis-ingest",
        "GET /v1/connections/presence",
    ];

    private static readonly (string Role, string Key)[] Keys =
    [
        ("agent", TestGateway.Agent7), ("service", TestGateway.Service), ("supervisor", TestGateway.Supervisor),
        ("viewer", TestGateway.Viewer), ("switch", TestGateway.Switch),
    ];

    private readonly FakeContactCenter _center = new() { OnSubscribe = subscription => subscription.End() };
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center, TestGateway.UseTestKeys);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Every_route_is_for_the_roles_in_its_row_and_for_no_other()
    {
        var asked = 0;
        foreach (var (route, who) in Rows())
        {
            foreach (var (role, key) in Keys)
            {
                var isAllowed = who is "everybody" or "every role" || Word().Matches(who).Any(word => word.Value == role);
                Assert.Equal((route, role, isAllowed), (route, role, await IsServedAsync(Address(route, "7"), key)));
                asked++;
            }

            Assert.Equal((route, who == "everybody"), (route, await IsServedAsync(Address(route, "7"), null)));
            if (who.Contains("the agent", StringComparison.Ordinal))
                Assert.Equal((route, false), (route, await IsServedAsync(Address(route, "8"), TestGateway.Agent7)));
        }

        Assert.True(asked >= 350, $"Only {asked} times a route was asked.");
    }

    private static IEnumerable<(string Route, string Who)> Rows() =>
        File.ReadAllLines(Path.Combine(GuideParser.RepositoryRoot(), "docs", "reference", "api.md"))
            .Select(line => Row().Match(line)).Where(row => row.Success)
            .Select(row => (row.Groups["route"].Value, row.Groups["who"].Value))
            .Where(row => !RoutesOfTheProgram.Contains(row.Item1));

    // In the fake center every contact is connected to agent 7.
    private static string Address(string route, string id) => Parameter().Replace(route, id);

    private async Task<bool> IsServedAsync(string what, string? key)
    {
        using var request = TestGateway.Request(
            what, what.StartsWith("GET", StringComparison.Ordinal) ? null : "{}", key is null ? [] : [("X-Api-Key", key)]);
        using var response = await _gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        // What the route itself refuses has another status.
        return (int)response.StatusCode is not (401 or 403);
    }

    [GeneratedRegex(@"^\| `(?<route>[A-Z]+ /[^`]*)` \| (?<who>[^|]+?) \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Word();
}
