// Over 300 lines because much of it is one table: the roles that each route is for.
using System.Net;
using Acd.Core;
using Acd.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Gateway.Tests;

/// <summary>Keys, roles and the routes that they may call.</summary>
public sealed class SecurityTests : IAsyncLifetime
{
    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center, TestGateway.UseTestKeys);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    // In the fake center every contact is connected to agent 7.
    [Theory]
    [InlineData("POST /v1/contacts", "{}", "service supervisor")]
    [InlineData("GET /v1/contacts", null, "service supervisor")]
    [InlineData("GET /v1/contacts/c1", null, "agent service supervisor")]
    [InlineData("GET /v1/contacts/c1/explain", null, "service supervisor")]
    [InlineData("POST /v1/contacts/c1/abandon", null, "service supervisor")]
    [InlineData("POST /v1/contacts/c1/transfer", """{"skills":[]}""", "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/assign", """{"agent":"7"}""", "supervisor")]
    [InlineData("POST /v1/contacts/c1/callback", null, "service supervisor")]
    [InlineData("POST /v1/contacts/c1/callback/failed", null, "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/priority", """{"priority":1}""", "service supervisor")]
    [InlineData("POST /v1/contacts/c1/complete", null, "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/hangup", null, "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/requeue", null, "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/hold", null, "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/resume", null, "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/park", null, "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/unpark", null, "agent service supervisor")]
    [InlineData("PATCH /v1/contacts/c1", "{}", "service supervisor")]
    [InlineData("POST /v1/contacts/search", "{}", "service supervisor")]
    [InlineData("POST /v1/contacts/c1/wrap-up/end", null, "agent service supervisor")]
    [InlineData("POST /v1/contacts/c1/wrap-up/extend", """{"seconds":9}""", "agent service supervisor")]
    [InlineData("GET /v1/agents", null, "service supervisor")]
    [InlineData("GET /v1/agents/7", null, "agent service supervisor")]
    [InlineData("GET /v1/agents/8", null, "service supervisor")]
    [InlineData("PUT /v1/agents/7", "{}", "supervisor")]
    [InlineData("DELETE /v1/agents/7", null, "supervisor")]
    [InlineData("PUT /v1/agents/7/presence", """{"presence":"available"}""", "agent supervisor")]
    [InlineData("PUT /v1/agents/8/presence", """{"presence":"available"}""", "supervisor")]
    [InlineData("POST /v1/agents/7/heartbeat", null, "agent supervisor")]
    [InlineData("POST /v1/agents/8/heartbeat", null, "supervisor")]
    [InlineData("GET /v1/agents/7/devices", null, "agent service supervisor")]
    [InlineData("GET /v1/agents/8/devices", null, "service supervisor")]
    [InlineData("POST /v1/agents/7/devices/d/connect", null, "agent supervisor")]
    [InlineData("POST /v1/agents/8/devices/d/connect", null, "supervisor")]
    [InlineData("POST /v1/agents/7/devices/d/disconnect", null, "agent supervisor")]
    [InlineData("POST /v1/agents/8/devices/d/disconnect", null, "supervisor")]
    [InlineData("POST /v1/agents/7/presence-reports", """{"source":"s","sequence":1,"presence":"available"}""",
        "agent supervisor")]
    [InlineData("POST /v1/agents/8/presence-reports", """{"source":"s","sequence":1,"presence":"available"}""", "supervisor")]
    [InlineData("POST /v1/agents/7/pick", """{"contact":"c1"}""", "agent supervisor")]
    [InlineData("POST /v1/agents/8/pick", """{"contact":"c1"}""", "supervisor")]
    [InlineData("GET /v1/agents/7/pickable", null, "agent supervisor")]
    [InlineData("GET /v1/agents/8/pickable", null, "supervisor")]
    [InlineData("POST /v1/agents/7/wrap-up/end", null, "agent supervisor")]
    [InlineData("POST /v1/agents/8/wrap-up/end", null, "supervisor")]
    [InlineData("PUT /v1/agents/7/skills/en", null, "supervisor")]
    [InlineData("DELETE /v1/agents/7/skills/en", null, "supervisor")]
    [InlineData("POST /v1/offers/o1/accept", null, "agent supervisor")]
    [InlineData("POST /v1/offers/o1/decline", null, "agent supervisor")]
    [InlineData("GET /v1/skills", null, "service supervisor")]
    [InlineData("GET /v1/skills/en", null, "service supervisor")]
    [InlineData("PUT /v1/skills/en", """{"description":"x"}""", "supervisor")]
    [InlineData("DELETE /v1/skills/en", null, "supervisor")]
    [InlineData("GET /v1/queues", null, "service supervisor")]
    [InlineData("GET /v1/queues/default", null, "service supervisor")]
    [InlineData("PUT /v1/queues/default", "{}", "supervisor")]
    [InlineData("DELETE /v1/queues/sales", null, "supervisor")]
    [InlineData("GET /v1/gates", null, "service supervisor")]
    [InlineData("GET /v1/gates/in", null, "service supervisor")]
    [InlineData("PUT /v1/gates/in", """{"queue":"default"}""", "supervisor")]
    [InlineData("DELETE /v1/gates/in", null, "supervisor")]
    [InlineData("GET /v1/channels", null, "service supervisor")]
    [InlineData("PUT /v1/channels/chat", """{"cost":25}""", "supervisor")]
    [InlineData("GET /v1/center", null, "service supervisor")]
    [InlineData("PUT /v1/center", """{"open":true}""", "supervisor")]
    [InlineData("PUT /v1/center/keep-room", """{"keepRoomForFirst":0}""", "supervisor")]
    [InlineData("PUT /v1/center/time-zone", """{"timeZone":"UTC"}""", "supervisor")]
    [InlineData("GET /v1/events", null, "service supervisor")]
    [InlineData("GET /v1/agents/7/events", null, "agent service supervisor")]
    [InlineData("GET /v1/agents/8/events", null, "service supervisor")]
    public Task A_route_is_for_its_roles(string what, string? body, string roles) => IsFor(what, body, roles);

    [Theory]
    [InlineData("POST /acd", """{"state":1}""", "supervisor")]
    [InlineData("POST /contact", """{"skills":[]}""", "service supervisor")]
    [InlineData("GET /contact/c1", null, "service supervisor")]
    [InlineData("PATCH /contact/c1", null, "service supervisor")]
    [InlineData("POST /agent/7", """{"fname":"A","lname":"B"}""", "supervisor")]
    [InlineData("PATCH /agent/7", """{"fname":"A","lname":"B"}""", "supervisor")]
    [InlineData("DELETE /agent/7", null, "supervisor")]
    [InlineData("PATCH /agent/7/state", """{"state":1}""", "agent supervisor")]
    [InlineData("PATCH /agent/8/state", """{"state":1}""", "supervisor")]
    [InlineData("PATCH /agent/7/skill", """{"skill":"en"}""", "supervisor")]
    [InlineData("DELETE /agent/7/skill/en", null, "supervisor")]
    [InlineData("DELETE /skill/en", null, "supervisor")]
    public Task A_route_of_basic_acd_is_for_its_roles(string what, string? body, string roles) => IsFor(what, body, roles);

    [Theory]
    [InlineData("GET /healthz", null, "nobody stranger agent service supervisor")]
    [InlineData("GET /readyz", null, "nobody stranger agent service supervisor")]
    [InlineData("GET /openapi/v1.json", null, "nobody stranger agent service supervisor")]
    public Task A_route_without_a_key_is_for_everybody(string what, string? body, string roles) => IsFor(what, body, roles);

    [Fact]
    public void Every_route_has_a_policy()
    {
        var routes = _gateway.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.True(
            route.Metadata.GetMetadata<AuthorizationPolicy>() is not null
            || route.Metadata.GetMetadata<IAllowAnonymous>() is not null));
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData(TestGateway.Agent7, 403)]
    [InlineData(TestGateway.Service, 403)]
    [InlineData(TestGateway.Supervisor, 200)]
    public async Task A_route_without_a_policy_is_for_supervisors(string? key, int status)
    {
        _gateway.App.MapGet("/v1/unguarded", () => "open");

        var got = await _gateway.SendAsync("GET /v1/unguarded", null, key is null ? [] : [("X-Api-Key", key)]);

        Assert.Equal(status, got.Status);
    }

    [Theory]
    [InlineData("GET /v1/nothing", 404, "request.unknownRoute")]
    [InlineData("PATCH /v1/contacts", 405, "request.unknownMethod")]
    public async Task An_unknown_address_is_answered_without_a_key(string what, int status, string code)
    {
        var got = await _gateway.SendAsync(what);

        Assert.Equal((status, code), (got.Status, got.Code));
    }

    [Fact]
    public async Task A_key_is_read_from_either_header()
    {
        Assert.Equal(200, (await _gateway.SendAsync("GET /v1/center", null, ("X-Api-Key", TestGateway.Service))).Status);
        Assert.Equal(200,
            (await _gateway.SendAsync("GET /v1/center", null, ("Authorization", $"bearer {TestGateway.Service}"))).Status);
        Assert.Equal(401,
            (await _gateway.SendAsync("GET /v1/center", null, ("Authorization", $"Basic {TestGateway.Service}"))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("supervisor-key-012345678")]
    [InlineData("supervisor-key-01234567890")]
    [InlineData("Supervisor-Key-0123456789")]
    public async Task A_part_or_a_variant_of_a_key_is_unknown(string key)
    {
        var got = await _gateway.SendAsync("GET /v1/center", null, ("X-Api-Key", key));

        Assert.Equal(401, got.Status);
    }

    [Fact]
    public async Task A_key_of_any_length_is_answered()
    {
        var got = await _gateway.SendAsync("GET /v1/center", null,
            ("X-Api-Key", TestGateway.Supervisor + new string('x', 4000)));

        Assert.Equal((401, "auth.unknown"), (got.Status, got.Code));
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("hold")]
    [InlineData("resume")]
    [InlineData("wrap-up/end")]
    [InlineData("requeue")]
    [InlineData("transfer")]
    [InlineData("callback/failed")]
    public async Task A_command_with_an_agents_key_names_the_agent(string action)
    {
        await Post("c1/" + action, TestGateway.Agent7);
        await Post("c1/" + action, TestGateway.Supervisor);

        Assert.Equal([new AgentId("7"), null], _center.Requests.OfType<ContactCommand>().Select(command => command.By));
    }

    // The gateway does not query first: the reply could be outdated when the command arrives.
    [Theory]
    [InlineData("complete")]
    [InlineData("requeue")]
    [InlineData("transfer")]
    public async Task A_command_about_another_agents_contact_is_refused_by_the_center(string action)
    {
        _center.Respond = request => Refusals.ContactNotYours(((ContactCommand)request).Contact);

        var got = await Post("c1/" + action, TestGateway.Agent7);

        Assert.Equal((403, "contact.notYours"), (got.Status, got.Code));
        Assert.Equal(new AgentId("7"), Assert.IsAssignableFrom<ContactCommand>(Assert.Single(_center.Requests)).By);
    }

    [Theory]
    [InlineData(ContactState.Queued, null, null, false)]
    [InlineData(ContactState.Connected, "8", null, false)]
    [InlineData(ContactState.Closed, "8", null, false)]
    [InlineData(ContactState.Connected, "7", null, true)]
    [InlineData(ContactState.WrapUp, "7", null, true)]
    [InlineData(ContactState.Closed, "7", null, true)]
    [InlineData(ContactState.Offered, null, OfferState.Pending, true)]
    [InlineData(ContactState.Connected, "8", OfferState.TimedOut, false)]
    [InlineData(ContactState.Connected, "8", OfferState.Accepted, true)]
    public async Task An_agent_sees_contacts_that_it_has_had_or_is_offered(
        ContactState state, string? agent, OfferState? offer, bool may)
    {
        var contact = SampleReplies.Contact("c1", state, agent) with { Offers = Offers(offer), CallerId = "+49 30 901820" };
        _center.Respond = _ => new ContactReply(contact);

        foreach (var what in new[] { "GET /v1/contacts/c1", "POST /v1/contacts/c1/complete" })
        {
            var got = await _gateway.SendAsync(what, null, ("X-Api-Key", TestGateway.Agent7));
            Assert.Equal(may ? 200 : 403, got.Status);
            Assert.Equal(may, got.Text.Contains("901820", StringComparison.Ordinal));
        }

        Assert.Equal(200, (await _gateway.SendAsync("GET /v1/contacts/c1", null, ("X-Api-Key", TestGateway.Service))).Status);
    }

    [Fact]
    public async Task A_presence_set_with_a_supervisors_key_is_forced()
    {
        foreach (var key in new[] { TestGateway.Supervisor, TestGateway.Agent7 })
            await _gateway.SendAsync("PUT /v1/agents/7/presence", """{"presence":"available"}""", ("X-Api-Key", key));
        await using var open = await TestGateway.StartAsync(_center);
        await open.SendAsync("PUT /v1/agents/7/presence", """{"presence":"available"}""");

        Assert.Equal([true, false, false], _center.Requests.Cast<SetPresence>().Select(presence => presence.Forced));
    }

    [Fact]
    public async Task An_agents_answer_to_an_offer_names_the_agent()
    {
        await _gateway.SendAsync("POST /v1/offers/o1/accept", null, ("X-Api-Key", TestGateway.Agent7));
        await _gateway.SendAsync("POST /v1/offers/o1/decline", null, ("X-Api-Key", TestGateway.Supervisor));

        Assert.Equal([new AcceptOffer(new("o1"), new("7")), new DeclineOffer(new("o1"))], _center.Requests);
    }

    [Theory]
    [InlineData("Host", "evil.example", "auth.hostUnknown")]
    [InlineData("Origin", "http://evil.example", "auth.crossOrigin")]
    [InlineData("Origin", "null", "auth.crossOrigin")]
    public async Task Without_keys_pages_of_other_origins_are_refused(string header, string value, string code)
    {
        await using var open = await TestGateway.StartAsync(_center);

        var got = await open.SendAsync("POST /v1/contacts", "{}", (header, value));

        Assert.Equal((403, code, header), (got.Status, got.Code, got.Member("field")));
        Assert.Empty(_center.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1", 201, null)]
    [InlineData("::1", 201, null)]
    [InlineData("::ffff:127.0.0.1", 201, null)]
    [InlineData("10.1.2.3", 403, "auth.notLocal")]
    [InlineData("2001:db8::1", 403, "auth.notLocal")]
    public async Task Without_keys_only_a_connection_from_this_machine_is_served(string address, int status, string? code)
    {
        await using var open = await StartForCallerAsync(IPAddress.Parse(address));

        var got = await open.SendAsync("POST /v1/contacts", "{}");

        Assert.Equal((status, code), (got.Status, got.Code));
        Assert.Equal(status == 201 ? 1 : 0, _center.Requests.Count);
        Assert.Equal(200, (await open.SendAsync("GET /healthz")).Status);
    }

    /// <summary>An application that embeds the API and binds addresses of its own, where a caller has this address.</summary>
    private Task<TestGateway> StartForCallerAsync(IPAddress caller) => TestGateway.StartAsync(builder =>
    {
        builder.Services.AddSingleton<IContactCenter>(_center);
        builder.Services.AddSingleton<IAgentDevices>(
            new LocalAgentDevices(_center, new FakeSessionStore(), TimeProvider.System));
        builder.Services.AddSingleton<IStartupFilter>(new CallerAddressFilter(caller));
    });

    private sealed class CallerAddressFilter(IPAddress caller) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = caller;
                return rest(http);
            });
            next(app);
        };
    }

    [Fact]
    public async Task Without_keys_every_local_caller_may_do_everything()
    {
        await using var open = await TestGateway.StartAsync(_center, options => options.Hosts.Add("acd.local"));

        Assert.Equal("127.0.0.1", open.Http.BaseAddress!.Host);
        Assert.Equal(201, (await open.SendAsync("POST /v1/contacts", "{}")).Status);
        Assert.Equal(200, (await open.SendAsync("PUT /v1/agents/7", "{}", ("Host", "localhost:1"))).Status);
        Assert.Equal(200, (await open.SendAsync("PUT /v1/agents/7", "{}", ("Host", "ACD.local"))).Status);
        Assert.Equal(200,
            (await open.SendAsync("PUT /v1/agents/7", "{}", ("Origin", open.Http.BaseAddress.ToString().TrimEnd('/')))).Status);
    }

    private static IReadOnlyList<OfferDocument> Offers(OfferState? state) =>
        state is { } known ? [new(new("o1"), new("7"), known, SampleReplies.Now, SampleReplies.Now)] : [];

    private Task<GatewayResponse> Post(string path, string key) =>
        _gateway.SendAsync("POST /v1/contacts/" + path, null, ("X-Api-Key", key));

    private async Task IsFor(string what, string? body, string roles)
    {
        _center.OnSubscribe = subscription => subscription.End();
        (string Who, string? Key, int Status, string? Code)[] callers =
        [
            ("nobody", null, 401, "auth.missing"), ("stranger", "no-such-key-0123456789", 401, "auth.unknown"),
            ("agent", TestGateway.Agent7, 403, "auth.forbidden"), ("service", TestGateway.Service, 403, "auth.forbidden"),
            ("supervisor", TestGateway.Supervisor, 403, "auth.forbidden"),
        ];
        foreach (var (who, key, status, code) in callers)
        {
            var got = await _gateway.SendAsync(what, body, key is null ? [] : [("Authorization", $"Bearer {key}")]);
            if (roles.Split(' ').Contains(who))
                Assert.InRange(got.Status, 200, 204);
            else if (what.Contains("/v1/", StringComparison.Ordinal))
                Assert.Equal((who, status, code), (who, got.Status, got.Code));
            else
                Assert.Equal((who, status, "detail"), (who, got.Status, Assert.Single(got.Json.EnumerateObject()).Name));
            Assert.Equal(got.Status == 401 ? "Bearer" : null, got.Authenticate);
        }
    }
}
