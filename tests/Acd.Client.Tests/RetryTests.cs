using Acd.Testing;

namespace Acd.Client.Tests;

/// <summary>What is sent again, with which key, and what is not.</summary>
public sealed class RetryTests
{
    private const string Queued = """{"id":"c1","state":"queued"}""";

    [Fact]
    public async Task A_command_keeps_its_key_over_its_attempts_and_another_command_has_another()
    {
        await using var server = new ScriptedServer()
            .HangsUp().Refuses(503, "center.unavailable", ("Retry-After", "0")).Answers(201, Queued).Answers(200, Queued);
        using var acd = Client(server);

        await acd.Contacts.EnqueueAsync(new NewContact { Id = "c1" });
        await acd.Contacts.HoldAsync("c1");

        var keys = server.Requests.Select(request => request.Headers["Idempotency-Key"]).ToList();
        Assert.Equal(4, keys.Count);
        Assert.Single(keys.Take(3).Distinct());
        Assert.NotEqual(keys[0], keys[3]);
        Assert.Single(server.Requests.Take(3).Select(request => request.Body).Distinct());
        Assert.All(server.Requests, request => Assert.Equal("Bearer a-key-of-sixteen", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_contact_without_an_id_is_the_same_one_in_each_attempt_also_without_keys()
    {
        await using var server = new ScriptedServer().HangsUp().Answers(201, Queued);
        using var acd = Client(server, options => options with { SendsKeys = false });

        await acd.Contacts.EnqueueAsync(new NewContact { Skills = ["en"] });

        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
        Assert.Matches("\"id\":\"[0-9a-f-]{36}\"", server.Requests[0].Body);
        Assert.DoesNotContain("Idempotency-Key", server.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task A_conditional_put_whose_fate_is_unknown_is_not_sent_again()
    {
        await using var server = new ScriptedServer().HangsUp().Answers(200, """{"id":"q"}""");
        using var acd = Client(server);

        var lost = await Assert.ThrowsAsync<AcdException>(() => acd.Queues.PutAsync("q", new QueueSettings(), "\"t\""));

        Assert.Equal((AcdException.Unreachable, null), (lost.Code, lost.Status));
        Assert.Equal("\"t\"", Assert.Single(server.Requests).Headers["If-Match"]);
    }

    [Fact]
    public async Task A_conditional_put_that_was_surely_not_carried_out_is_sent_again()
    {
        await using var server = new ScriptedServer()
            .Refuses(503, "center.busy", ("Retry-After", "0")).Refuses(429, "request.rateLimited", ("Retry-After", "0"))
            .Answers(200, """{"id":"q","offerTimeout":2.5,"novelty":{"a":1}}""", ("ETag", "\"t2\""));
        using var acd = Client(server);

        var put = await acd.Queues.PutAsync("q", new QueueSettings(), "\"t\"");

        Assert.Equal(("\"t2\"", TimeSpan.FromSeconds(2.5)), (put.Tag!, put.OfferTimeout));
        Assert.Equal(3, server.Requests.Count);
        // A setting of a newer server is sent back.
        server.Answers(200, "{}");
        await acd.Queues.PutAsync("q", put);
        Assert.Contains("\"novelty\":{\"a\":1}", server.Requests[3].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_attempt_without_an_answer_removed_is_removed()
    {
        await using var server = new ScriptedServer().HangsUp().Refuses(404, "queue.unknown").Refuses(404, "queue.unknown");
        using var acd = Client(server);

        await acd.Queues.RemoveAsync("q");

        Assert.Equal(2, server.Requests.Count);
        var unknown = await Assert.ThrowsAsync<AcdException>(() => acd.Queues.RemoveAsync("q"));
        Assert.Equal("queue.unknown", unknown.Code);
    }

    [Fact]
    public async Task A_definite_answer_ends_the_attempts()
    {
        await using var server = new ScriptedServer()
            .Refuses(409, "offer.notPending").Answers(500, "<html>").Answers(200, "<html>");
        using var acd = Client(server);

        var refused = await Assert.ThrowsAsync<AcdException>(() => acd.Offers.AcceptAsync("o1"));
        var strange = await Assert.ThrowsAsync<AcdException>(() => acd.Offers.AcceptAsync("o1"));
        var unreadable = await Assert.ThrowsAsync<AcdException>(() => acd.Offers.AcceptAsync("o1"));

        Assert.Equal(("offer.notPending", "It is so.", "a"), (refused.Code, refused.Message, refused.Field!));
        Assert.Equal(("1 to 2", "t1"), (refused.Limit!, refused.TraceId!));
        Assert.Equal(("http.500", AcdException.BadAnswer), (strange.Code, unreadable.Code));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Another_address_is_used_where_one_fails_and_kept()
    {
        await using var standby = new ScriptedServer().Refuses(503, "center.standby", ("Retry-After", "0"));
        await using var active = new ScriptedServer().Answers(200, Queued).Answers(200, Queued);
        var nobody = new Uri($"http://127.0.0.1:{FreePort.NextNonEphemeral()}");
        using var acd = Client(standby, options => options with { Addresses = [nobody, standby.Url, active.Url] });

        await acd.Contacts.GetAsync("c1");
        await acd.Contacts.GetAsync("c1");

        Assert.Single(standby.Requests);
        Assert.Equal(2, active.Requests.Count);
    }

    [Fact]
    public async Task Attempts_end_when_their_time_is_over()
    {
        await using var server = new ScriptedServer().Refuses(503, "center.busy", ("Retry-After", "20"));
        using var acd = Client(server, options => options with { RetryFor = TimeSpan.FromSeconds(1) });

        var busy = await Assert.ThrowsAsync<AcdException>(() => acd.Contacts.GetAsync("c1"));

        Assert.Equal(("center.busy", TimeSpan.FromSeconds(20)), (busy.Code, busy.RetryAfter));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_caller_ends_a_request()
    {
        using var ended = new CancellationTokenSource();
        var nobody = new Uri($"http://127.0.0.1:{FreePort.NextNonEphemeral()}");
        using var acd = new AcdClient(new AcdClientOptions { Addresses = [nobody] });
        var asked = acd.Contacts.GetAsync("c1", ended.Token);

        await ended.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Theory]
    [InlineData("ftp://localhost", null, 10)]
    [InlineData("http://localhost", "two words", 10)]
    [InlineData("http://localhost", null, 10_000)]
    public void A_setting_past_its_limit_is_refused_at_once(string address, string? key, int seconds) =>
        Assert.Throws<ArgumentException>(() => new AcdClient(new AcdClientOptions
        {
            Addresses = [new Uri(address)],
            Key = key,
            AttemptTimeout = TimeSpan.FromSeconds(seconds),
        }));

    private static AcdClient Client(ScriptedServer server, Func<AcdClientOptions, AcdClientOptions>? change = null)
    {
        var options = new AcdClientOptions
        {
            Addresses = [server.Url],
            Key = "a-key-of-sixteen",
            MaxRetryDelay = TimeSpan.FromMilliseconds(20),
        };
        return new AcdClient(change?.Invoke(options) ?? options);
    }
}
