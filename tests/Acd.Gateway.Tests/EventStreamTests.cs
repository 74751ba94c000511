using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Gateway.Tests;

/// <summary>Event streams: resumption without a gap, heartbeats, limits and ends.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await TestGateway.StartAsync(_center, options => options.MaxStreams = 2);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Streams_reconnect_at_moments_of_their_own()
    {
        await using var gateway = await TestGateway.StartAsync(_center);
        var openings = new HashSet<string?>();
        for (var number = 0; number < 20; number++)
        {
            await using var stream = await gateway.OpenEventsAsync("/v1/events");
            openings.Add(await stream.ReadAsync("the opening"));
        }

        // Twenty times the same of 2,001 numbers is no chance.
        Assert.True(openings.Count > 1, $"All of them: {string.Join(", ", openings)}");
    }

    [Fact]
    public async Task An_event_has_its_sequence_its_type_and_its_JSON()
    {
        await using var stream = await _gateway.OpenEventsAsync("/v1/events");
        var subscription = Assert.Single(_center.Subscriptions);
        subscription.Publish(SampleReplies.Event(41), SampleReplies.Event(42));

        Assert.Matches("^retry: [123][0-9]{3}$", await stream.ReadAsync("the opening"));
        Assert.Equal(
            "id: 41|event: agentPresenceChanged|data: "
            + """{"type":"agentPresenceChanged","sequence":41,"at":"2026-03-01T12:00:00.000Z","agent":""" + "\"7\","
            + "\"presence\":\"notReady\",\"reason\":\"lunch\"}",
            await stream.ReadAsync("event 41"));
        Assert.StartsWith("id: 42|", await stream.ReadAsync("event 42"));
        Assert.Equal((null, null), (subscription.Agent, subscription.After));
    }

    [Fact]
    public void Every_type_of_event_is_named_as_in_its_JSON()
    {
        var derived = CenterJson.Default.CenterEvent.PolymorphismOptions!.DerivedTypes;
        var types = typeof(CenterEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CenterEvent)) && !type.IsAbstract);

        Assert.Equal(types.ToHashSet(), derived.Select(type => type.DerivedType).ToHashSet());
        Assert.Equal("agentPresenceChanged", EventJson.NameOf(SampleReplies.Event(1)));
    }

    [Theory]
    [InlineData("/v1/events", null, null)]
    [InlineData("/v1/events?after=5", null, 5L)]
    [InlineData("/v1/events?after=5", "17", 17L)]
    [InlineData("/v1/events", "0", 0L)]
    [InlineData("/v1/agents/7/events", "17", 17L)]
    public async Task A_stream_resumes_after_the_last_event_received(string path, string? lastEventId, long? after)
    {
        await using var stream = await _gateway.OpenEventsAsync(
            path, lastEventId is null ? [] : [("Last-Event-ID", lastEventId)]);

        Assert.Equal(after, Assert.Single(_center.Subscriptions).After);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task An_invalid_last_event_id_is_refused(string id)
    {
        var got = await _gateway.SendAsync("GET /v1/events", null, ("Last-Event-ID", id));

        Assert.Equal((400, "request.wrongType", "Last-Event-ID"), (got.Status, got.Code, got.Member("field")));
    }

    [Fact]
    public async Task A_burst_comes_whole_and_in_order()
    {
        _center.OnSubscribe = subscription =>
        {
            subscription.Publish([.. Enumerable.Range(1, 5000).Select(number => SampleReplies.Event(number))]);
            subscription.End();
        };
        await using var stream = await _gateway.OpenEventsAsync("/v1/events?after=0");
        await stream.ReadAsync("the opening");

        for (var number = 1; number <= 5000; number++)
            Assert.StartsWith($"id: {number}|", await stream.ReadAsync($"event {number}"));
        Assert.Null(await stream.ReadAsync("the end"));
    }

    [Fact]
    public async Task Two_streams_get_the_same_events_also_where_sequences_share_a_cache_slot()
    {
        await using var one = await _gateway.OpenEventsAsync("/v1/events");
        await using var two = await _gateway.OpenEventsAsync("/v1/events");
        CenterEvent[] events = [SampleReplies.Event(1), SampleReplies.Event(4097), SampleReplies.Event(1, "8")];
        foreach (var subscription in _center.Subscriptions)
            subscription.Publish(events);

        foreach (var stream in new[] { one, two })
        {
            await stream.ReadAsync("the opening");
            Assert.StartsWith("id: 1|", await stream.ReadAsync("event 1"));
            Assert.StartsWith("id: 4097|", await stream.ReadAsync("event 4097"));
            Assert.Contains("\"agent\":\"8\"", await stream.ReadAsync("event 1 of agent 8"));
        }
    }

    [Fact]
    public async Task A_stream_whose_events_are_gone_is_reset_and_goes_on_from_now()
    {
        _center.OnSubscribe = subscription =>
        {
            if (subscription.After == 3)
                subscription.End(new EventsGoneException(100));
        };
        await using var stream = await _gateway.OpenEventsAsync("/v1/events", ("Last-Event-ID", "3"));
        await stream.ReadAsync("the opening");

        Assert.Equal("""event: reset|data: {"firstKept":100}""", await stream.ReadAsync("the reset"));
        var again = _center.Subscriptions.Last();
        Assert.Null(again.After);
        again.Publish(SampleReplies.Event(120));
        Assert.StartsWith("id: 120|", await stream.ReadAsync("event 120"));
    }

    [Fact]
    public async Task A_subscriber_that_is_too_slow_is_disconnected()
    {
        await using var stream = await _gateway.OpenEventsAsync("/v1/events");
        Assert.Single(_center.Subscriptions).End(new SubscriberTooSlowException());
        await stream.ReadAsync("the opening");

        Assert.Null(await stream.ReadAsync("the end of the stream"));
    }

    [Fact]
    public async Task A_center_that_stops_serving_ends_its_streams()
    {
        await using var stream = await _gateway.OpenEventsAsync("/v1/events");
        Assert.Single(_center.Subscriptions).End(new CenterUnavailableException(CenterStatus.Recovering));
        await stream.ReadAsync("the opening");

        Assert.Null(await stream.ReadAsync("the end of the stream"));
    }

    [Theory]
    [InlineData(CenterStatus.Standby, "center.standby")]
    [InlineData(CenterStatus.Recovering, "center.unavailable")]
    [InlineData(CenterStatus.Starting, "center.unavailable")]
    public async Task A_center_that_does_not_serve_opens_no_stream(CenterStatus status, string code)
    {
        _center.Status = status;

        var got = await _gateway.SendAsync("GET /v1/events");

        Assert.Equal((503, code, TimeSpan.FromSeconds(1)), (got.Status, got.Code, got.RetryAfter));
    }

    [Fact]
    public async Task A_center_that_refuses_a_subscription_at_once_opens_no_stream()
    {
        _center.OnSubscribe = subscription => subscription.End(new CenterUnavailableException(CenterStatus.Standby));

        var got = await _gateway.SendAsync("GET /v1/events");

        Assert.Equal((503, "center.standby"), (got.Status, got.Code));
    }

    [Fact]
    public async Task An_agents_stream_is_its_own()
    {
        await using var stream = await _gateway.OpenEventsAsync("/v1/agents/7/events");

        Assert.Equal(new AgentId("7"), Assert.Single(_center.Subscriptions).Agent);
    }

    [Fact]
    public async Task An_unknown_agent_has_no_stream()
    {
        _center.Respond = _ => Refusals.AgentUnknown(new("9"));

        var got = await _gateway.SendAsync("GET /v1/agents/9/events");

        Assert.Equal((404, "agent.unknown"), (got.Status, got.Code));
        Assert.Empty(_center.Subscriptions);
    }

    [Fact]
    public async Task A_silent_stream_sends_heartbeats()
    {
        await using var gateway = await TestGateway.StartAsync(_center, options =>
            options.StreamHeartbeat = TimeSpan.FromMilliseconds(20));
        await using var stream = await gateway.OpenEventsAsync("/v1/events");
        await stream.ReadAsync("the opening");

        Assert.Equal(":", await stream.ReadAsync("a heartbeat"));
        Assert.Equal(":", await stream.ReadAsync("another heartbeat"));
        Assert.Single(_center.Subscriptions).Publish(SampleReplies.Event(7));
        Assert.StartsWith("id: 7|", await stream.ReadEventAsync("agentPresenceChanged"));
    }

    [Fact]
    public async Task At_the_limit_of_streams_none_is_opened_until_one_ends()
    {
        await using var one = await _gateway.OpenEventsAsync("/v1/events");
        var two = await _gateway.OpenEventsAsync("/v1/events");

        var refused = await _gateway.SendAsync("GET /v1/events");
        Assert.Equal((503, "request.tooManyStreams", TimeSpan.FromSeconds(1)),
            (refused.Status, refused.Code, refused.RetryAfter));

        await two.DisposeAsync();
        await _center.Subscriptions.Last().Ended.Task.WaitAsync(MaxWait);
        Assert.True(await AgainAsync("GET /v1/events"), "A place among the streams was not given back.");
    }

    [Fact]
    public async Task A_caller_that_hangs_up_ends_its_subscription()
    {
        var stream = await _gateway.OpenEventsAsync("/v1/events");
        await stream.DisposeAsync();

        await Assert.Single(_center.Subscriptions).Ended.Task.WaitAsync(MaxWait);
    }

    [Fact]
    public async Task A_stop_ends_the_streams_and_does_not_wait_for_them()
    {
        var stopping = System.Diagnostics.Stopwatch.StartNew();
        await using var stream = await _gateway.OpenEventsAsync("/v1/events");
        await stream.ReadAsync("the opening");

        await _gateway.App.StopAsync();

        Assert.Null(await stream.ReadAsync("the end of the stream"));
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_client_that_reads_nothing()
    {
        _center.OnSubscribe = subscription =>
            subscription.Publish([.. Enumerable.Range(1, 200_000).Select(number => SampleReplies.Event(number))]);
        await using var stream = await _gateway.OpenEventsAsync("/v1/events?after=0");
        var stopping = System.Diagnostics.Stopwatch.StartNew();

        await _gateway.App.StopAsync();

        await Assert.Single(_center.Subscriptions).Ended.Task.WaitAsync(MaxWait);
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    private async Task<bool> AgainAsync(string what)
    {
        // The place is released a moment after the subscription has ended. The next subscriptions end by themselves.
        _center.OnSubscribe = subscription => subscription.End();
        var until = DateTime.UtcNow + MaxWait;
        while (DateTime.UtcNow < until)
        {
            if ((await _gateway.SendAsync(what)).Status == 200)
                return true;
        }

        return false;
    }
}
