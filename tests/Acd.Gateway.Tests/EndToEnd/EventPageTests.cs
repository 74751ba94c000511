using System.Text.Json;

namespace Acd.Gateway.Tests;

/// <summary>Events by the page: JSON, NDJSON, filters, and how far back they go.</summary>
public sealed class EventPageTests
{
    private static readonly (string, string) Json = ("Accept", "application/json"), Lines = ("Accept", "application/x-ndjson");

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_up_to_the_last_event()
    {
        await using var gateway = await StartAsync(contacts: 20);
        var (after, sequences, pages) = (0L, new List<long>(), 0);
        while (true)
        {
            var got = await gateway.SendAsync($"GET /v1/events?after={after}&limit=7", null, Json);
            Assert.Equal((200, "application/json"), (got.Status, got.ContentType));
            var events = got.Json.GetProperty("events").EnumerateArray().ToList();
            Assert.InRange(events.Count, 1, 7);
            sequences.AddRange(events.Select(one => one.GetProperty("sequence").GetInt64()));
            Assert.Equal(1, got.Json.GetProperty("firstKept").GetInt64());
            after = got.Json.GetProperty("next").GetInt64();
            pages++;
            if (after == got.Json.GetProperty("last").GetInt64()) break;
        }

        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(number => (long)number), sequences);
        Assert.True(pages == 6 && sequences.Count == 40, $"{sequences.Count} events on {pages} pages.");
        var end = await gateway.SendAsync($"GET /v1/events?after={after}&limit=7");
        Assert.Equal((0, after), (end.Json.GetProperty("events").GetArrayLength(), end.Json.GetProperty("next").GetInt64()));
    }

    [Fact]
    public async Task Filters_leave_only_what_was_asked_for()
    {
        await using var gateway = await StartAsync(contacts: 6);

        var types = await TypesAsync("type=contactQueued");
        Assert.Equal(Enumerable.Repeat("contactQueued", 6), types);
        Assert.Equal(["contactQueued", "contactUnservable"], await TypesAsync("contact=c3"));
        Assert.Empty(await TypesAsync("queue=other"));
        Assert.Equal(2, (await TypesAsync("queue=default&type=contactQueued&limit=2")).Count);

        async Task<List<string>> TypesAsync(string query)
        {
            var got = await gateway.SendAsync($"GET /v1/events?{query}");
            return [.. got.Json.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("type").GetString()!)];
        }
    }

    [Fact]
    public async Task Lines_are_an_event_each_and_the_numbers_stand_in_headers()
    {
        await using var gateway = await StartAsync(contacts: 3);

        var got = await gateway.SendAsync("GET /v1/events?after=1&limit=4", null, Lines);

        Assert.Equal((200, "application/x-ndjson"), (got.Status, got.ContentType));
        var sequences = got.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt64());
        Assert.Equal([2L, 3, 4, 5], sequences);
        Assert.Equal(("5", "1"), (got.Header("Acd-Next"), got.Header("Acd-First-Kept")));
        Assert.True(long.Parse(got.Header("Acd-Last")!) > 5);
    }

    [Fact]
    public async Task A_stream_stays_a_stream_where_it_is_asked_for()
    {
        await using var gateway = await StartAsync(contacts: 1);

        await using var plain = await gateway.OpenEventsAsync("/v1/events?after=0");
        await using var named = await gateway.OpenEventsAsync("/v1/events?after=0", ("Accept", "text/event-stream"));

        Assert.StartsWith("retry: ", await plain.ReadAsync("the opening"));
        Assert.StartsWith("retry: ", await named.ReadAsync("the opening"));
    }

    [Theory]
    [InlineData("limit=0", "request.outOfRange", "limit", "1 to 1000")]
    [InlineData("limit=1001", "request.outOfRange", "limit", "1 to 1000")]
    [InlineData("type=nothing", "request.outOfRange", "type", "a type of events, such as contactClosed")]
    [InlineData("contact=a%20b", "request.badId", "contact", null)]
    [InlineData("limit=1&after=-1", "request.wrongType", "after", "a whole number")]
    [InlineData("limit=1&colour=1", "request.unknownField", "colour", null)]
    public async Task What_is_wrong_is_named(string query, string code, string field, string? limit)
    {
        await using var gateway = await StartAsync(contacts: 0);

        var got = await gateway.SendAsync($"GET /v1/events?{query}", null, Json);

        Assert.Equal((400, code, field), (got.Status, got.Code, got.Member("field")));
        if (limit is not null) Assert.Equal(limit, got.Member("limit"));
    }

    private static async Task<TestGateway> StartAsync(int contacts)
    {
        var gateway = await RealGateway.StartAsync();
        for (var number = 1; number <= contacts; number++)
            Assert.Equal(201, (await gateway.SendAsync("POST /v1/contacts", $$"""{"id":"c{{number}}"}""")).Status);
        return gateway;
    }
}
