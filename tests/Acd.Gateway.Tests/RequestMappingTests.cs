// Over 300 lines because most of it is one table: the request that each route sends to the center.
using Acd.Core;

namespace Acd.Gateway.Tests;

/// <summary>The request that each route sends to the center, and its response.</summary>
public sealed class RequestMappingTests : IAsyncLifetime
{
    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    private static ListContacts CallersOfAnn => new()
    {
        Agent = new("ann"),
        CallerId = "+4930901820",
        Callback = true,
        From = Timestamp.From(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero)),
        To = Timestamp.From(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)),
    };

    public static TheoryData<string, string?, Request, int> RoutesOfOwnedWork => new()
    {
        {
            "GET /v1/contacts?agent=ann&callerId=%2B4930901820&callback=true&from=2026-03-02T08:00:00Z&to=2026-03-02T09:00:00Z",
            null, CallersOfAnn, 200
        },
        {
            "POST /v1/contacts/search",
            """
            {"agent":"ann","callerId":"+4930901820","callback":true,"from":"2026-03-02T08:00:00Z","to":"2026-03-02T09:00:00Z"}
            """,
            CallersOfAnn, 200
        },
        {
            "GET /v1/contacts?reason=abandoned", null,
            new ListContacts { State = ContactState.Closed, Reason = CloseReason.Abandoned }, 200
        },
        {
            "POST /v1/contacts/search", """{"reason":"expired","after":5000000000}""",
            new ListContacts { State = ContactState.Closed, Reason = CloseReason.Expired, After = 5_000_000_000 }, 200
        },
        {
            "PATCH /v1/contacts/c1", """{"attributes":{"crm":null}}""",
            new PatchContact(new("c1")) { Attributes = """{"crm":null}""" }, 200
        },
        { "POST /v1/contacts/c1/unpark", null, new UnparkContact(new("c1")), 200 },
        {
            "POST /v1/contacts/c1/park", """{"until":"2026-03-02T09:00:00+01:00","reason":"parts","offer":"o5"}""",
            new ParkContact(new("c1")) { Until = CallersOfAnn.From, Reason = "parts", Offer = new("o5") }, 200
        },
        {
            "POST /v1/contacts/c1/assign", """{"agent":"7","onlyWaiting":true}""",
            new AssignContact(new("c1"), new("7")) { OnlyWaiting = true }, 200
        },
        {
            "POST /v1/contacts/c1/handover", """{"agent":"7","offer":"o5"}""",
            new HandOverContact(new("c1"), new("7")) { Offer = new("o5") }, 200
        },
    };

    public static TheoryData<string, string?, Request, int> Routes => new()
    {
        { "GET /v1/contacts/c:1", null, new GetContact(new("c:1")), 200 },
        { "GET /v1/contacts/c%3A1", null, new GetContact(new("c:1")), 200 },
        { "GET /v1/contacts/c1/explain", null, new ExplainContact(new("c1")), 200 },
        { "POST /v1/contacts/c1/abandon", null, new AbandonContact(new("c1")), 200 },
        { "POST /v1/contacts/c1/abandon", """{"reason":"canceled"}""", new AbandonContact(new("c1"), CloseReason.Canceled),
            200 },
        { "POST /v1/contacts/c1/complete", "{}", new CompleteContact(new("c1")), 200 },
        { "POST /v1/contacts/c1/requeue", null, new RequeueContact(new("c1")), 200 },
        { "POST /v1/contacts/c1/hold", null, new HoldContact(new("c1")), 200 },
        { "POST /v1/contacts/c1/resume", null, new ResumeContact(new("c1")), 200 },
        { "POST /v1/contacts/c1/complete", """{"disposition":"sold","note":"two"}""",
            new CompleteContact(new("c1")) { Disposition = "sold", Note = "two" }, 200 },
        { "POST /v1/contacts/c1/wrap-up/end", """{"disposition":"lost"}""",
            new EndWrapUp(new("c1")) { Disposition = "lost" }, 200 },
        { "POST /v1/contacts/c1/wrap-up/end", null, new EndWrapUp(new("c1")), 200 },
        {
            "POST /v1/contacts/c1/wrap-up/extend", """{"seconds":90,"offer":"o5"}""",
            new ExtendWrapUp(new("c1"), TimeSpan.FromSeconds(90)) { Offer = new("o5") }, 200
        },
        {
            "PUT /v1/queues/q1", """{"applyToRunning":true}""", new PutQueue(new(new("q1"))) { ApplyToRunning = true }, 200
        },
        { "POST /v1/contacts/c1/priority", """{"priority":9}""", new ChangePriority(new("c1"), 9), 200 },
        { "POST /v1/contacts/c1/assign", """{"agent":"7"}""", new AssignContact(new("c1"), new("7")), 200 },
        { "POST /v1/contacts/c1/callback", null, new RequestCallback(new("c1")), 200 },
        { "POST /v1/contacts/c1/callback", """{"number":"+49 30 1"}""", new RequestCallback(new("c1"), "+49 30 1"), 200 },
        { "POST /v1/contacts/c1/callback/failed", null, new FailCallback(new("c1")), 200 },
        { "POST /v1/contacts/c1/transfer", null, new TransferContact(new("c1")), 200 },
        {
            "POST /v1/contacts/c1/transfer", """{"queue":"sales","agent":"7","preferredFor":60,"newPlace":true}""",
            new TransferContact(new("c1")) { Queue = new("sales"), Agent = new("7"),
                PreferredFor = TimeSpan.FromSeconds(60), NewPlace = true }, 200
        },
        { "POST /v1/contacts/c1/transfer", """{"gate":"in"}""", new TransferContact(new("c1")) { Gate = new("in") }, 200 },
        { "GET /v1/contacts", null, new ListContacts(), 200 },
        {
            "GET /v1/contacts?state=wrapUp&queue=sales&skill=en&gate=in&channel=chat&after=12&limit=5", null,
            new ListContacts
            {
                State = ContactState.WrapUp, Queue = new("sales"), Skill = new("en"), Gate = new("in"), Channel = new("chat"),
                After = 12, Limit = 5,
            },
            200
        },
        { "GET /v1/agents", null, new ListAgents(), 200 },
        { "GET /v1/agents?after=12&limit=5", null, new ListAgents(12, 5), 200 },
        {
            "GET /v1/agents?state=wrapUp&queue=sales&skill=en&search=ann", null,
            new ListAgents { State = AgentState.WrapUp, Queue = new("sales"), Skill = new("en"), Search = "ann" }, 200
        },
        { "GET /v1/board", null, new GetBoard(), 200 },
        { "GET /v1/agents/7", null, new GetAgent(new("7")), 200 },
        { "DELETE /v1/agents/7", null, new RemoveAgent(new("7")), 204 },
        { "PUT /v1/agents/7/presence", """{"presence":"available"}""", new SetPresence(new("7"), Presence.Available), 200 },
        { "PUT /v1/agents/7/presence", """{"presence":"notReady","keepOffers":true}""",
            new SetPresence(new("7"), Presence.NotReady, KeepOffers: true), 200 },
        { "PUT /v1/agents/7/presence", """{"presence":"notReady","reason":"lunch"}""",
            new SetPresence(new("7"), Presence.NotReady, "lunch"), 200 },
        { "POST /v1/agents/7/heartbeat", null, new HeartbeatAgent(new("7")), 200 },
        { "PUT /v1/agents/7/skills/en", null, new PutAgentSkill(new("7"), new(new("en"), 10)), 200 },
        { "PUT /v1/agents/7/skills/en", """{"level":3}""", new PutAgentSkill(new("7"), new(new("en"), 3)), 200 },
        { "DELETE /v1/agents/7/skills/en", null, new RemoveAgentSkill(new("7"), new("en")), 200 },
        { "POST /v1/offers/o5/accept", null, new AcceptOffer(new("o5")), 200 },
        { "POST /v1/offers/o5/decline", null, new DeclineOffer(new("o5")), 200 },
        { "POST /v1/offers/o5/decline", """{"cause":"busy"}""", new DeclineOffer(new("o5")) { Cause = "busy" }, 200 },
    };

    public static TheoryData<string, string?, Request, int> CenterRoutes => new()
    {
        { "GET /v1/skills", null, new ListSkills(), 200 },
        { "GET /v1/skills/en", null, new GetSkill(new("en")), 200 },
        { "PUT /v1/skills/en", """{"description":"English"}""", new PutSkill(new(new("en"), "English")), 200 },
        { "DELETE /v1/skills/en", null, new RemoveSkill(new("en")), 204 },
        { "GET /v1/queues", null, new GetCenter(), 200 },
        { "GET /v1/queues/default", null, new GetQueue(QueueId.Default), 200 },
        { "DELETE /v1/queues/sales", null, new RemoveQueue(new("sales")), 204 },
        { "GET /v1/gates", null, new GetCenter(), 200 },
        { "GET /v1/gates/in", null, new GetGate(new("in")), 200 },
        { "DELETE /v1/gates/in", null, new RemoveGate(new("in")), 204 },
        { "GET /v1/channels", null, new GetCenter(), 200 },
        { "PUT /v1/channels/fax", """{"cost":20}""", new PutChannel(new(new("fax"), 20)), 200 },
        { "PUT /v1/channels/chat", """{"cost":20,"maxContacts":3,"maxOffers":2}""",
            new PutChannel(new(new("chat"), 20, 3, 2)), 200 },
        { "PUT /v1/center/keep-room", """{"keepRoomForFirst":600}""", new PutKeepRoom(TimeSpan.FromMinutes(10)), 200 },
        { "PUT /v1/center/time-zone", """{"timeZone":"Europe/Berlin"}""", new PutTimeZone("Europe/Berlin"), 200 },
        { "GET /v1/center", null, new GetCenter(), 200 },
        { "PUT /v1/center", """{"open":true}""", new OpenCenter(), 200 },
        { "PUT /v1/center", """{"open":false,"agentsToo":true}""", new CloseCenter(AgentsToo: true), 200 },
    };

    /// <summary>The settings of the center, and ids with all characters that they may have, encoded or not.</summary>
    public static TheoryData<string, string?, Request, int> MoreRoutes => new()
    {
        { "GET /v1/center/settings", null, new GetGeneralSettings(), 200 },
        { "GET /v1/agents/bob@example.org", null, new GetAgent(new("bob@example.org")), 200 },
        { "GET /v1/agents/+4930901820", null, new GetAgent(new("+4930901820")), 200 },
        { "GET /v1/contacts/%2B49%4030", null, new GetContact(new("+49@30")), 200 },
        { "GET /v1/contacts?queue=a+b", null, new ListContacts { Queue = new("a+b") }, 200 },
        { "GET /v1/contacts?queue=a%2Bb", null, new ListContacts { Queue = new("a+b") }, 200 },
    };

    /// <summary>Commands about one connection of a contact.</summary>
    public static TheoryData<string, string?, Request, int> ConnectionRoutes => new()
    {
        { "POST /v1/contacts/c1/complete", """{"offer":"o5"}""", new CompleteContact(new("c1")) { Offer = new("o5") }, 200 },
        { "POST /v1/contacts/c1/requeue", """{"offer":"o5"}""", new RequeueContact(new("c1")) { Offer = new("o5") }, 200 },
        { "POST /v1/contacts/c1/transfer", """{"offer":"o5"}""", new TransferContact(new("c1")) { Offer = new("o5") }, 200 },
        { "POST /v1/agents/7/pick", """{"contact":"c1"}""", new PickContact(new("c1"), new("7")), 200 },
        { "GET /v1/agents/7/pickable", null, new ListPickable(new("7")), 200 },
        { "GET /v1/agents/7/pickable?limit=5", null, new ListPickable(new("7"), 5), 200 },
        { "POST /v1/agents/7/wrap-up/end", null, new EndAgentWrapUp(new("7")), 200 },
        { "POST /v1/agents/7/wrap-up/end", """{"offer":"o5"}""", new EndAgentWrapUp(new("7"), new("o5")), 200 },
        { "POST /v1/contacts/c1/hangup", null, new HangUpContact(new("c1")), 200 },
        { "POST /v1/contacts/c1/hangup", """{"by":"system","offer":"o5"}""",
            new HangUpContact(new("c1"), Party.System) { Offer = new("o5") }, 200 },
    };

    [Theory]
    [MemberData(nameof(Routes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(MoreRoutes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(ConnectionRoutes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(CenterRoutes), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(RoutesOfOwnedWork), DisableDiscoveryEnumeration = true)]
    public async Task A_route_sends_the_center_one_request(string what, string? body, Request request, int status)
    {
        var got = await _gateway.SendAsync(what, body);

        Assert.Equal(status, got.Status);
        Assert.Equal(request, Assert.Single(_center.Requests));
        Assert.Equal(status == 204 ? null : "application/json", got.ContentType);
    }

    [Fact]
    public async Task Contacts_are_searched_by_attributes_of_any_name()
    {
        await _gateway.SendAsync("GET /v1/contacts?attribute.order=4711&attribute.a%20b.c=%C3%A9%2C1&attribute.empty=");

        var search = Assert.IsType<ListContacts>(Assert.Single(_center.Requests));
        Assert.Equal([new("order", "4711"), new("a b.c", "é,1"), new("empty", "")], search.Attributes);
    }

    [Fact]
    public async Task A_contacts_skills_are_ids_or_ids_with_levels()
    {
        await _gateway.SendAsync("POST /v1/contacts", """{"skills":["en",{"skill":"billing","level":3},{"skill":"vip"}]}""");

        var contact = Assert.IsType<EnqueueContact>(Assert.Single(_center.Requests));
        Assert.Equal([new(new("en"), 1), new(new("billing"), 3), new(new("vip"), 1)], contact.Requirements);
    }

    [Fact]
    public async Task An_agents_skills_are_ids_or_ids_with_proficiencies()
    {
        await _gateway.SendAsync("PUT /v1/agents/7", """
            {"name":"Ada","skills":["en",{"skill":"billing","level":3}],"capacity":200,
             "channels":[{"channel":"chat","cost":20,"maxContacts":3}],"autoAccept":true,"manualIn":true,
             "address":"sip:ada@phones"}
            """);

        var profile = Assert.IsType<PutAgent>(Assert.Single(_center.Requests)).Profile;
        Assert.Equal([new(new("en"), 10), new(new("billing"), 3)], profile.Skills);
        Assert.Equal([new(new("chat"), 20, 3)], profile.Channels);
        Assert.Equal(("Ada", 200, true, true), (profile.Name, profile.Capacity, profile.AutoAccept, profile.ManualIn));
        Assert.Equal("sip:ada@phones", profile.Address);
    }

    [Fact]
    public async Task A_closed_contact_is_opened_again_by_the_document_that_the_store_has()
    {
        var closed = ((ContactReply)SampleReplies.Reply(new GetContact(new("c1")))).Contact with
        {
            State = ContactState.Closed,
            ClosedAt = CallersOfAnn.From,
        };
        _center.Respond = request => new ContactReply(closed, Created: request is ReopenContact);

        var got = await _gateway.SendAsync("POST /v1/contacts/c1/reopen", """{"queue":"sales","preferredFor":60}""");

        Assert.Equal(201, got.Status);
        Assert.Equal(
            [
                new GetContact(new("c1")),
                new ReopenContact(new("c1"))
                {
                    Document = closed,
                    Queue = new("sales"),
                    PreferredFor = TimeSpan.FromMinutes(1),
                },
            ],
            _center.Requests);
    }

    [Fact]
    public async Task A_transfer_replaces_the_requirements()
    {
        await _gateway.SendAsync("POST /v1/contacts/c1/transfer", """{"skills":["es"]}""");

        var transfer = Assert.IsType<TransferContact>(Assert.Single(_center.Requests));
        Assert.Equal([new(new("es"))], transfer.Requirements);
    }

    [Fact]
    public async Task A_contact_has_every_field_of_its_body_and_a_location()
    {
        var got = await _gateway.SendAsync("POST /v1/contacts",
            """{"id":"c-9","queue":"sales","channel":"chat","priority":4,"attributes":{ "a" : [1.0, "é"] }}""");

        Assert.Equal((201, "/v1/contacts/c-9"), (got.Status, got.Location));
        var contact = Assert.IsType<EnqueueContact>(Assert.Single(_center.Requests));
        Assert.Equal(("c-9", "sales", "chat", 4, """{ "a" : [1.0, "é"] }"""),
            (contact.Contact.Value, contact.Queue?.Value, contact.Channel.Value, contact.Priority, contact.Attributes));
    }

    [Fact]
    public async Task A_contact_without_fields_takes_everything_from_its_queue_and_gate()
    {
        await _gateway.SendAsync("POST /v1/contacts", """{"id":"c1"}""");

        var contact = Enqueued();
        Assert.Equal(new EnqueueContact(new("c1")) { Requirements = contact.Requirements }, contact);
        Assert.Empty(contact.Requirements);
    }

    [Fact]
    public async Task A_contact_can_have_a_gate_a_preferred_agent_a_caller_and_a_plan()
    {
        await _gateway.SendAsync("POST /v1/contacts", """
            {"id":"c1","gate":"in","preferredAgent":"7","preferredFor":12.5,"callerId":"+49 30 1","plan":[
             {"after":0,"do":{"skills":["en",{"skill":"vip","level":2}],"raisePriority":3},"skipIfUnservable":true},
             {"after":30.5,"do":{"queue":"sales","lowerLevels":2,"callback":true}},
             {"after":60,"do":{"gate":"in"}},{"after":90,"do":{"close":"overflowed"}}]}
            """);

        var contact = Enqueued();
        Assert.Equal(("in", "7", TimeSpan.FromSeconds(12.5), "+49 30 1", null, null),
            (contact.Gate?.Value, contact.PreferredAgent?.Value, contact.PreferredFor, contact.CallerId, contact.Queue,
                contact.Priority));
        var plan = contact.Plan!;
        Assert.Equal([0, 30.5, 60, 90], plan.Select(step => step.After.TotalSeconds));
        Assert.Equal([true, false, false, false], plan.Select(step => step.SkipIfUnservable));
        Assert.Equal([new(new("en")), new(new("vip"), 2)], plan[0].Do.Requirements!);
        Assert.Equal(3, plan[0].Do.RaisePriority);
        Assert.Equal(new WaitAction { Queue = new("sales"), LowerLevels = 2, Callback = true }, plan[1].Do);
        Assert.Equal(new WaitAction { Gate = new("in") }, plan[2].Do);
        Assert.Equal(new WaitAction { Close = CloseReason.Overflowed }, plan[3].Do);
    }

    [Fact]
    public async Task An_empty_plan_is_a_plan_of_its_own()
    {
        await _gateway.SendAsync("POST /v1/contacts", """{"id":"c1","plan":[]}""");

        Assert.NotNull(Enqueued().Plan);
        Assert.Empty(Enqueued().Plan!);
    }

    [Fact]
    public async Task An_existing_contact_is_answered_with_200()
    {
        _center.Respond = _ => new ContactReply(SampleReplies.Contact("c1"));

        var got = await _gateway.SendAsync("POST /v1/contacts", """{"id":"c1"}""");

        Assert.Equal((200, null), (got.Status, got.Location));
    }

    [Fact]
    public async Task A_contact_without_an_id_gets_one_that_begins_with_the_time()
    {
        await _gateway.SendAsync("POST /v1/contacts", "{}");
        await _gateway.SendAsync("POST /v1/contacts");

        var ids = _center.Requests.Select(request => ((EnqueueContact)request).Contact.Value).ToList();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(7, Guid.Parse(id).Version));
    }

    [Fact]
    public async Task The_same_idempotency_key_names_the_same_contact()
    {
        await _gateway.SendAsync("POST /v1/contacts", "{}", ("Idempotency-Key", "order-1"));
        await _gateway.SendAsync("POST /v1/contacts", "{}", ("Idempotency-Key", "order-1"));
        await _gateway.SendAsync("POST /v1/contacts", "{}", ("Idempotency-Key", "order-2"));
        await _gateway.SendAsync("POST /v1/contacts", """{"id":"own"}""", ("Idempotency-Key", "order-1"));

        var ids = _center.Requests.Select(request => ((EnqueueContact)request).Contact.Value).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.Equal("own", ids[3]);
        Assert.Matches("^k-[0-9a-f]{32}$", ids[0]);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    public async Task An_idempotency_key_is_visible_ASCII(string key)
    {
        var got = await _gateway.SendAsync("POST /v1/contacts", "{}", ("Idempotency-Key", key));

        Assert.Equal((400, "request.outOfRange", "Idempotency-Key"), (got.Status, got.Code, got.Member("field")));
    }

    [Fact]
    public async Task An_idempotency_key_has_at_most_255_characters()
    {
        Assert.Equal(201,
            (await _gateway.SendAsync("POST /v1/contacts", "{}", ("Idempotency-Key", new string('k', 255)))).Status);
        Assert.Equal(400,
            (await _gateway.SendAsync("POST /v1/contacts", "{}", ("Idempotency-Key", new string('k', 256)))).Status);
    }

    [Fact]
    public async Task A_contact_has_its_position_in_line()
    {
        _center.Respond = _ => new ContactReply(SampleReplies.Contact("c1")) { Position = 3, Unservable = true };

        var got = await _gateway.SendAsync("GET /v1/contacts/c1");

        Assert.Equal(("c1", "queued", "3", "True", "2026-03-01T12:00:00.000Z"),
            (got.Member("id"), got.Member("state"), got.Member("position"), got.Member("unservable"), got.Member("enteredAt")));
    }

    [Fact]
    public async Task A_contact_closed_long_ago_has_four_members()
    {
        _center.Respond = _ => new ClosedContactReply(new ClosedContact(new("c1"), SampleReplies.Now, CloseReason.Completed));

        var got = await _gateway.SendAsync("GET /v1/contacts/c1");

        Assert.Equal("""{"id":"c1","state":"closed","closedAt":"2026-03-01T12:00:00.000Z","reason":"completed"}""", got.Text);
    }

    [Fact]
    public async Task An_agent_has_its_contacts()
    {
        _center.Respond = _ => SampleReplies.Agent("7") with
        {
            Taken = 100,
            Contacts = [new AgentContact(new("c1"), ContactState.Connected, new("o5"), ChannelId.Voice, 100)],
        };

        var got = await _gateway.SendAsync("GET /v1/agents/7");

        Assert.Equal(("7", "available", "100"), (got.Member("id"), got.Member("presence"), got.Member("taken")));
        Assert.Equal("""[{"contact":"c1","state":"connected","offer":"o5","channel":"voice","cost":100}]""",
            got.Member("contacts"));
    }

    [Fact]
    public async Task A_page_of_agents_has_the_start_of_the_next()
    {
        _center.Respond = _ => new AgentsReply([SampleReplies.Agent("1"), SampleReplies.Agent("2")], 17);
        var first = await _gateway.SendAsync("GET /v1/agents");
        _center.Respond = _ => new AgentsReply([], null);
        var last = await _gateway.SendAsync("GET /v1/agents?after=17");

        Assert.Equal(["1", "2"],
            first.Json.GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("id").GetString()));
        Assert.Equal("17", first.Member("next"));
        Assert.Equal("""{"agents":[]}""", last.Text);
    }

    [Fact]
    public async Task An_unknown_queue_is_a_404()
    {
        _center.Respond = request => Refusals.QueueUnknown(((GetQueue)request).Queue);

        var got = await _gateway.SendAsync("GET /v1/queues/sales");

        Assert.Equal((404, "queue.unknown", "queue"), (got.Status, got.Code, got.Member("field")));
    }

    [Fact]
    public async Task Durations_are_seconds()
    {
        var got = await _gateway.SendAsync("GET /v1/queues/default");

        Assert.Equal(("default", "20", "30", "False"),
            (got.Member("id"), got.Member("offerTimeout"), got.Member("retryCooldown"), got.Member("autoAccept")));
    }

    private EnqueueContact Enqueued() => Assert.IsType<EnqueueContact>(Assert.Single(_center.Requests));
}
