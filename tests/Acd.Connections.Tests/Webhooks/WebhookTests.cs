using System.Text.Json;
using Acd.Testing;

namespace Acd.Connections.Tests;

/// <summary>Webhooks of the whole program at a receiver on a real port.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly (string, string)[] Quick =
    [
        ("Connections:Webhooks:AllowedNetworks", "127.0.0.0/8"), ("Connections:Webhooks:FirstRetry", "00:00:00.0200000"),
        ("Connections:Webhooks:LongestRetry", "00:00:00.2000000"),
    ];

    private readonly TempFolder _folder = new();
    private WebhookReceiver _receiver = null!;

    private string Store => $"sqlite:{_folder.File("acd.db")}";

    public async ValueTask InitializeAsync() => _receiver = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_event_since_it_was_made_comes_signed_and_in_order_per_contact()
    {
        await using var center = await CenterApp.StartAsync(Store, Quick);
        await center.DoAsync("POST /v1/contacts", new { id = "before" });
        var made = await center.DoAsync("PUT /v1/webhooks/crm", new { url = _receiver.Url, secret = WebhookReceiver.Secret });
        Assert.Equal(WebhookReceiver.Secret, made.GetProperty("secret").GetString());
        await ServeAsync(center, 30);

        var events = await EventsAsync(center);
        await UntilAllAreTakenAsync(center, events);
        Assert.Empty(_receiver.Wrong);
        Assert.Equal(_receiver.All.Count, _receiver.All.Select(one => one.Id).Distinct().Count());
        Assert.All(_receiver.All, one => Assert.Equal($"crm-{one.Sequence}", one.Id));
        AssertOrderIsKept();
        var shown = await center.DoAsync("GET /v1/webhooks/crm");
        Assert.False(shown.TryGetProperty("secret", out _));
        await CenterApp.UntilAsync(
            async () => (await center.DoAsync("GET /v1/webhooks/crm")).GetProperty("progress").GetProperty("position").GetInt64()
                == center.Host.LastEvent,
            () => "The position does not reach the last event.");
    }

    [Fact]
    public async Task A_contact_that_the_receiver_cannot_take_holds_up_no_other_and_comes_later_in_order()
    {
        var isCured = false;
        _receiver.Answer = one => one.Contact == "call-3" && !Volatile.Read(ref isCured) ? 500 : 200;
        await using var center = await CenterApp.StartAsync(Store, Quick);
        await center.DoAsync("PUT /v1/webhooks/crm", new { url = _receiver.Url, secret = WebhookReceiver.Secret });
        await ServeAsync(center, 12);
        var events = await EventsAsync(center);
        await UntilAllAreTakenAsync(center, [.. events.Where(one => one.Contact != "call-3")]);
        Assert.DoesNotContain(_receiver.Taken, one => one.Contact == "call-3");
        await UntilLoggedAsync(center, one =>
            one.TryGetProperty("status", out var status) && status.GetInt32() == 500 && one.TryGetProperty("nextAt", out _));

        Volatile.Write(ref isCured, true);
        await UntilAllAreTakenAsync(center, events);
        AssertOrderIsKept();
    }

    [Fact]
    public async Task A_process_that_ends_and_a_receiver_that_is_gone_lose_nothing()
    {
        var isGone = true;
        _receiver.Answer = _ => Volatile.Read(ref isGone) ? 503 : 200;
        IReadOnlyList<Received> events;
        await using (var center = await CenterApp.StartAsync(Store, Quick))
        {
            await center.DoAsync("PUT /v1/webhooks/crm", new { url = _receiver.Url, secret = WebhookReceiver.Secret });
            await ServeAsync(center, 20);
            await CenterApp.UntilAsync(() => Task.FromResult(_receiver.All.Count > 8), () => "Nothing is tried.");
            await CenterApp.UntilAsync(
                async () => (await center.DoAsync("GET /readyz")).TryGetProperty("connections", out var text)
                    && text.GetString()!.Contains("crm", StringComparison.Ordinal),
                () => "Nobody is told that the receiver takes nothing.");
        }

        Volatile.Write(ref isGone, false);
        await using var again = await CenterApp.StartAsync(Store, Quick);
        await ServeAsync(again, 20, from: 100);
        events = await EventsAsync(again);
        await UntilAllAreTakenAsync(again, events);
        AssertOrderIsKept();
    }

    [Fact]
    public async Task Filters_leave_only_what_was_asked_for()
    {
        await using var center = await CenterApp.StartAsync(Store, Quick);
        await center.DoAsync("PUT /v1/queues/sales", new { });
        await center.DoAsync("PUT /v1/webhooks/crm", new
        {
            url = _receiver.Url,
            secret = WebhookReceiver.Secret,
            types = new[] { "contactClosed" },
            queues = new[] { "sales" },
        });
        foreach (var (id, queue) in new[] { ("a", "sales"), ("b", "default"), ("c", "sales") })
        {
            await center.DoAsync("POST /v1/contacts", new { id, queue });
            await center.DoAsync($"POST /v1/contacts/{id}/abandon");
        }

        await CenterApp.UntilAsync(() => Task.FromResult(_receiver.Taken.Count() == 2), () => "They do not come.");
        Assert.Equal(["a", "c"], _receiver.All.Select(one => one.Contact).Order());
        Assert.All(_receiver.All, one => Assert.Equal("contactClosed", one.Type));
    }

    [Fact]
    public async Task Private_addresses_are_not_called_and_redirects_are_not_followed()
    {
        await using (var center = await CenterApp.StartAsync(Store, Quick[1..]))
        {
            await center.DoAsync("PUT /v1/webhooks/crm", new { url = _receiver.Url, secret = WebhookReceiver.Secret });
            await ServeAsync(center, 1);
            await UntilLoggedAsync(center, one => one.GetProperty("error").GetString()!.Contains("no public address"));
            Assert.Empty(_receiver.All);
        }

        _receiver.Answer = _ => 302;
        await using var other = await CenterApp.StartAsync(Store, Quick);
        await UntilLoggedAsync(other, one => one.TryGetProperty("status", out var status) && status.GetInt32() == 302);
        Assert.Empty(_receiver.Taken);
    }

    [Fact]
    public async Task One_that_fails_for_too_long_is_switched_off_until_it_is_put_again()
    {
        var isGone = true;
        _receiver.Answer = _ => Volatile.Read(ref isGone) ? 410 : 200;
        await using var center = await CenterApp.StartAsync(Store, Quick);
        var body = new { url = _receiver.Url, secret = WebhookReceiver.Secret };
        await center.DoAsync("PUT /v1/webhooks/crm", body);
        await ServeAsync(center, 2);
        await CenterApp.UntilAsync(
            async () => (await center.DoAsync("GET /v1/webhooks/crm")).GetProperty("progress")
                .TryGetProperty("switchedOffAt", out _),
            () => "It is not switched off.");
        await CenterApp.UntilAsync(
            async () => (await center.DoAsync("GET /readyz")).ToString().Contains("switched off", StringComparison.Ordinal),
            () => "Nobody is told.");

        Volatile.Write(ref isGone, false);
        await center.DoAsync("PUT /v1/webhooks/crm", body);
        await UntilAllAreTakenAsync(center, await EventsAsync(center));
    }

    [Fact]
    public async Task An_event_is_delivered_again_when_asked_for()
    {
        await using var center = await CenterApp.StartAsync(Store, Quick);
        await center.DoAsync("PUT /v1/webhooks/crm", new { url = _receiver.Url, secret = WebhookReceiver.Secret });
        await ServeAsync(center, 1);
        var events = await EventsAsync(center);
        await UntilAllAreTakenAsync(center, events);
        await center.DoAsync("POST /v1/webhooks/crm/redeliver", new { @event = events[0].Sequence });

        await CenterApp.UntilAsync(
            () => Task.FromResult(_receiver.Taken.Count(one => one.Sequence == events[0].Sequence) >= 2),
            () => "It does not come again.");
        var (status, json) = await center.SendAsync("POST /v1/webhooks/crm/redeliver", new { @event = 999_999 });
        Assert.Equal((400, "event"), (status, json.GetProperty("field").GetString()));
        await center.DoAsync("DELETE /v1/webhooks/crm");
        Assert.Equal(404, (await center.SendAsync("GET /v1/webhooks/crm")).Status);
        Assert.Empty((await center.DoAsync("GET /v1/webhooks")).GetProperty("webhooks").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"url":"ftp://a.b/"}""", "url")]
    [InlineData("""{"url":"https://me:secret@a.b/"}""", "url")]
    [InlineData("""{"url":"https://a.b/","types":["nothing"]}""", "types[0]")]
    [InlineData("""{"url":"https://a.b/","secret":"whsec_short"}""", "secret")]
    [InlineData("""{"types":[]}""", "url")]
    public async Task What_is_wrong_with_a_webhook_is_named(string body, string field)
    {
        await using var center = await CenterApp.StartAsync("memory:");

        var (status, json) = await center.SendAsync("PUT /v1/webhooks/crm", body);

        Assert.Equal((400, field), (status, json.GetProperty("field").GetString()));
    }

    /// <summary>Contacts that are queued, abandoned, and so closed.</summary>
    private static async Task ServeAsync(CenterApp center, int contacts, int from = 1)
    {
        for (var number = from; number < from + contacts; number++)
        {
            await center.DoAsync("POST /v1/contacts", new { id = $"call-{number}" });
            await center.DoAsync($"POST /v1/contacts/call-{number}/priority", new { priority = 3 });
        }

        for (var number = from; number < from + contacts; number++)
            await center.DoAsync($"POST /v1/contacts/call-{number}/abandon");
    }

    /// <summary>The center's events of the calls.</summary>
    private static async Task<IReadOnlyList<Received>> EventsAsync(CenterApp center)
    {
        var page = await center.DoAsync("GET /v1/events?limit=1000");
        return [.. page.GetProperty("events").EnumerateArray()
            .Where(one => one.TryGetProperty("contact", out var contact)
                && contact.GetString()!.StartsWith("call-", StringComparison.Ordinal))
            .Select(one => new Received(
                "", one.GetProperty("type").GetString()!, one.GetProperty("sequence").GetInt64(),
                one.GetProperty("contact").GetString()))];
    }

    private Task UntilAllAreTakenAsync(CenterApp center, IReadOnlyList<Received> events) => CenterApp.UntilAsync(
        () => Task.FromResult(
            events.Select(one => one.Sequence).ToHashSet().IsSubsetOf(_receiver.Taken.Select(one => one.Sequence))),
        () => $"{_receiver.Taken.Select(one => one.Sequence).Distinct().Count()} of {events.Count} events came; "
            + $"the center has {center.Host.LastEvent}.");

    private static Task UntilLoggedAsync(CenterApp center, Func<JsonElement, bool> holds) => CenterApp.UntilAsync(
        async () => (await center.DoAsync("GET /v1/webhooks/crm/deliveries")).GetProperty("deliveries").EnumerateArray()
            .Any(holds),
        () => "No such try is in the log.");

    /// <summary>A contact's events were first taken in their order.</summary>
    private void AssertOrderIsKept()
    {
        foreach (var contact in _receiver.Taken.DistinctBy(one => one.Sequence).GroupBy(one => one.Contact))
        {
            var sequences = contact.Select(one => one.Sequence).ToList();
            Assert.Equal(sequences.Order(), sequences);
        }
    }
}
