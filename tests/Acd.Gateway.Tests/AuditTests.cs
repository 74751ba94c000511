namespace Acd.Gateway.Tests;

/// <summary>The record of what people changed, written by the center with the change itself.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await RealGateway.StartAsync("memory:", TestGateway.UseTestKeys);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Settings_agents_and_forced_presence_are_written_down_with_the_key()
    {
        await SendAsync("PUT /v1/queues/sales", "{}");
        await SendAsync("PUT /v1/agents/7", """{"name":"Ann"}""");
        await SendAsync("PUT /v1/agents/7/skills/en", """{"level":6}""");
        await SendAsync("PUT /v1/agents/7/presence", """{"presence":"notReady","reason":"talk to me"}""");
        await SendAsync("DELETE /v1/queues/none", null);
        await SendAsync("POST /v1/contacts", "{}");
        await _gateway.SendAsync(
            "PUT /v1/agents/7/presence", """{"presence":"available"}""", ("X-Api-Key", TestGateway.Agent7));

        var got = await _gateway.SendAsync("GET /v1/audit", null, ("X-Api-Key", TestGateway.Supervisor));

        var entries = got.Json.GetProperty("entries").EnumerateArray().Select(entry => string.Join(' ',
            entry.GetProperty("action").GetString(), entry.GetProperty("subject").GetString(),
            entry.TryGetProperty("detail", out var detail) ? detail.GetString() : "-"));
        Assert.Equal(
            [
                "setPresence /v1/agents/7/presence notReady: talk to me", "putAgentSkill /v1/agents/7/skills/en level 6",
                "putAgent /v1/agents/7 -", "putQueue /v1/queues/sales -",
            ],
            entries);
        Assert.All(got.Json.GetProperty("entries").EnumerateArray(), entry => Assert.Matches(
            "^[0-9a-f]{8}$", entry.GetProperty("by").GetString()!));
    }

    [Fact]
    public async Task A_repeated_request_is_written_down_once()
    {
        foreach (var _ in new[] { 1, 2 })
        {
            await _gateway.SendAsync("POST /agent/9", """{"fname":"A","lname":"B"}""",
                ("X-Api-Key", TestGateway.Supervisor), ("Idempotency-Key", "once"));
        }

        var got = await _gateway.SendAsync("GET /v1/audit", null, ("X-Api-Key", TestGateway.Supervisor));
        Assert.Single(got.Json.GetProperty("entries").EnumerateArray());
    }

    [Fact]
    public async Task A_contacts_events_tell_its_journey_to_those_whose_contact_it_is()
    {
        await SendAsync("PUT /v1/agents/7", "{}");
        await SendAsync("POST /v1/contacts", """{"id":"c1"}""");
        await SendAsync("POST /v1/contacts", """{"id":"c2"}""");
        await SendAsync("POST /v1/contacts/c1/abandon", null);

        var got = await _gateway.SendAsync("GET /v1/contacts/c1/events", null, ("X-Api-Key", TestGateway.Service));
        var events = got.Json.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal("contactQueued", events[0].GetProperty("type").GetString());
        Assert.Equal("contactClosed", events[^1].GetProperty("type").GetString());
        Assert.All(events, one => Assert.Equal("c1", one.GetProperty("contact").GetString()));
        Assert.Equal(("1", true), (got.Member("firstKept"), got.Json.TryGetProperty("last", out _)));
        var next = await _gateway.SendAsync(
            "GET /v1/contacts/c1/events?limit=1", null, ("X-Api-Key", TestGateway.Service));
        Assert.Single(next.Json.GetProperty("events").EnumerateArray());

        Assert.Equal(403, (await _gateway.SendAsync(
            "GET /v1/contacts/c1/events", null, ("X-Api-Key", TestGateway.Agent7))).Status);
        Assert.Equal("contact.unknown", (await _gateway.SendAsync(
            "GET /v1/contacts/none/events", null, ("X-Api-Key", TestGateway.Service))).Code);
        await SendAsync("PUT /v1/agents/7/presence", """{"presence":"available"}""");
        Assert.Equal(200, (await _gateway.SendAsync(
            "GET /v1/contacts/c2/events", null, ("X-Api-Key", TestGateway.Agent7))).Status);
    }

    [Fact]
    public async Task Figures_and_the_board_are_tables_for_those_who_accept_csv()
    {
        await SendAsync("PUT /v1/queues/sales", """{"name":"=1+1, \"Sales\""}""");
        await SendAsync("POST /v1/contacts", """{"queue":"sales"}""");

        var stats = await CsvAsync("/v1/queues/sales/stats?interval=15");
        Assert.StartsWith("from,to,figures.entered,", stats[0], StringComparison.Ordinal);
        Assert.Contains("figures.serviceLevel.ofOffered", stats[0], StringComparison.Ordinal);
        var columns = stats[0].Split(',').ToList();
        Assert.Equal("1", stats[^1].Split(',')[columns.IndexOf("figures.entered")]);
        Assert.All(stats, line => Assert.Equal(columns.Count, line.Split(',').Length));
        Assert.Equal(2, (await CsvAsync("/v1/stats")).Length);

        var board = await CsvAsync("/v1/board");
        Assert.StartsWith("queue,name,", board[0], StringComparison.Ordinal);
        Assert.Contains(board, line => line.StartsWith("sales,\"'=1+1, \"\"Sales\"\"\",", StringComparison.Ordinal));
    }

    private async Task<string[]> CsvAsync(string path)
    {
        var got = await _gateway.SendAsync(
            "GET " + path, null, ("X-Api-Key", TestGateway.Supervisor), ("Accept", "text/csv"));
        Assert.Equal((200, "text/csv"), (got.Status, got.ContentType));
        return got.Text.TrimEnd().Split("\r\n");
    }

    private Task<GatewayResponse> SendAsync(string what, string? body) =>
        _gateway.SendAsync(what, body, ("X-Api-Key", TestGateway.Supervisor));
}
