using Acd.Core;

namespace Acd.Gateway.Tests;

/// <summary>The key of a POST goes to the center with a hash of the request.</summary>
public sealed class IdempotencyKeyTests : IAsyncLifetime
{
    private readonly FakeContactCenter _center = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(_center, TestGateway.UseTestKeys);

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task The_same_request_has_the_same_key_and_hash_and_every_other_one_has_not()
    {
        var first = await Key("POST /v1/contacts/c1/complete", "{}", "k1");

        Assert.Equal(first, await Key("POST /v1/contacts/c1/complete", "{}", "k1"));
        Assert.NotEqual(first.Key, (await Key("POST /v1/contacts/c1/complete", "{}", "k2")).Key);
        foreach (var (what, body) in new (string, string?)[]
        {
            ("POST /v1/contacts/c2/complete", "{}"), ("POST /v1/contacts/c1/hold", "{}"),
            ("POST /v1/contacts/c1/complete", "{ }"), ("POST /v1/contacts/c1/complete", null),
        })
        {
            var other = await Key(what, body, "k1");
            Assert.Equal(first.Key, other.Key);
            Assert.NotEqual(first.Body, other.Body);
        }
    }

    [Fact]
    public async Task Keys_of_two_clients_are_two_keys() => Assert.NotEqual(
        (await Key("POST /v1/contacts", "{}", "k1", TestGateway.Service)).Key,
        (await Key("POST /v1/contacts", "{}", "k1", TestGateway.Supervisor)).Key);

    [Fact]
    public async Task A_put_or_a_request_without_the_header_has_no_key()
    {
        await Send("PUT /v1/agents/7/presence", """{"presence":"available"}""", "k1");
        await Send("POST /v1/contacts/c1/complete", null, null);

        Assert.All(_center.Requests, request => Assert.Null(((Command)request).Key));
    }

    [Theory]
    [InlineData("POST /v1/contacts/c1/complete")]
    [InlineData("POST /v1/offers/o1/accept")]
    [InlineData("POST /v1/agents/7/heartbeat")]
    public async Task A_header_that_is_no_key_is_refused_on_every_post(string what)
    {
        var got = await Send(what, null, "k 1");

        Assert.Equal((400, "Idempotency-Key"), (got.Status, got.Member("field")));
        Assert.Empty(_center.Requests);
    }

    [Fact]
    public async Task An_answer_tells_how_long_it_is_remembered()
    {
        _center.Respond = _ => Refusals.ContactUnknown(new("c1")) with
        {
            RememberedUntil = SampleReplies.Now,
            ClosedIdsFor = TimeSpan.FromHours(1),
        };

        var got = await Send("POST /v1/contacts/c1/complete", null, "k1");

        Assert.Equal((404, "2026-03-01T12:00:00.000Z", "3600"), (got.Status, got.Header("Idempotency-Key-Until"),
            got.Header("Acd-Closed-Ids-For")));
    }

    [Fact]
    public async Task Another_request_with_the_key_is_422()
    {
        _center.Respond = _ => Refusals.OtherBody();

        var got = await Send("POST /v1/contacts", "{}", "k1");

        Assert.Equal((422, "idempotency.otherBody"), (got.Status, got.Code));
    }

    private async Task<RequestKey> Key(string what, string? body, string key, string apiKey = TestGateway.Supervisor)
    {
        _center.Requests.Clear();
        await Send(what, body, key, apiKey);
        return ((Command)Assert.Single(_center.Requests)).Key!;
    }

    private Task<GatewayResponse> Send(string what, string? body, string? key, string apiKey = TestGateway.Supervisor) =>
        _gateway.SendAsync(what, body,
            [("X-Api-Key", apiKey), .. key is null ? [] : new[] { ("Idempotency-Key", key) }]);
}
