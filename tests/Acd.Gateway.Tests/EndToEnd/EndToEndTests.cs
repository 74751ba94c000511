using Acd.Hosting;
using Acd.Testing;

namespace Acd.Gateway.Tests;

/// <summary>Whole scenarios over HTTP on the real engine, with the memory and the SQLite store.</summary>
public sealed class EndToEndTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Stores => ["memory", "sqlite"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_contact_is_offered_accepted_held_completed_and_wrapped_up(string store)
    {
        await using var gateway = await RealGateway.StartAsync(Url(store));
        await Expect(gateway, "PUT /v1/queues/default", """{"wrapUp":600}""", 200);
        await Expect(gateway, "PUT /v1/agents/7", """{"name":"Ada","skills":["en",{"skill":"billing","level":5}]}""", 201);
        await Expect(gateway, "PUT /v1/agents/7", """{"name":"Ada","skills":["en",{"skill":"billing","level":5}]}""", 200);
        await Expect(gateway, "PUT /v1/agents/7/presence", """{"presence":"available"}""", 200);
        await using var events = await gateway.OpenEventsAsync("/v1/agents/7/events");

        var contact = await Expect(gateway, "POST /v1/contacts",
            """{"id":"c1","skills":["en",{"skill":"billing","level":5}],"attributes":{ "order" : 1.0 }}""", 201);
        Assert.Equal(("offered", """{ "order" : 1.0 }"""),
            (contact.Member("state"), contact.Json.GetProperty("attributes").GetRawText()));
        await events.ReadEventAsync("contactOffered");
        var offer = contact.Json.GetProperty("offers")[0].GetProperty("id").GetString();
        Assert.Contains(offer!, (await gateway.SendAsync("GET /v1/contacts/c1/explain")).Text);

        await Expect(gateway, $"POST /v1/offers/{offer}/accept", null, 200, "connected");
        await Expect(gateway, $"POST /v1/offers/{offer}/accept", null, 200, "connected");
        await events.ReadEventAsync("contactConnected");
        await Expect(gateway, "POST /v1/contacts/c1/hold", null, 200, "connected");
        await Expect(gateway, "POST /v1/contacts/c1/resume", null, 200, "connected");
        Assert.Equal("100", (await gateway.SendAsync("GET /v1/agents/7")).Member("taken"));
        Assert.Equal("agent.busy", (await Expect(gateway, "DELETE /v1/agents/7", null, 409)).Code);
        await Expect(gateway, "POST /v1/contacts/c1/complete", null, 200, "wrapUp");
        await Expect(gateway, "POST /v1/contacts/c1/wrap-up/end", null, 200, "closed");
        await events.ReadEventAsync("contactClosed");
        Assert.Equal("completed", (await Expect(gateway, "GET /v1/contacts/c1", null, 200, "closed")).Member("reason"));
        await Expect(gateway, "DELETE /v1/agents/7", null, 204);
        Assert.Equal("agent.unknown", (await Expect(gateway, "GET /v1/agents/7", null, 404)).Code);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Contacts_are_found_page_by_page_open_and_closed(string store)
    {
        await using var gateway = await RealGateway.StartAsync(Url(store));
        for (var i = 1; i <= 5; i++)
        {
            var attributes = $$$"""{"order":{{{4710 + i}}},"who":"x{{{i % 2}}}"}""";
            await Expect(gateway, "POST /v1/contacts",
                $$$"""{"id":"c{{{i}}}","skills":["es"],"attributes":{{{attributes}}}}""", 201);
        }

        await Expect(gateway, "POST /v1/contacts/c2/priority", """{"priority":9}""", 200, "queued");
        var first = await Expect(gateway, "GET /v1/contacts?limit=2", null, 200);
        await Expect(gateway, "POST /v1/contacts/c4/abandon", null, 200, "closed");
        await Expect(gateway, "POST /v1/contacts/c3/abandon", null, 200, "closed");
        var second = await Expect(gateway, $"GET /v1/contacts?limit=2&after={first.Member("next")}", null, 200);

        Assert.Equal("c1 c2", Ids(first));
        Assert.Equal("c5", Ids(second));
        Assert.False(second.Json.TryGetProperty("next", out _));
        Assert.Equal("c1 c5", Ids(await Expect(gateway, "GET /v1/contacts?state=queued&skill=es&attribute.who=x1", null, 200)));
        Assert.Equal("", Ids(await Expect(gateway, "GET /v1/contacts?skill=en", null, 200)));
        Assert.Equal("c3 c4", Ids(await Expect(gateway, "GET /v1/contacts?state=closed", null, 200)));
        Assert.Equal("c4", Ids(await Expect(gateway, "GET /v1/contacts?state=closed&attribute.order=4714", null, 200)));

        static string Ids(GatewayResponse page) => string.Join(' ',
            page.Json.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("queues", "{}", "default q1 q2")]
    [InlineData("gates", """{"queue":"default"}""", "q1 q2 q3")]
    public async Task Queues_and_gates_are_listed_page_by_page(string what, string body, string first)
    {
        await using var gateway = await RealGateway.StartAsync("memory:");
        for (var i = 1; i <= 4; i++)
            await Expect(gateway, $"PUT /v1/{what}/q{i}", body, 201);

        var page = await Expect(gateway, $"GET /v1/{what}?limit=3", null, 200);
        Assert.Equal(first, Ids(page));
        var next = page.Member("next");
        page = await Expect(gateway, $"GET /v1/{what}?limit=3&after={next}", null, 200);
        Assert.EndsWith("q4", Ids(page), StringComparison.Ordinal);
        Assert.False(page.Json.TryGetProperty("next", out _));
        await Expect(gateway, $"DELETE /v1/{what}/{next}", null, 204);
        var gone = await Expect(gateway, $"GET /v1/{what}?limit=3&after={next}", null, 404);
        Assert.Equal("after", gone.Member("field"));

        string Ids(GatewayResponse got) => string.Join(' ',
            got.Json.GetProperty(what).EnumerateArray().Select(row => row.GetProperty("id").GetString()));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_waiting_contact_has_a_position_an_explanation_and_can_be_abandoned(string store)
    {
        await using var gateway = await RealGateway.StartAsync(Url(store));
        await Expect(gateway, "POST /v1/contacts", """{"id":"c1","skills":["es"]}""", 201);
        await Expect(gateway, "POST /v1/contacts", """{"id":"c2","skills":["es"]}""", 201);
        await Expect(gateway, "POST /v1/contacts", """{"id":"c2","skills":["es"]}""", 200);

        Assert.Equal(("2", "True"), Place(await Expect(gateway, "GET /v1/contacts/c2", null, 200, "queued")));
        await Expect(gateway, "POST /v1/contacts/c2/priority", """{"priority":9}""", 200, "queued");
        Assert.Equal(("1", "True"), Place(await Expect(gateway, "GET /v1/contacts/c2", null, 200, "queued")));
        Assert.Equal("2", (await Expect(gateway, "GET /v1/skills/es", null, 200)).Member("waiting"));
        Assert.Contains("es", (await Expect(gateway, "GET /v1/skills", null, 200)).Text);
        Assert.Contains("\"queued\":2", (await Expect(gateway, "GET /v1/center", null, 200)).Text);

        await Expect(gateway, "POST /v1/contacts/c1/abandon", """{"reason":"canceled"}""", 200, "closed");
        Assert.Equal("contact.closed", (await Expect(gateway, "POST /v1/contacts/c1/abandon", null, 409)).Code);
        Assert.Equal("contact.notConnected", (await Expect(gateway, "POST /v1/contacts/c2/complete", null, 409)).Code);
        Assert.Equal("contact.unknown", (await Expect(gateway, "POST /v1/contacts/c3/abandon", null, 404)).Code);
        Assert.Equal("offer.unknown", (await Expect(gateway, "POST /v1/offers/o99/accept", null, 404)).Code);
        Assert.Equal("queue.unknown", (await Expect(gateway, "POST /v1/contacts", """{"queue":"sales"}""", 404)).Code);
        Assert.Equal("channel.unknown", (await Expect(gateway, "POST /v1/contacts", """{"channel":"fax"}""", 400)).Code);
        Assert.Equal("request.duplicate", (await Expect(gateway, "POST /v1/contacts", """{"skills":["en","en"]}""", 400)).Code);

        static (string?, string?) Place(GatewayResponse got) => (got.Member("position"), got.Member("unservable"));
    }

    [Fact]
    public async Task A_declined_offer_goes_to_the_next_agent_and_a_late_accept_is_refused()
    {
        await using var gateway = await RealGateway.StartAsync();
        foreach (var agent in new[] { "7", "8" })
        {
            await Expect(gateway, $"PUT /v1/agents/{agent}", """{"skills":["en"]}""", 201);
            await Expect(gateway, $"PUT /v1/agents/{agent}/presence", """{"presence":"available"}""", 200);
        }

        var contact = await Expect(gateway, "POST /v1/contacts", """{"id":"c1","skills":["en"]}""", 201, "offered");
        var first = contact.Json.GetProperty("offers")[0].GetProperty("id").GetString();
        var again = await Expect(gateway, $"POST /v1/offers/{first}/decline", null, 200, "offered");

        Assert.Equal("8", again.Json.GetProperty("offers")[1].GetProperty("agent").GetString());
        Assert.Equal("offer.notPending", (await Expect(gateway, $"POST /v1/offers/{first}/accept", null, 409)).Code);
    }

    [Fact]
    public async Task Skills_are_assigned_removed_and_described()
    {
        await using var gateway = await RealGateway.StartAsync();
        await Expect(gateway, "PUT /v1/agents/7", "{}", 201);
        await Expect(gateway, "PUT /v1/agents/7/skills/en", """{"level":3}""", 200);
        await Expect(gateway, "PUT /v1/agents/7/skills/es", null, 200);
        Assert.Equal("English",
            (await Expect(gateway, "PUT /v1/skills/en", """{"description":"English"}""", 200)).Member("description"));
        var both = await Expect(gateway, "GET /v1/agents/7", null, 200);
        Assert.Equal("""[{"skill":"en","level":3},{"skill":"es","level":10}]""",
            both.Json.GetProperty("profile").GetProperty("skills").GetRawText());

        await Expect(gateway, "DELETE /v1/agents/7/skills/es", null, 200);
        await Expect(gateway, "DELETE /v1/skills/en", null, 204);

        var none = await Expect(gateway, "GET /v1/agents/7", null, 200);
        Assert.Equal("[]", none.Json.GetProperty("profile").GetProperty("skills").GetRawText());
    }

    [Fact]
    public async Task A_closed_center_offers_nothing_until_it_opens()
    {
        await using var gateway = await RealGateway.StartAsync();
        await Expect(gateway, "PUT /v1/agents/7", "{}", 201);
        await Expect(gateway, "PUT /v1/center", """{"open":false}""", 200);
        await Expect(gateway, "PUT /v1/agents/7/presence", """{"presence":"available"}""", 200);
        await Expect(gateway, "POST /v1/contacts", """{"id":"c1"}""", 201, "queued");

        await Expect(gateway, "PUT /v1/center", """{"open":true}""", 200);

        await Expect(gateway, "GET /v1/contacts/c1", null, 200, "offered");
    }

    [Fact]
    public async Task Agents_are_listed_page_by_page()
    {
        await using var gateway = await RealGateway.StartAsync();
        foreach (var agent in new[] { "1", "2", "3" })
            await Expect(gateway, $"PUT /v1/agents/{agent}", "{}", 201);

        var first = await Expect(gateway, "GET /v1/agents?limit=2", null, 200);
        var rest = await Expect(gateway, $"GET /v1/agents?limit=2&after={first.Member("next")}", null, 200);

        Assert.Equal(2, first.Json.GetProperty("agents").GetArrayLength());
        Assert.Equal("3", rest.Json.GetProperty("agents")[0].GetProperty("id").GetString());
        Assert.Null(rest.Member("next"));
    }

    [Fact]
    public async Task A_stream_resumed_with_the_last_id_has_no_gap_and_no_duplicate()
    {
        await using var gateway = await RealGateway.StartAsync();
        await Expect(gateway, "POST /v1/contacts", """{"id":"c1"}""", 201);
        await Expect(gateway, "POST /v1/contacts", """{"id":"c2"}""", 201);
        string seen;
        await using (var stream = await gateway.OpenEventsAsync("/v1/events?after=0"))
            seen = await stream.ReadEventAsync("contactQueued");
        await Expect(gateway, "POST /v1/contacts", """{"id":"c3"}""", 201);

        var id = seen.Split('|')[0]["id: ".Length..];
        await using var resumed = await gateway.OpenEventsAsync("/v1/events?after=0", ("Last-Event-ID", id));
        await resumed.ReadAsync("the opening");
        for (var next = long.Parse(id) + 1; ; next++)
        {
            var block = await resumed.ReadAsync($"event {next}");
            Assert.StartsWith($"id: {next}|", block);
            if (block!.Contains("\"contact\":\"c3\"", StringComparison.Ordinal))
                break;
        }
    }

    [Fact]
    public async Task An_acknowledged_contact_survives_a_restart_and_a_standby_takes_over_after_a_stop()
    {
        var store = Url("sqlite");
        await using var active = await RealGateway.StartAsync(store);
        await Expect(active, "POST /v1/contacts", """{"id":"c1","skills":["en"]}""", 201);
        await using var standby = await TestGateway.StartAsync(builder => builder.AddCenter(store));
        await standby.WaitForStatusAsync(CenterStatus.Standby);
        Assert.Equal((503, "standby"), Ready(await standby.SendAsync("GET /readyz")));
        Assert.Equal("center.standby", (await Expect(standby, "GET /v1/contacts/c1", null, 503)).Code);

        await active.App.StopAsync();
        await standby.WaitForStatusAsync(CenterStatus.Active);

        Assert.Equal((200, "active"), Ready(await standby.SendAsync("GET /readyz")));
        await Expect(standby, "GET /v1/contacts/c1", null, 200, "queued");

        static (int, string?) Ready(GatewayResponse got) => (got.Status, got.Member("status"));
    }

    private string Url(string store) => store == "sqlite" ? $"sqlite:{Path.Combine(_folder.Path, "acd.db")}" : "memory:";

    private static async Task<GatewayResponse> Expect(
        TestGateway gateway, string what, string? body, int status, string? state = null)
    {
        var got = await gateway.SendAsync(what, body);
        Assert.True(got.Status == status, $"{what} was answered with {got.Status}, not {status}: {got.Text}");
        if (state is not null)
            Assert.Equal(state, got.Member("state"));
        return got;
    }
}
