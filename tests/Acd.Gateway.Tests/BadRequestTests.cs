// Over 300 lines because most of it is one table: invalid requests and their problems.
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Acd.Gateway.Tests;

/// <summary>Invalid requests: each route names code, field and limit in the same way.</summary>
public sealed class BadRequestTests : IAsyncLifetime
{
    private const string Ids = "1 to 64 of A-Z a-z 0-9 . _ : - @ +, neither . nor ..";

    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("POST /v1/contacts", """{"door":"x"}""", "request.unknownField", "door", null)]
    [InlineData("POST /v1/contacts", """{"gate":"x y"}""", "request.badId", "gate", Ids)]
    [InlineData("POST /v1/contacts", """{"preferredAgent":7}""", "request.wrongType", "preferredAgent", "a string")]
    [InlineData("PUT /v1/queues/q", """{"offerPause":61}""", "request.outOfRange", "offerPause", "0 to 60 seconds")]
    [InlineData("PUT /v1/queues/q", """{"maxDeclines":0}""", "request.outOfRange", "maxDeclines", "1 to 100")]
    [InlineData("POST /v1/contacts", """{"preferredFor":601}""", "request.outOfRange", "preferredFor", "0 to 600 seconds")]
    [InlineData("POST /v1/contacts", """{"callerId":""}""", "request.outOfRange", "callerId", "1 to 64 characters")]
    [InlineData("POST /v1/contacts", """{"plan":{}}""", "request.wrongType", "plan", "a list of steps")]
    [InlineData("POST /v1/contacts", """{"plan":[7]}""", "request.wrongType", "plan[0]",
        "an object with after, do and skipIfUnservable")]
    [InlineData("POST /v1/contacts", """{"plan":[{"do":{}}]}""", "request.missingField", "plan[0].after", null)]
    [InlineData("POST /v1/contacts", """{"plan":[{"after":5}]}""", "request.missingField", "plan[0].do", null)]
    [InlineData("POST /v1/contacts", """{"plan":[{"after":5,"do":[]}]}""", "request.wrongType", "plan[0].do",
        "an object with queue, gate, skills, lowerLevels, raisePriority, callback and close")]
    [InlineData("POST /v1/contacts", """{"plan":[{"after":604801,"do":{}}]}""", "request.outOfRange", "plan[0].after",
        "0 to 604800 seconds")]
    [InlineData("POST /v1/contacts", """{"plan":[{"after":5,"do":{}},{"after":9,"do":{"lowerLevels":10}}]}""",
        "request.outOfRange", "plan[1].do.lowerLevels", "1 to 9")]
    [InlineData("POST /v1/contacts", """{"plan":[{"after":5,"do":{"raisePriority":0}}]}""", "request.outOfRange",
        "plan[0].do.raisePriority", "1 to 9")]
    [InlineData("POST /v1/contacts", """{"plan":[{"after":5,"do":{"close":"completed"}}]}""", "request.outOfRange",
        "plan[0].do.close", "one of expired, overflowed, rejected")]
    [InlineData("POST /v1/contacts", """{"plan":[{"after":5,"do":{"skills":["e n"]}}]}""", "request.badId",
        "plan[0].do.skills[0]", Ids)]
    [InlineData("POST /v1/contacts", """{"plan":[{"after":5,"do":{"move":"x"}}]}""", "request.unknownField",
        "plan[0].do.move", null)]
    [InlineData("POST /v1/agents/7/presence-reports", """{"sequence":1,"presence":"available"}""", "request.missingField",
        "source", null)]
    [InlineData("POST /v1/agents/7/presence-reports", """{"source":"a b","sequence":1,"presence":"available"}""",
        "request.badId", "source", Ids)]
    [InlineData("POST /v1/agents/7/presence-reports", """{"source":"a","sequence":-1,"presence":"available"}""",
        "request.outOfRange", "sequence", "0 to 9007199254740991")]
    [InlineData("POST /v1/agents/7/presence-reports", """{"source":"a","sequence":"1","presence":"available"}""",
        "request.wrongType", "sequence", "a whole number")]
    [InlineData("GET /v1/skills/en?maxAge=soon", null, "request.wrongType", "maxAge", "a number of seconds")]
    [InlineData("GET /v1/skills/en?maxAge=61", null, "request.outOfRange", "maxAge", "0 to 60 seconds")]
    [InlineData("GET /v1/skills/en?max-age=1", null, "request.unknownField", "max-age", null)]
    [InlineData("POST /v1/agents/7/devices/d/connect", """{"device":"e"}""", "request.unknownField", "device", null)]
    [InlineData("POST /v1/contacts", """{"priority":"high"}""", "request.wrongType", "priority", "a whole number")]
    [InlineData("POST /v1/contacts", """{"priority":1.5}""", "request.wrongType", "priority", "a whole number")]
    [InlineData("POST /v1/contacts", """{"priority":10}""", "request.outOfRange", "priority", "0 to 9")]
    [InlineData("POST /v1/contacts", """{"priority":99999999999}""", "request.outOfRange", "priority", "0 to 9")]
    [InlineData("POST /v1/contacts", """{"priority":1,"priority":2}""", "request.duplicate", "priority", "each once")]
    [InlineData("POST /v1/contacts", """{"id":"a b"}""", "request.badId", "id", Ids)]
    [InlineData("POST /v1/contacts", """{"id":""}""", "request.badId", "id", Ids)]
    [InlineData("POST /v1/contacts", """{"id":7}""", "request.wrongType", "id", "a string")]
    [InlineData("POST /v1/contacts", """{"id":"\ud800"}""", "request.badId", "id", Ids)]
    [InlineData("POST /v1/contacts", """{"skills":"en"}""", "request.wrongType", "skills", "a list of skills")]
    [InlineData("POST /v1/contacts", """{"skills":["en","é"]}""", "request.badId", "skills[1]",
        Ids)]
    [InlineData("POST /v1/contacts", """{"skills":[7]}""", "request.wrongType", "skills[0]",
        "a skill's id, or an object with skill and level")]
    [InlineData("POST /v1/contacts", """{"skills":[{"level":3}]}""", "request.missingField", "skills[0].skill", null)]
    [InlineData("POST /v1/contacts", """{"skills":[{"skill":"en","level":11}]}""", "request.outOfRange", "skills[0].level",
        "1 to 10")]
    [InlineData("POST /v1/contacts", """{"skills":[{"skill":"en","least":3}]}""", "request.unknownField", "skills[0].least",
        null)]
    [InlineData("POST /v1/contacts", """{"attributes":[1]}""", "request.wrongType", "attributes", "an object")]
    [InlineData("POST /v1/contacts", "[]", "request.wrongType", null, "an object")]
    [InlineData("POST /v1/contacts", "{", "request.notJson", null, null)]
    [InlineData("POST /v1/contacts", "{} {}", "request.notJson", null, null)]
    [InlineData("POST /v1/contacts", """{"id":"a",}""", "request.notJson", null, null)]
    [InlineData("POST /v1/contacts", """{"\ud800":1}""", "request.unknownField", "?", null)]
    [InlineData("GET /v1/contacts/a%20b", null, "request.badId", "id", Ids)]
    [InlineData("GET /v1/contacts/a%2Fb", null, "request.badId", "id", Ids)]
    [InlineData("GET /v1/contacts/a*b/explain", null, "request.badId", "id", Ids)]
    [InlineData("POST /v1/contacts/c1/abandon", """{"reason":"completed"}""", "request.outOfRange", "reason",
        "one of abandoned, canceled")]
    [InlineData("POST /v1/contacts/c1/transfer", """{"skills":"es"}""", "request.wrongType", "skills", "a list of skills")]
    [InlineData("POST /v1/contacts/c1/transfer", """{"to":"sales"}""", "request.unknownField", "to", null)]
    [InlineData("POST /v1/contacts/c1/transfer", """{"newPlace":1}""", "request.wrongType", "newPlace", "true or false")]
    [InlineData("POST /v1/contacts/c1/assign", null, "request.missingField", "agent", null)]
    [InlineData("POST /v1/contacts/c1/handover", "{}", "request.missingField", "agent", null)]
    [InlineData("POST /v1/contacts/c1/assign", """{"agent":null}""", "request.missingField", "agent", null)]
    [InlineData("POST /v1/contacts/c1/callback", """{"number":491}""", "request.wrongType", "number", "a string")]
    [InlineData("POST /v1/contacts/c1/callback", """{"number":""}""", "request.outOfRange", "number", "1 to 64 characters")]
    [InlineData("POST /v1/contacts/c1/callback/failed", """{"number":"1"}""", "request.unknownField", "number", null)]
    [InlineData("POST /v1/contacts/c1/priority", """{"priority":-1}""", "request.outOfRange", "priority", "0 to 9")]
    [InlineData("POST /v1/agents/7/pick", "{}", "request.missingField", "contact", null)]
    [InlineData("GET /v1/agents/7/pickable?limit=101", null, "request.outOfRange", "limit", "1 to 100")]
    [InlineData("POST /v1/contacts", """{"assignTo":"a b"}""", "request.badId", "assignTo", Ids)]
    [InlineData("POST /v1/contacts/c1/hangup", """{"by":"nobody"}""", "request.outOfRange", "by",
        "one of customer, agent, system")]
    [InlineData("POST /v1/contacts/c1/complete", """{"why":1}""", "request.unknownField", "why", null)]
    [InlineData("POST /v1/contacts/c%201/hold", null, "request.badId", "id", Ids)]
    public Task An_invalid_contact_request_names_code_field_and_limit(
        string what, string? body, string code, string? field, string? limit) =>
        IsRefused(what, body, code, field, limit);

    [Theory]
    [InlineData("PUT /v1/agents/a%20b", "{}", "request.badId", "id", Ids)]
    [InlineData("PUT /v1/agents/7", """{"capacity":0}""", "request.outOfRange", "capacity", "1 to 10000")]
    [InlineData("PUT /v1/agents/7", """{"address":7001}""", "request.wrongType", "address", "a string")]
    [InlineData("PUT /v1/agents/7", """{"autoAccept":1}""", "request.wrongType", "autoAccept", "true or false")]
    [InlineData("PUT /v1/agents/7", """{"channels":[{"channel":"chat"}]}""", "request.missingField", "channels[0].cost", null)]
    [InlineData("PUT /v1/agents/7", """{"channels":["chat"]}""", "request.wrongType", "channels[0]",
        "an object with channel, cost, maxContacts and maxOffers")]
    [InlineData("PUT /v1/agents/7", """{"channels":[{"channel":"chat","cost":25,"maxOffers":0}]}""", "request.outOfRange",
        "channels[0].maxOffers", "1 to 50")]
    [InlineData("PUT /v1/channels/chat", """{"cost":25,"maxOffers":51}""", "request.outOfRange", "maxOffers", "1 to 50")]
    [InlineData("PUT /v1/agents/7/presence", """{"presence":"notReady","keepOffers":1}""", "request.wrongType", "keepOffers",
        "true or false")]
    [InlineData("PUT /v1/agents/7/presence", "{}", "request.missingField", "presence", null)]
    [InlineData("PUT /v1/agents/7/presence", """{"presence":"away"}""", "request.outOfRange", "presence",
        "one of offline, available, notReady, draining")]
    [InlineData("PUT /v1/agents/7/skills/e%20n", "{}", "request.badId", "skill", Ids)]
    [InlineData("PUT /v1/agents/7/skills/en", """{"level":0}""", "request.outOfRange", "level", "1 to 10")]
    [InlineData("DELETE /v1/agents/7/skills/e%20n", null, "request.badId", "skill", Ids)]
    [InlineData("GET /v1/contacts?limit=1001", null, "request.outOfRange", "limit", "1 to 1000")]
    [InlineData("GET /v1/contacts?after=-1", null, "request.wrongType", "after", "a whole number")]
    [InlineData("GET /v1/contacts?state=Queued", null, "request.outOfRange", "state",
        "one of queued, offered, connected, wrapUp, closed")]
    [InlineData("GET /v1/contacts?callback=yes", null, "request.outOfRange", "callback", "true or false")]
    [InlineData("GET /v1/contacts?reason=lost", null, "request.outOfRange", "reason",
        "one of completed, abandoned, canceled, expired, overflowed, rejected")]
    [InlineData("GET /v1/contacts?agent=a%20b", null, "request.badId", "agent", Ids)]
    [InlineData("GET /v1/contacts?from=monday", null, "request.wrongType", "from",
        "a time in RFC 3339: 2026-03-01T12:00:00Z")]
    [InlineData("POST /v1/contacts/c/park", """{"until":"tomorrow"}""", "request.wrongType", "until",
        "a time in RFC 3339: 2026-03-01T12:00:00Z")]
    [InlineData("PATCH /v1/contacts/c", """{"attributes":[1]}""", "request.wrongType", "attributes", "an object")]
    [InlineData("PATCH /v1/contacts/c", """{"priority":1}""", "request.unknownField", "priority", null)]
    [InlineData("POST /v1/contacts/c/unpark", """{"until":"tomorrow"}""", "request.unknownField", "until", null)]
    [InlineData("POST /v1/contacts/search", """{"to":12}""", "request.wrongType", "to",
        "a time in RFC 3339: 2026-03-01T12:00:00Z")]
    [InlineData("POST /v1/contacts/search", """{"after":-1}""", "request.outOfRange", "after", "at least 0")]
    [InlineData("POST /v1/contacts/search", """{"callerId":""}""", "request.outOfRange", "callerId", "1 to 64 characters")]
    [InlineData("GET /v1/contacts?state=queued&state=closed", null, "request.duplicate", "state", "each once")]
    [InlineData("GET /v1/contacts?queue=a%20b", null, "request.badId", "queue", Ids)]
    [InlineData("GET /v1/contacts?skill=", null, "request.badId", "skill", Ids)]
    [InlineData("GET /v1/contacts?priority=2", null, "request.unknownField", "priority", null)]
    [InlineData("GET /v1/contacts?attribute.=2", null, "request.outOfRange", "attribute.",
        "followed by a name of 1 to 256 characters")]
    [InlineData("GET /v1/contacts?attribute.a=1&attribute.a=2", null, "request.duplicate", "attribute.a", "each once")]
    [InlineData("GET /v1/contacts?attribute.a=1&attribute.b=1&attribute.c=1&attribute.d=1&attribute.e=1&attribute.f=1"
        + "&attribute.g=1&attribute.h=1&attribute.i=1", null, "request.outOfRange", "attribute.", "there at most 8 times")]
    [InlineData("GET /v1/agents?limit=1001", null, "request.outOfRange", "limit", "1 to 1000")]
    [InlineData("GET /v1/agents?after=x", null, "request.wrongType", "after", "a whole number")]
    [InlineData("GET /v1/agents?page=2", null, "request.unknownField", "page", null)]
    [InlineData("GET /v1/agents?after=1&after=2", null, "request.duplicate", "after", "each once")]
    [InlineData("POST /v1/offers/o%201/accept", null, "request.badId", "id", Ids)]
    [InlineData("POST /v1/contacts/c/wrap-up/extend", """{"seconds":0}""", "request.outOfRange", "seconds", "1 to 3600 seconds")]
    [InlineData("POST /v1/contacts/c/wrap-up/extend", "{}", "request.missingField", "seconds", null)]
    [InlineData("POST /v1/offers/o1/decline", """{"cause":""}""", "request.outOfRange", "cause", "1 to 64 characters")]
    [InlineData("POST /v1/offers/o1/decline", """{"agent":"7"}""", "request.unknownField", "agent", null)]
    [InlineData("PUT /v1/skills/en", "{}", "request.missingField", "description", null)]
    [InlineData("PUT /v1/queues/default", """{"offerTimeout":0.5}""", "request.outOfRange", "offerTimeout", "1 to 600 seconds")]
    [InlineData("PUT /v1/queues/default", """{"offerTimeout":1e400}""", "request.outOfRange", "offerTimeout",
        "1 to 600 seconds")]
    [InlineData("PUT /v1/queues/default", """{"wrapUp":"20s"}""", "request.wrongType", "wrapUp", "a number of seconds")]
    [InlineData("PUT /v1/queues/s", """{"id":"t"}""", "request.outOfRange", "id", "s, as in the path")]
    [InlineData("PUT /v1/queues/s", """{"strategy":"random"}""", "request.outOfRange", "strategy",
        "one of longestIdle, leastLoaded, fewestContacts, mostSkilled, roundRobin")]
    [InlineData("PUT /v1/queues/s", """{"offersAtOnce":51}""", "request.outOfRange", "offersAtOnce", "1 to 50")]
    [InlineData("PUT /v1/queues/s", """{"maxWaiting":-1}""", "request.outOfRange", "maxWaiting", "0 to 1000000")]
    [InlineData("PUT /v1/queues/s", """{"maxWait":0}""", "request.outOfRange", "maxWait", "1 to 604800 seconds")]
    [InlineData("PUT /v1/queues/s", """{"whenFull":"reject"}""", "request.wrongType", "whenFull",
        "an object with queue, gate, skills, lowerLevels, raisePriority, callback and close")]
    [InlineData("PUT /v1/queues/s", """{"whenFull":{"queue":""}}""", "request.badId", "whenFull.queue",
        Ids)]
    [InlineData("PUT /v1/queues/s", """{"hours":{"weekly":[]}}""", "request.missingField", "hours.timeZone", null)]
    [InlineData("PUT /v1/queues/s", """{"hours":{"timeZone":"UTC"}}""", "request.missingField", "hours.weekly", null)]
    [InlineData("PUT /v1/queues/s", """{"hours":{"timeZone":"UTC","weekly":[{"day":"Monday","from":"08:00","to":"09:00"}]}}""",
        "request.outOfRange", "hours.weekly[0].day",
        "one of sunday, monday, tuesday, wednesday, thursday, friday, saturday")]
    [InlineData("PUT /v1/queues/s", """{"hours":{"timeZone":"UTC","weekly":[{"day":"monday","from":"8:00","to":"09:00"}]}}""",
        "request.outOfRange", "hours.weekly[0].from", "a time of day such as 17:30")]
    [InlineData("PUT /v1/queues/s",
        """{"hours":{"timeZone":"UTC","weekly":[{"day":"monday","from":"08:00:01","to":"09:00"}]}}""",
        "request.outOfRange", "hours.weekly[0].from", "a time of day such as 17:30")]
    [InlineData("PUT /v1/queues/s", """{"hours":{"timeZone":"UTC","weekly":[{"day":"monday","from":"08:00"}]}}""",
        "request.missingField", "hours.weekly[0].to", null)]
    [InlineData("PUT /v1/queues/s", """{"hours":{"timeZone":"UTC","weekly":[],"holidays":["2026-02-30"]}}""",
        "request.outOfRange", "hours.holidays[0]", "a date such as 2026-12-31")]
    [InlineData("PUT /v1/queues/s%20t", "{}", "request.badId", "id", Ids)]
    [InlineData("DELETE /v1/queues/s%20t", null, "request.badId", "id", Ids)]
    [InlineData("GET /v1/queues?limit=0", null, "request.outOfRange", "limit", "1 to 1000")]
    [InlineData("GET /v1/queues?after=a%20b", null, "request.badId", "after", Ids)]
    [InlineData("GET /v1/gates?page=2", null, "request.unknownField", "page", null)]
    [InlineData("GET /v1/queues/s%20t", null, "request.badId", "id", Ids)]
    [InlineData("PUT /v1/gates/g", "{}", "request.missingField", "queue", null)]
    [InlineData("PUT /v1/gates/g", """{"queue":"s","id":"h"}""", "request.outOfRange", "id", "g, as in the path")]
    [InlineData("PUT /v1/gates/g", """{"queue":"s","priority":10}""", "request.outOfRange", "priority", "0 to 9")]
    [InlineData("PUT /v1/gates/g", """{"queue":"s","attributes":"x"}""", "request.wrongType", "attributes", "an object")]
    [InlineData("PUT /v1/gates/g", """{"queue":"s","skill":"en"}""", "request.unknownField", "skill", null)]
    [InlineData("PUT /v1/gates/g%20h", """{"queue":"s"}""", "request.badId", "id", Ids)]
    [InlineData("DELETE /v1/gates/g%20h", null, "request.badId", "id", Ids)]
    [InlineData("GET /v1/gates/g%20h", null, "request.badId", "id", Ids)]
    [InlineData("PUT /v1/channels/fax", "{}", "request.missingField", "cost", null)]
    [InlineData("PUT /v1/channels/fax", """{"cost":0}""", "request.outOfRange", "cost", "1 to 10000")]
    [InlineData("PUT /v1/channels/fax", """{"cost":1,"channel":"chat"}""", "request.outOfRange", "channel",
        "fax, as in the path")]
    [InlineData("PUT /v1/channels/f%20x", """{"cost":1}""", "request.badId", "id", Ids)]
    [InlineData("PUT /v1/center/keep-room", "{}", "request.missingField", "keepRoomForFirst", null)]
    [InlineData("PUT /v1/center/keep-room", """{"keepRoomForFirst":86401}""", "request.outOfRange", "keepRoomForFirst",
        "0 to 86400 seconds")]
    [InlineData("PUT /v1/center/time-zone", "{}", "request.missingField", "timeZone", null)]
    [InlineData("PUT /v1/center/time-zone", """{"timeZone":1}""", "request.wrongType", "timeZone", "a string")]
    [InlineData("PUT /v1/center", """{"open":"yes"}""", "request.wrongType", "open", "true or false")]
    [InlineData("PUT /v1/center/settings", """{"region":"D"}""", "request.outOfRange", "region", "2 to 2 characters")]
    [InlineData("PUT /v1/center/settings", """{"notReadyReasons":[{"name":"x"}]}""", "request.missingField",
        "notReadyReasons[0].reason", null)]
    [InlineData("PUT /v1/queues/..s", """{"id":".."}""", "request.badId", "id", Ids)]
    [InlineData("PUT /v1/agents/7", """{"skills":["."]}""", "request.badId", "skills[0]", Ids)]
    [InlineData("GET /v1/events?snapshot=yes", null, "request.wrongType", "snapshot", "true or false")]
    [InlineData("GET /v1/events?after=-1", null, "request.wrongType", "after", "a whole number")]
    [InlineData("GET /v1/events?since=1", null, "request.unknownField", "since", null)]
    [InlineData("GET /v1/agents/a%20b/events", null, "request.badId", "id", Ids)]
    public Task An_invalid_request_names_code_field_and_limit(
        string what, string? body, string code, string? field, string? limit) =>
        IsRefused(what, body, code, field, limit);

    [Theory]
    [InlineData("GET /", 404, "request.unknownRoute")]
    [InlineData("GET /v1/nothing", 404, "request.unknownRoute")]
    [InlineData("DELETE /v1/contacts", 405, "request.unknownMethod")]
    [InlineData("GET /v1/offers/o1/accept", 405, "request.unknownMethod")]
    public async Task An_unknown_address_is_a_problem(string what, int status, string code)
    {
        var got = await _gateway.SendAsync(what);

        Assert.Equal((status, "application/problem+json", code), (got.Status, got.ContentType, got.Code));
    }

    [Fact]
    public async Task Attributes_have_at_most_4096_bytes()
    {
        static string Body(int bytes) => "{\"attributes\":{\"a\":\"" + new string('x', bytes - 8) + "\"}}";

        Assert.Equal(201, (await _gateway.SendAsync("POST /v1/contacts", Body(4096))).Status);
        var got = await _gateway.SendAsync("POST /v1/contacts", Body(4097));
        Assert.Equal((400, "request.outOfRange", "attributes"), (got.Status, got.Code, got.Member("field")));
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udfff":1}""")]
    [InlineData("""{"a":[{"b":1e999}]}""")]
    public async Task Attributes_that_a_store_could_not_read_again_are_refused(string attributes)
    {
        var got = await _gateway.SendAsync("POST /v1/contacts", $$"""{"attributes":{{attributes}}}""");

        Assert.Equal((400, "request.wrongType", "attributes"), (got.Status, got.Code, got.Member("field")));
    }

    [Fact]
    public async Task A_contact_has_at_most_32_skills_and_an_agent_64()
    {
        static string Skills(int count) =>
            $$"""{"skills":[{{string.Join(',', Enumerable.Range(1, count).Select(n => $"\"s{n}\""))}}]}""";

        Assert.Equal(201, (await _gateway.SendAsync("POST /v1/contacts", Skills(32))).Status);
        Assert.Equal("at most 32 skills", (await _gateway.SendAsync("POST /v1/contacts", Skills(33))).Member("limit"));
        Assert.Equal(200, (await _gateway.SendAsync("PUT /v1/agents/7", Skills(64))).Status);
        Assert.Equal("at most 64 skills", (await _gateway.SendAsync("PUT /v1/agents/7", Skills(65))).Member("limit"));
    }

    [Fact]
    public async Task A_plan_has_at_most_16_steps_and_a_queue_at_most_64_spans_and_400_holidays()
    {
        static string Of(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));
        const string Step = """{"after":1,"do":{"callback":true}}""";
        const string Span = """{"day":"monday","from":"08:00","to":"09:00:00"}""", Day = "\"2026-12-25\"";
        static string Plan(int count) => $$"""{"plan":[{{Of(Step, count)}}]}""";
        static string Hours(int spans, int days) => $$$"""
            {"hours":{"timeZone":"UTC","weekly":[{{{Of(Span, spans)}}}],"holidays":[{{{Of(Day, days)}}}]}}
            """;

        Assert.Equal(201, (await _gateway.SendAsync("POST /v1/contacts", Plan(16))).Status);
        Assert.Equal("at most 16 steps", (await _gateway.SendAsync("POST /v1/contacts", Plan(17))).Member("limit"));
        Assert.Equal(200, (await _gateway.SendAsync("PUT /v1/queues/s", Hours(64, 400))).Status);
        Assert.Equal("at most 64 spans", (await _gateway.SendAsync("PUT /v1/queues/s", Hours(65, 400))).Member("limit"));
        Assert.Equal("at most 400 days", (await _gateway.SendAsync("PUT /v1/queues/s", Hours(64, 401))).Member("limit"));
    }

    [Fact]
    public async Task A_body_of_more_than_64_KiB_is_refused()
    {
        var got = await _gateway.SendAsync("POST /v1/contacts", new string(' ', 65_535) + "{}");

        Assert.Equal((413, "request.bodyTooLarge", "at most 65536 bytes"), (got.Status, got.Code, got.Member("limit")));
        Assert.Equal(201, (await _gateway.SendAsync("POST /v1/contacts", new string(' ', 65_534) + "{}")).Status);
    }

    [Fact]
    public async Task A_body_without_a_length_is_refused_past_64_KiB_as_well()
    {
        using var request = TestGateway.Request("POST /v1/contacts");
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 100_000) + "{}")));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;

        using var response = await _gateway.Http.SendAsync(request);

        Assert.Equal(413, (int)response.StatusCode);
        Assert.Equal(201, (await _gateway.SendAsync("POST /v1/contacts", "{}")).Status);
    }

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_not_JSON()
    {
        using var request = TestGateway.Request("POST /v1/contacts");
        request.Content = new ByteArrayContent([.. "{\"attributes\":{\"a\":\""u8, 0xFF, .. "\"}}"u8]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await _gateway.Http.SendAsync(request);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("request.notJson", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Only_JSON_is_accepted(string contentType)
    {
        using var request = TestGateway.Request("POST /v1/contacts", "{}");
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        using var response = await _gateway.Http.SendAsync(request);

        Assert.Equal(415, (int)response.StatusCode);
        Assert.Contains("\"field\":\"Content-Type\"", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json;charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("Application/JSON; v=1")]
    public async Task JSON_in_UTF8_is_accepted_however_it_is_named(string contentType)
    {
        using var request = TestGateway.Request("POST /v1/contacts", "{}");
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        using var response = await _gateway.Http.SendAsync(request);

        Assert.Equal(201, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task An_encoded_body_is_refused(string encoding)
    {
        using var request = TestGateway.Request("POST /v1/contacts", "{}");
        request.Content!.Headers.ContentEncoding.Add(encoding);

        using var response = await _gateway.Http.SendAsync(request);

        Assert.Equal(415, (int)response.StatusCode);
        Assert.Contains("\"field\":\"Content-Encoding\"", await response.Content.ReadAsStringAsync());
        Assert.Empty(_center.Requests);
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFF\r\n{}")]
    [InlineData("7FFFFFFFF\r\n{}")]
    [InlineData("-1\r\n{}")]
    [InlineData("two\r\n{}")]
    public async Task A_chunk_whose_length_is_none_is_the_callers_fault(string chunk)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_gateway.Http.BaseAddress!.Host, _gateway.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /v1/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + $"Transfer-Encoding: chunked\r\n\r\n{chunk}\r\n0\r\n\r\n"));

        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync());
        Assert.Empty(_center.Requests);
    }

    [Theory]
    [InlineData("GET /v1/contacts/c1?verbose=1", "verbose")]
    [InlineData("GET /v1/agents/7?x", "x")]
    [InlineData("GET /v1/center?x=1", "x")]
    [InlineData("GET /v1/skills?x=1", "x")]
    [InlineData("POST /v1/contacts?id=c1", "id")]
    [InlineData("POST /v1/offers/o1/accept?agent=7", "agent")]
    [InlineData("PUT /v1/agents/7/presence?presence=available", "presence")]
    [InlineData("DELETE /v1/agents/7?force=true", "force")]
    [InlineData("GET /v1/agents/7/devices?after=1", "after")]
    public async Task A_query_name_that_a_route_does_not_know_is_refused(string what, string name)
    {
        var got = await _gateway.SendAsync(what);

        Assert.Equal((400, "request.unknownField", name), (got.Status, got.Code, got.Member("field")));
        Assert.Empty(_center.Requests);
    }

    [Fact]
    public async Task A_chunked_body_is_read_whole()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_gateway.Http.BaseAddress!.Host, _gateway.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        const string Head = "POST /v1/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head + "Transfer-Encoding: chunked\r\n\r\n"));
        foreach (var piece in new[] { "{\"id\":", "\"pie", "ces\"}" })
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n{piece}\r\n"));
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());

        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 201 Created", await reader.ReadLineAsync());
        Assert.Equal("pieces", Assert.IsType<Core.EnqueueContact>(Assert.Single(_center.Requests)).Contact.Value);
    }

    private async Task IsRefused(string what, string? body, string code, string? field, string? limit)
    {
        var got = await _gateway.SendAsync(what, body);

        Assert.Equal((400, "application/problem+json", code, field, limit),
            (got.Status, got.ContentType, got.Code, got.Member("field"), got.Member("limit")));
        Assert.Equal(($"urn:acd:problem:{code}", "Bad Request", "400"),
            (got.Member("type"), got.Member("title"), got.Member("status")));
        Assert.EndsWith(".", got.Member("detail"));
        Assert.Empty(_center.Requests);
    }
}
