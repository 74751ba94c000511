using Acd.Testing;

namespace Acd.Gateway.Tests;

/// <summary>
/// What the real engine refuses of queues, gates, callbacks and transfers over HTTP, and what agents' keys may do. The guide's
/// examples test the successful cases.
/// </summary>
public sealed class RoutingEndToEndTests : IAsyncLifetime
{
    private const string Ann = "agent-ann-key-0123456789", Bob = "agent-bob-key-0123456789";

    private readonly TempFolder _folder = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await RealGateway.StartAsync($"sqlite:{Path.Combine(_folder.Path, "acd.db")}", options =>
        {
            TestGateway.UseTestKeys(options);
            options.Keys.Add(new ApiKeyOptions { Key = Ann, Role = "agent", Agent = "ann" });
            options.Keys.Add(new ApiKeyOptions { Key = Bob, Role = "agent", Agent = "bob" });
        });

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("GET /v1/queues/none", null, 404, "queue.unknown", "queue")]
    [InlineData("DELETE /v1/queues/none", null, 404, "queue.unknown", "queue")]
    [InlineData("DELETE /v1/queues/default", null, 409, "queue.isDefault", null)]
    [InlineData("DELETE /v1/queues/sales", null, 409, "queue.inUse", null)]
    [InlineData("PUT /v1/queues/q", """{"hours":{"timeZone":"Mars/Olympus","weekly":[]}}""", 400, "timeZone.unknown",
        "hours.timeZone")]
    [InlineData("PUT /v1/queues/q", """{"whenFull":{"queue":"sales","gate":"in"}}""", 400, "request.exclusive",
        "whenFull.queue")]
    [InlineData("PUT /v1/queues/q", """{"whenFull":{"queue":"none"}}""", 404, "queue.unknown", "whenFull.queue")]
    [InlineData("PUT /v1/queues/q", """{"plan":[{"after":5,"do":{"gate":"none"}}]}""", 404, "gate.unknown", "plan[0].do.gate")]
    [InlineData("GET /v1/gates/none", null, 404, "gate.unknown", "gate")]
    [InlineData("DELETE /v1/gates/none", null, 404, "gate.unknown", "gate")]
    [InlineData("DELETE /v1/gates/in", null, 409, "gate.inUse", null)]
    [InlineData("PUT /v1/gates/g", """{"queue":"none"}""", 404, "queue.unknown", "queue")]
    [InlineData("PUT /v1/center/time-zone", """{"timeZone":"Mars/Olympus"}""", 400, "timeZone.unknown", "timeZone")]
    [InlineData("POST /v1/contacts", """{"queue":"sales","gate":"in"}""", 400, "request.exclusive", "queue")]
    [InlineData("POST /v1/contacts", """{"gate":"none"}""", 404, "gate.unknown", "gate")]
    [InlineData("POST /v1/contacts/none/transfer", "{}", 404, "contact.unknown", null)]
    [InlineData("POST /v1/contacts/waits/transfer", """{"queue":"sales","gate":"in"}""", 400, "request.exclusive", "queue")]
    [InlineData("POST /v1/contacts/waits/transfer", """{"queue":"none"}""", 404, "queue.unknown", "queue")]
    [InlineData("POST /v1/contacts/waits/transfer", """{"agent":"none"}""", 404, "agent.unknown", "agent")]
    [InlineData("POST /v1/contacts/waits/assign", """{"agent":"none"}""", 404, "agent.unknown", "agent")]
    [InlineData("POST /v1/contacts/waits/assign", """{"agent":"off"}""", 409, "agent.offline", null)]
    [InlineData("POST /v1/contacts/waits/assign", """{"agent":"ann"}""", 409, "agent.noRoom", null)]
    [InlineData("POST /v1/contacts/talks/assign", """{"agent":"bob","onlyWaiting":true}""", 409, "contact.connected", null)]
    [InlineData("POST /v1/contacts/talks/handover", """{"agent":"none"}""", 404, "agent.unknown", "agent")]
    [InlineData("POST /v1/contacts/talks/handover", """{"agent":"off"}""", 409, "agent.offline", null)]
    [InlineData("POST /v1/contacts/waits/handover", """{"agent":"ann"}""", 409, "contact.notConnected", null)]
    [InlineData("POST /v1/contacts/waits/callback", "{}", 400, "request.outOfRange", "number")]
    [InlineData("POST /v1/contacts/talks/callback", """{"number":"1"}""", 409, "contact.connected", null)]
    [InlineData("POST /v1/contacts/talks/callback/failed", null, 409, "contact.notCallback", null)]
    [InlineData("POST /v1/contacts/waits/callback/failed", null, 409, "contact.notConnected", null)]
    public async Task An_impossible_request_is_refused(string what, string? body, int status, string code, string? field)
    {
        await SetUpAsync();

        var got = await As(TestGateway.Supervisor, what, body);

        Assert.True((status, code, field) == (got.Status, got.Code, got.Member("field")), got.Text);
    }

    [Fact]
    public async Task An_agents_key_cannot_change_another_agents_contact()
    {
        await SetUpAsync();

        foreach (var action in new[] { "complete", "hold", "resume", "wrap-up/end", "callback/failed", "requeue", "transfer" })
            Assert.Equal("contact.notYours", (await As(Bob, $"POST /v1/contacts/talks/{action}")).Code);
        foreach (var action in new[] { "requeue", "transfer" })
            Assert.Equal("contact.notYours", (await As(Bob, $"POST /v1/contacts/waits/{action}")).Code);
        Assert.Equal("auth.forbidden", (await As(Bob, "GET /v1/contacts/talks")).Code);
        Assert.Equal("ann", (await As(Ann, "GET /v1/contacts/talks")).Member("agent"));
    }

    [Fact]
    public async Task An_agents_key_transfers_its_own_contact_and_may_repeat_that_until_another_agent_has_an_offer()
    {
        await SetUpAsync();

        var moved = await As(Ann, "POST /v1/contacts/talks/transfer", """{"queue":"sales","skills":["es"]}""");
        var again = await As(Ann, "POST /v1/contacts/talks/transfer", """{"queue":"sales","skills":["es"]}""");
        await As(TestGateway.Supervisor, "PUT /v1/agents/bob/skills/es");
        var late = await As(Ann, "POST /v1/contacts/talks/requeue");

        Assert.Equal((200, "queued", "sales"), (moved.Status, moved.Member("state"), moved.Member("queue")));
        Assert.Equal((200, "queued"), (again.Status, again.Member("state")));
        Assert.Equal((403, "contact.notYours"), (late.Status, late.Code));
        Assert.Equal("offered", (await As(Bob, "GET /v1/contacts/talks")).Member("state"));
    }

    [Fact]
    public async Task A_presence_set_with_a_supervisors_key_is_reported_as_forced()
    {
        await As(TestGateway.Supervisor, "PUT /v1/agents/ann", "{}");
        await As(TestGateway.Supervisor, "PUT /v1/agents/ann/presence", """{"presence":"available"}""");
        await As(Ann, "PUT /v1/agents/ann/presence", """{"presence":"notReady"}""");

        await using var events = await _gateway.OpenEventsAsync("/v1/agents/ann/events?after=0", ("X-Api-Key", Ann));
        var forced = await events.ReadEventAsync("agentPresenceChanged");
        var own = await events.ReadEventAsync("agentPresenceChanged");

        Assert.Contains("\"forced\":true", forced);
        Assert.DoesNotContain("forced", own);
    }

    [Fact]
    public async Task A_removed_queue_is_gone_and_a_read_one_can_be_put_again()
    {
        await SetUpAsync();
        foreach (var path in new[] { "/v1/queues/sales", "/v1/gates/in" })
        {
            var got = await As(TestGateway.Service, "GET " + path);
            var again = await As(TestGateway.Supervisor, "PUT " + path, got.Text);
            Assert.Equal((200, got.Text), (again.Status, again.Text));
        }

        await As(TestGateway.Supervisor, "POST /v1/contacts/waits/abandon");
        Assert.Equal(204, (await As(TestGateway.Supervisor, "DELETE /v1/gates/in")).Status);
        Assert.Equal(204, (await As(TestGateway.Supervisor, "DELETE /v1/queues/sales")).Status);
        Assert.Equal(404, (await As(TestGateway.Service, "GET /v1/gates/in")).Status);
        Assert.Equal("""{"gates":[]}""", (await As(TestGateway.Service, "GET /v1/gates")).Text);
    }

    /// <summary>Ann has a call, a contact without a number waits in a queue behind a gate, and an agent is offline.</summary>
    private async Task SetUpAsync()
    {
        await Done("PUT /v1/queues/sales", """
            {"hours":{"timeZone":"Europe/Berlin","weekly":[],"holidays":["2026-12-25"]},"whenClosed":{"raisePriority":1}}
            """);
        await Done("PUT /v1/gates/in", """{"queue":"sales","skills":["la"],"attributes":{"a":1}}""");
        await Done("PUT /v1/agents/ann", """{"skills":["ann"],"autoAccept":true}""");
        await Done("PUT /v1/agents/bob", "{}");
        await Done("PUT /v1/agents/off", "{}");
        await Done("PUT /v1/agents/ann/presence", """{"presence":"available"}""");
        await Done("PUT /v1/agents/bob/presence", """{"presence":"available"}""");
        var talks = await Done("POST /v1/contacts", """{"id":"talks","skills":["ann"]}""");
        Assert.Equal("connected", talks.Member("state"));
        var waits = await Done("POST /v1/contacts", """{"id":"waits","gate":"in"}""");
        Assert.Equal(("queued", "1"), (waits.Member("state"), waits.Member("priority")));
    }

    private async Task<GatewayResponse> Done(string what, string body)
    {
        var got = await As(TestGateway.Supervisor, what, body);
        Assert.True(got.Status is 200 or 201, $"{what} was answered with {got.Status}: {got.Text}");
        return got;
    }

    private Task<GatewayResponse> As(string key, string what, string? body = null) =>
        _gateway.SendAsync(what, body, ("X-Api-Key", key));
}
