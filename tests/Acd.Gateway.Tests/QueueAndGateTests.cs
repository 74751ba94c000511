using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Gateway.Tests;

/// <summary>Settings of queues and gates, put and read.</summary>
public sealed class QueueAndGateTests : IAsyncLifetime
{
    private const string Everything = """
        {"id":"sales","offerTimeout":15,"wrapUp":30.5,"maxMissedOffers":2,"retryCooldown":5,"autoAccept":true,
         "headStartPerPriority":90,"strictPriority":true,"serviceLevelTarget":10,"strategy":"leastLoaded",
         "idleBasis":"contactEnded","offersAtOnce":3,"preferredFor":45,"plan":[{"after":60,"do":{"callback":true}}],
         "maxWaiting":50,"whenFull":{"close":"overflowed"},"maxWait":600,"whenExpired":{"queue":"default"},
         "hours":{"timeZone":"Europe/Berlin","weekly":[{"day":"friday","from":"08:30","to":"00:00"}],"holidays":["2026-12-25"]},
         "closed":true,"whenClosed":{"gate":"in"},"joinEmpty":{"raisePriority":1},"leaveWhenEmpty":{"lowerLevels":1},
         "resumeWithin":120,"callbackAttempts":2,"callbackDelay":60,"callbackExpiry":3600,"shortAbandon":7,
         "wrapUpAfterTransfer":false,"mayPick":true,
         "emptyFor":12,"notReadyIsStaff":false,"setAsideIsStaff":true,
         "whenRefused":{"after":5,"do":{"raisePriority":2}},
         "agentGone":[{"channel":"chat","after":30,"do":"close"},{"do":"keep"}],"name":"Sales",
         "offerPause":3,"maxDeclines":4}
        """;

    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Every_setting_of_a_queue_reaches_the_center()
    {
        var queue = await PutQueue(Everything);

        var expected = new QueueSettings(new("sales"))
        {
            OfferTimeout = TimeSpan.FromSeconds(15),
            WrapUp = TimeSpan.FromSeconds(30.5),
            MaxMissedOffers = 2,
            RetryCooldown = TimeSpan.FromSeconds(5),
            AutoAccept = true,
            HeadStartPerPriority = TimeSpan.FromSeconds(90),
            StrictPriority = true,
            Name = "Sales",
            ServiceLevelTarget = TimeSpan.FromSeconds(10),
            Strategy = Strategy.LeastLoaded,
            IdleBasis = IdleBasis.ContactEnded,
            OffersAtOnce = 3,
            PreferredFor = TimeSpan.FromSeconds(45),
            Plan = queue.Plan,
            MaxWaiting = 50,
            WhenFull = new() { Close = CloseReason.Overflowed },
            MaxWait = TimeSpan.FromMinutes(10),
            WhenExpired = new() { Queue = QueueId.Default },
            Hours = queue.Hours,
            Closed = true,
            WhenClosed = new() { Gate = new("in") },
            JoinEmpty = new() { RaisePriority = 1 },
            LeaveWhenEmpty = new() { LowerLevels = 1 },
            ResumeWithin = TimeSpan.FromMinutes(2),
            CallbackAttempts = 2,
            CallbackDelay = TimeSpan.FromMinutes(1),
            CallbackExpiry = TimeSpan.FromHours(1),
            ShortAbandon = TimeSpan.FromSeconds(7),
            WrapUpAfterTransfer = false,
            MayPick = true,
            EmptyFor = TimeSpan.FromSeconds(12),
            NotReadyIsStaff = false,
            SetAsideIsStaff = true,
            WhenRefused = new(5, new() { RaisePriority = 2 }),
            AgentGone = queue.AgentGone,
            OfferPause = TimeSpan.FromSeconds(3),
            MaxDeclines = 4,
        };
        Assert.Equal(expected, queue);
        Assert.Equal([new(TimeSpan.FromMinutes(1), new() { Callback = true })], queue.Plan);
        Assert.Equal("Europe/Berlin", queue.Hours!.TimeZone);
        Assert.Equal([new(DayOfWeek.Friday, new(8, 30), new(0, 0))], queue.Hours.Weekly);
        Assert.Equal([new(2026, 12, 25)], queue.Hours.Holidays);
        Assert.Equal(
            [new(AgentGoneAction.Close) { Channel = new("chat"), After = TimeSpan.FromSeconds(30) }, new(AgentGoneAction.Keep)],
            queue.AgentGone);
    }

    [Fact]
    public void Every_setting_of_a_queue_can_be_put()
    {
        var settings = CenterJson.Default.QueueSettings.Properties.Select(property => property.Name).Order();

        var fields = QueueBody.Schema.Fields.Select(field => field.Name).Where(name => name != "applyToRunning");
        Assert.Equal(settings, fields.Order());
        Assert.Equal(settings, JsonDocument.Parse(Everything).RootElement.EnumerateObject().Select(field => field.Name).Order());
    }

