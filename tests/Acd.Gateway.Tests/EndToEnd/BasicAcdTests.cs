namespace Acd.Gateway.Tests;

/// <summary>basic-acd's routes, called as its own clients call them, on the real engine.</summary>
public sealed class BasicAcdTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RealGateway.StartAsync();

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Its_simulators_contacts_are_all_assigned_and_completed()
    {
        for (var i = 0; i < 40; i++)
        {
            var language = i % 2 == 0 ? "English" : "Spanish";
            var field = new[] { "Support", "Disputes", "Billing" }[i % 3];
            await Answers($"POST /agent/agent:{i}",
                $$"""{"fname":"A{{i}}","lname":"B","skills":["{{language}}","{{field}}"]}""", 201,
                    $$"""{"agent_key":"agent:{{i}}"}""");
        }

        await Answers("POST /acd", """{"state":1}""", 201, """{"acd_state":1}""");
        var served = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var posted = await _gateway.SendAsync("POST /contact", """{"skills":["English","Billing"]}""");
            Assert.Equal(201, posted.Status);
            var contact = posted.Member("contact_key")!;
            Assert.Matches("^contact:[0-9a-f-]{36}$", contact);

            var found = await _gateway.SendAsync($"GET /contact/{contact}");
            var agent = found.Member("agent")!;
            Assert.Equal($$"""{"skills":["English","Billing"],"state":2,"agent":"{{agent}}"}""", found.Text);
            served.Add(agent);
            await Answers($"PATCH /agent/{agent}/state", """{"state":1}""", 200, $$"""{"agent_key":"{{agent}}"}""");
            await Answers($"PATCH /contact/{contact}", null, 200, $$"""{"contact_key":"{{contact}}"}""");
            await Answers($"GET /contact/{contact}", null, 200,
                $$"""{"skills":["English","Billing"],"state":3,"agent":"{{agent}}"}""");
        }

        Assert.Equal(["agent:14", "agent:2", "agent:20", "agent:26", "agent:32", "agent:38", "agent:8"],
            served.Order(StringComparer.Ordinal));
        await Answers("POST /acd", """{"state":0}""", 201, """{"acd_state":0}""");
    }

    [Fact]
    public async Task An_agent_gets_no_further_contact_until_it_is_available_again()
    {
        await Answers("POST /agent/agent:1", """{"fname":"A","lname":"B","skills":["English"]}""", 201);
        await Answers("PATCH /agent/agent:1/state", """{"state":1}""", 200);
        var first = await PostAsync("English");
        Assert.Equal("2", await StateAsync(first));
        await Answers($"PATCH /contact/{first}", null, 200);

        var second = await PostAsync("English");
        Assert.Equal("1", await StateAsync(second));
        Assert.Equal($$"""{"skills":["English"],"state":1,"agent":null}""",
            (await _gateway.SendAsync($"GET /contact/{second}")).Text);
        await Answers("PATCH /agent/agent:1/state", """{"state":1}""", 200);

        Assert.Equal("2", await StateAsync(second));
    }

    [Fact]
    public async Task A_contact_that_is_still_queued_is_abandoned()
    {
        var contact = await PostAsync("Klingon");

        await Answers($"PATCH /contact/{contact}", null, 200);
        await Answers($"PATCH /contact/{contact}", null, 200);

        Assert.Equal("3", await StateAsync(contact));
        Assert.Equal("abandoned", (await _gateway.SendAsync($"GET /v1/contacts/{contact}")).Member("reason"));
    }

    [Fact]
    public async Task An_agent_is_created_once_offline_and_can_be_renamed()
    {
        await Answers("POST /agent/agent:7", """{"fname":"Ada","lname":"Byron","skills":["English"],"extra":1}""", 201);
        await Answers("POST /agent/agent:7", """{"fname":"Eve","lname":"X","skills":[]}""", 409,
            """{"detail":"There is an agent agent:7 already."}""");
        Assert.Equal("offline", (await _gateway.SendAsync("GET /v1/agents/agent:7")).Member("presence"));

        await Answers("PATCH /agent/agent:7", """{"fname":"Ada","lname":"Lovelace"}""", 200, """{"agent_key":"agent:7"}""");

        var profile = (await _gateway.SendAsync("GET /v1/agents/agent:7")).Json.GetProperty("profile");
        Assert.Equal("Ada Lovelace", profile.GetProperty("name").GetString());
        Assert.Equal("""[{"skill":"English","level":10}]""", profile.GetProperty("skills").GetRawText());
        Assert.True(profile.GetProperty("autoAccept").GetBoolean() && profile.GetProperty("manualIn").GetBoolean());
    }

    [Fact]
    public async Task Skills_and_agents_are_added_and_removed()
    {
        await Answers("POST /agent/agent:7", """{"fname":"A","lname":"B","skills":["English"]}""", 201);
        await Answers("PATCH /agent/agent:7/skill", """{"skill":"Billing"}""", 200, """{"agent_key":"agent:7"}""");
        await Answers("DELETE /agent/agent:7/skill/English", null, 200, """{"skill":"agent:7"}""");
        Assert.Contains("Billing", (await _gateway.SendAsync("GET /v1/agents/agent:7")).Text);
        Assert.DoesNotContain("English", (await _gateway.SendAsync("GET /v1/agents/agent:7")).Text);
        await Answers("DELETE /skill/Billing", null, 200, """{"skill":"Billing"}""");
        Assert.DoesNotContain("Billing", (await _gateway.SendAsync("GET /v1/agents/agent:7")).Text);
        await Answers("PATCH /agent/agent:7/state", """{"state":0}""", 200, """{"agent_key":"agent:7"}""");
        Assert.Equal("notReady", (await _gateway.SendAsync("GET /v1/agents/agent:7")).Member("presence"));
        await Answers("DELETE /agent/agent:7", null, 200, """{"agent_key":"agent:7"}""");
        await Answers("DELETE /agent/agent:7", null, 404, """{"detail":"There is no agent agent:7."}""");
    }

    [Theory]
    [InlineData("POST /acd", """{"state":2}""", 400, "The field state must be 0 to 1.")]
    [InlineData("POST /acd", """{"state":"on"}""", 400, "The field state must be a whole number.")]
    [InlineData("POST /contact", "{}", 400, "The field skills is missing.")]
    [InlineData("POST /contact", """{"skills":["a b"]}""", 400,
        "The field skills[0] must be 1 to 64 of A-Z a-z 0-9 . _ : - @ +, neither . nor ...")]
    [InlineData("GET /contact/contact:none", null, 404, "There is no contact contact:none.")]
    [InlineData("PATCH /contact/contact:none", null, 404, "There is no contact contact:none.")]
    [InlineData("GET /contact/a%20b", null, 400,
        "The field contact_key must be 1 to 64 of A-Z a-z 0-9 . _ : - @ +, neither . nor ...")]
    [InlineData("POST /agent/agent:9", """{"fname":"A"}""", 400, "The field lname is missing.")]
    [InlineData("PATCH /agent/agent:9", """{"fname":"A","lname":"B"}""", 404, "There is no agent agent:9.")]
    [InlineData("PATCH /agent/agent:9/state", """{"state":1}""", 404, "There is no agent agent:9.")]
    [InlineData("PATCH /agent/agent:9/skill", "{}", 400, "The field skill is missing.")]
    [InlineData("DELETE /agent/agent:9/skill/English", null, 404, "There is no agent agent:9.")]
    [InlineData("DELETE /skill/a%20b", null, 400,
        "The field skill must be 1 to 64 of A-Z a-z 0-9 . _ : - @ +, neither . nor ...")]
    public async Task An_error_has_only_a_detail(string what, string? body, int status, string detail)
    {
        var got = await _gateway.SendAsync(what, body);

        Assert.Equal((status, "application/json"), (got.Status, got.ContentType));
        Assert.Equal(detail, Assert.Single(got.Json.EnumerateObject()).Value.GetString());
    }

    private async Task Answers(string what, string? body, int status, string? text = null)
    {
        var got = await _gateway.SendAsync(what, body);
        Assert.True(got.Status == status, $"{what} was answered with {got.Status}, not {status}: {got.Text}");
        if (text is not null)
            Assert.Equal(text, got.Text);
    }

    private async Task<string> PostAsync(string skill) =>
        (await _gateway.SendAsync("POST /contact", $$"""{"skills":["{{skill}}"]}""")).Member("contact_key")!;

    private async Task<string?> StateAsync(string contact) =>
        (await _gateway.SendAsync($"GET /contact/{contact}")).Member("state");
}
