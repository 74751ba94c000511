using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway.Tests;

/// <summary>Streams that begin with the whole view, and the number of the last event in answers.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("/v1/events?snapshot=true", null)]
    [InlineData("/v1/agents/7/events?snapshot=true", "7")]
    public async Task A_stream_begins_with_the_whole_view_and_goes_on_after_it(string path, string? agent)
    {
        await using var stream = await _gateway.OpenEventsAsync(path);
        await stream.ReadAsync("the opening");

        var view = await stream.ReadAsync("the view");

        Assert.StartsWith("id: 41|event: snapshot|data: {\"agents\":[{\"id\":\"7\"", view);
        Assert.Contains("\"contacts\":[{\"id\":\"c1\"", view, StringComparison.Ordinal);
        Assert.Contains("\"sequence\":41", view, StringComparison.Ordinal);
        var subscription = Assert.Single(_center.Subscriptions);
        Assert.Equal((41, agent), (subscription.After, subscription.Agent?.Value));
        subscription.Publish(SampleReplies.Event(42));
        Assert.StartsWith("id: 42|", await stream.ReadAsync("event 42"));
    }

    [Fact]
    public async Task A_stream_that_goes_on_needs_no_view_and_one_that_is_reset_gets_it()
    {
        _center.OnSubscribe = subscription =>
        {
            if (subscription.After == 3)
                subscription.End(new EventsGoneException(100));
        };
        await using var goesOn = await _gateway.OpenEventsAsync("/v1/events?snapshot=true", ("Last-Event-ID", "40"));
        Assert.DoesNotContain(_center.Requests, request => request is GetSnapshot);

        await using var stream = await _gateway.OpenEventsAsync("/v1/events?snapshot=true", ("Last-Event-ID", "3"));
        await stream.ReadAsync("the opening");
        Assert.StartsWith("event: reset|", await stream.ReadAsync("the reset"));
        Assert.StartsWith("id: 41|event: snapshot|", await stream.ReadAsync("the view"));
        Assert.Equal(41, _center.Subscriptions.Last().After);
    }

    [Fact]
    public async Task A_view_that_is_too_large_is_refused()
    {
        _center.Respond = request => request is GetSnapshot ? Refusals.SnapshotTooLarge(61_234) : SampleReplies.Reply(request);

        var got = await _gateway.SendAsync("GET /v1/events?snapshot=true");

        Assert.Equal((409, "snapshot.tooLarge"), (got.Status, got.Code));
        Assert.Empty(_center.Subscriptions);
    }

    [Fact]
    public async Task An_answer_to_a_get_has_the_number_of_the_last_event_that_it_knows()
    {
        _center.Respond = request => SampleReplies.Reply(request) with { AsOf = 41 };

        foreach (var path in new[] { "contacts/c1", "contacts", "agents/7", "agents", "queues", "gates", "skills/en", "center",
            "channels", "stats" })
        {
            var got = await _gateway.SendAsync($"GET /v1/{path}");
            Assert.Equal((200, "41"), (got.Status, got.Header("Acd-Sequence")));
            Assert.DoesNotContain("asOf", got.Text, StringComparison.Ordinal);
        }
    }
}