    [Fact]
    public void Every_setting_of_a_gate_can_be_put() => Assert.Equal(
        CenterJson.Default.GateSettings.Properties.Select(property => property.Name).Order(),
        GateBody.Schema.Fields.Select(field => field.Name).Order());

    [Fact]
    public async Task A_queue_without_fields_has_the_defaults() =>
        Assert.Equal(new QueueSettings(new("sales")) with { Plan = [] }, await PutQueue("{}") with { Plan = [] });

    [Fact]
    public async Task A_read_queue_can_be_put_again()
    {
        var queue = await PutQueue(Everything);
        _center.Respond = _ => new QueueReply(queue);
        var got = await _gateway.SendAsync("GET /v1/queues/sales");
        _center.Requests.Clear();

        var again = await PutQueue(got.Text);

        Assert.Equal(Json(queue), Json(again));
        static string Json(QueueSettings queue) => JsonSerializer.Serialize(queue, CenterJson.Default.QueueSettings);
    }

    [Fact]
    public async Task Every_setting_of_a_gate_reaches_the_center_and_a_read_gate_can_be_put_again()
    {
        await _gateway.SendAsync("PUT /v1/gates/in", """
            {"queue":"sales","skills":["en",{"skill":"loans","level":7}],"priority":3,"whisper":"Sales","attributes":{"a":1}}
            """);
        var gate = Assert.IsType<PutGate>(Assert.Single(_center.Requests)).Gate;
        _center.Respond = _ => new GateReply(gate);
        var got = await _gateway.SendAsync("GET /v1/gates/in");
        await _gateway.SendAsync("PUT /v1/gates/in", got.Text);

        Assert.Equal(("in", "sales", 3, "Sales", """{"a":1}"""),
            (gate.Id.Value, gate.Queue.Value, gate.Priority!.Value, gate.Whisper, gate.Attributes));
        Assert.Equal([new(new("en")), new(new("loans"), 7)], gate.Requirements);
        var again = Assert.IsType<PutGate>(_center.Requests.Last()).Gate;
        Assert.Equal(gate.Requirements, again.Requirements);
        Assert.Equal(gate, again with { Requirements = gate.Requirements });
    }

    [Theory]
    [InlineData("queues", "sales")]
    [InlineData("gates", "in")]
    public async Task A_created_queue_or_gate_is_answered_with_201_and_its_location(string kind, string id)
    {
        _center.Respond = request => SampleReplies.Reply(request) switch
        {
            QueueReply queue => queue with { Created = true },
            GateReply gate => gate with { Created = true },
            var other => other,
        };

        var got = await _gateway.SendAsync($"PUT /v1/{kind}/{id}", kind == "gates" ? """{"queue":"default"}""" : "{}");

        Assert.Equal((201, $"/v1/{kind}/{id}", id), (got.Status, got.Location, got.Member("id")));
    }

    [Fact]
    public async Task Lists_are_in_the_order_of_creation()
    {
        var settings = new CenterSettings
        {
            Queues = [new(QueueId.Default), new(new("sales"))],
            Gates = [new(new("in"), new("sales")), new(new("by"), QueueId.Default)],
        };
        _center.Respond = _ => new CenterReply(settings, new CenterCounts(0, 0, 0, 0, 0, 0, 0, 0));

        Assert.Equal(["default", "sales"], await Ids("queues", "id"));
        Assert.Equal(["in", "by"], await Ids("gates", "id"));
        Assert.Equal(["voice", "chat", "email", "task"], await Ids("channels", "channel"));
    }

    [Theory]
    [InlineData("GET /v1/queues")]
    [InlineData("GET /v1/gates")]
    [InlineData("GET /v1/channels")]
    public async Task A_list_that_the_center_refuses_is_a_problem(string what)
    {
        _center.Respond = _ => Hosting.HostRefusals.Standby;

        Assert.Equal("center.standby", (await _gateway.SendAsync(what)).Code);
    }

    private async Task<QueueSettings> PutQueue(string body)
    {
        var got = await _gateway.SendAsync("PUT /v1/queues/sales", body);
        Assert.True(got.Status == 200, got.Text);
        return Assert.IsType<PutQueue>(Assert.Single(_center.Requests)).Queue;
    }

    private async Task<IEnumerable<string?>> Ids(string kind, string id) =>
        (await _gateway.SendAsync($"GET /v1/{kind}")).Json.GetProperty(kind).EnumerateArray()
            .Select(item => item.GetProperty(id).GetString());
}
