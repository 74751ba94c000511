using System.Collections.Concurrent;
using System.Text.Json;
using Acd.Core;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Acd.Gateway.Tests;

/// <summary>Keys and tokens that are made while the center runs, in processes that share the center's documents.</summary>
public sealed class KeyTests : IAsyncLifetime
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, string> _documents = new(StringComparer.Ordinal);
    private readonly FakeContactCenter _center = new();
    private readonly ManualTime _clock = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _center.Respond = Respond;
        _gateway = await StartAsync(_clock);
    }

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task A_key_works_at_once_and_the_center_keeps_its_hash_only()
    {
        var (key, prefix) = await MakeAsync("""{"role":"viewer","label":"Wallboard"}""");

        Assert.StartsWith(prefix + "_", key, StringComparison.Ordinal);
        Assert.Equal(200, await AskAsync("GET /v1/board", key));
        Assert.Equal(403, await AskAsync("GET /v1/center", key));
        Assert.DoesNotContain(_documents.Values, json => json.Contains(key[(prefix.Length + 1)..], StringComparison.Ordinal));
        var list = await _gateway.SendAsync("GET /v1/keys", null, ("X-Api-Key", TestGateway.Supervisor));
        Assert.DoesNotContain(key, list.Text, StringComparison.Ordinal);
        var shown = Assert.Single(list.Json.GetProperty("keys").EnumerateArray());
        Assert.Equal((prefix, "viewer", "Wallboard"),
            (shown.GetProperty("prefix").GetString(), shown.GetProperty("role").GetString(),
                shown.GetProperty("label").GetString()));
        Assert.False(shown.TryGetProperty("hash", out _));
    }

    [Fact]
    public async Task Each_key_is_another_and_has_many_random_letters()
    {
        var keys = Enumerable.Range(0, 200).Select(_ => KeyDocument.NewKey()).ToList();

        Assert.Equal(200, keys.Select(key => key.Key).Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^acd_[a-z0-9]{8}_[a-z0-9]{40}$", key.Key));
        Assert.Equal(401, await AskAsync("GET /v1/board", keys[0].Key));
    }

    [Fact]
    public async Task A_key_that_is_ended_ends_its_session_and_its_streams()
    {
        var (key, prefix) = await MakeAsync("""{"role":"service"}""");
        var signedIn = await _gateway.SendAsync("POST /v1/session", $$"""{"key":"{{key}}"}""");
        var cookie = signedIn.Header("Set-Cookie")!.Split(';')[0];
        await using var stream = await _gateway.OpenEventsAsync("/v1/events", ("X-Api-Key", key));
        await stream.ReadAsync("the opening");

        var ended = await _gateway.SendAsync($"DELETE /v1/keys/{prefix}", null, ("X-Api-Key", TestGateway.Supervisor));

        Assert.Equal(204, ended.Status);
        Assert.Null(await EndAsync(stream));
        Assert.Equal(401, await AskAsync("GET /v1/center", key));
        Assert.Equal("auth.sessionEnded", (await _gateway.SendAsync("GET /v1/center", null, ("Cookie", cookie))).Code);
        Assert.Equal("key.unknown", (await _gateway.SendAsync(
            $"DELETE /v1/keys/{prefix}", null, ("X-Api-Key", TestGateway.Supervisor))).Code);
    }

    [Fact]
    public async Task Every_process_learns_of_a_key_and_of_its_end_within_seconds()
    {
        var clock = new ManualTime();
        await using var sibling = await StartAsync(clock);
        await RefreshAsync(clock);
        var (key, prefix) = await MakeAsync("""{"role":"service"}""");
        Assert.Equal(401, await AskAsync("GET /v1/center", key, sibling));

        await RefreshAsync(clock);
        await UntilAsync(async () => await AskAsync("GET /v1/center", key, sibling) == 200, "The key is not known.");

        await _gateway.SendAsync($"DELETE /v1/keys/{prefix}", null, ("X-Api-Key", TestGateway.Supervisor));
        await RefreshAsync(clock);
        await UntilAsync(async () => await AskAsync("GET /v1/center", key, sibling) == 401, "The key is not ended.");
    }

    [Fact]
    public async Task A_key_survives_a_restart_and_is_not_called_wrong_before_the_keys_are_read()
    {
        var (key, _) = await MakeAsync("""{"role":"service"}""");
        _center.Status = CenterStatus.Recovering;
        var clock = new ManualTime();
        await using var later = await StartAsync(clock);

        var early = await later.SendAsync("GET /v1/center", null, ("X-Api-Key", key));
        Assert.Equal((503, "center.unavailable"), (early.Status, early.Code));
        Assert.Equal(503, (await later.SendAsync("POST /v1/session", $$"""{"key":"{{key}}"}""")).Status);

        _center.Status = CenterStatus.Active;
        await RefreshAsync(clock);
        await UntilAsync(async () => await AskAsync("GET /v1/center", key, later) == 200, "The key is not known.");
    }

    [Fact]
    public async Task A_key_ends_by_itself_at_its_time()
    {
        var (key, _) = await MakeAsync("""{"role":"service","expiresIn":60}""");
        Assert.Equal(200, await AskAsync("GET /v1/center", key));

        _clock.Suspend(TimeSpan.FromSeconds(60));

        Assert.Equal(401, await AskAsync("GET /v1/center", key));
    }

    [Theory]
    [InlineData("""{"role":"boss"}""", "request.outOfRange", "role")]
    [InlineData("""{"role":"agent"}""", "request.missingField", "agent")]
    [InlineData("""{"role":"viewer","agent":"7"}""", "request.outOfRange", "agent")]
    [InlineData("""{"role":"viewer","expiresIn":59}""", "request.outOfRange", "expiresIn")]
    [InlineData("{}", "request.missingField", "role")]
    public async Task A_key_that_makes_no_sense_is_refused(string body, string code, string field)
    {
        var got = await _gateway.SendAsync("POST /v1/keys", body, ("X-Api-Key", TestGateway.Supervisor));

        Assert.Equal((400, code, field), (got.Status, got.Code, got.Member("field")));
        Assert.Empty(_documents);
    }

    [Fact]
    public async Task There_is_a_limit_on_keys()
    {
        for (var number = 0; number < KeyDirectory.MaxKeys; number++)
        {
            var key = new KeyDocument($"acd_{number}", new string('0', 64), "viewer", null, null, null, SampleReplies.Now, null);
            _documents[key.Name] = JsonSerializer.Serialize(key, KeyJsonContext.Default.KeyDocument);
        }

        var got = await _gateway.SendAsync("POST /v1/keys", """{"role":"viewer"}""", ("X-Api-Key", TestGateway.Supervisor));

        Assert.Equal((409, "key.tooMany", "at most 1000"), (got.Status, got.Code, got.Member("limit")));
    }

    [Fact]
    public async Task A_token_is_an_agents_key_that_ends_by_itself()
    {
        var made = await _gateway.SendAsync(
            "POST /v1/agents/9/tokens", """{"expiresIn":60}""", ("X-Api-Key", TestGateway.Service));
        Assert.Equal((201, "9"), (made.Status, made.Member("agent")));
        var token = made.Member("token")!;

        Assert.Equal(200, await AskAsync("GET /v1/agents/9", token));
        Assert.Equal(403, await AskAsync("GET /v1/agents/7", token));
        Assert.Equal(403, await AskAsync("GET /v1/center", token));
        var signedIn = await _gateway.SendAsync("POST /v1/session", $$"""{"key":"{{token}}"}""");
        Assert.Equal((200, "agent", "9"), (signedIn.Status, signedIn.Member("role"), signedIn.Member("agent")));
        Assert.Equal(made.Member("expiresAt"), signedIn.Member("expiresAt"));
        var cookie = signedIn.Header("Set-Cookie")!.Split(';')[0];
        Assert.Equal(200, (await _gateway.SendAsync("GET /v1/agents/9", null, ("Cookie", cookie))).Status);

        _clock.Suspend(TimeSpan.FromSeconds(60));
        Assert.Equal(401, await AskAsync("GET /v1/agents/9", token));
        Assert.Equal(401, (await _gateway.SendAsync("GET /v1/agents/9", null, ("Cookie", cookie))).Status);
    }

    [Fact]
    public async Task A_token_ends_with_the_key_that_made_it()
    {
        var (key, prefix) = await MakeAsync("""{"role":"service"}""");
        var made = await _gateway.SendAsync("POST /v1/agents/9/tokens", "{}", ("X-Api-Key", key));
        var token = made.Member("token")!;
        Assert.Equal(200, await AskAsync("GET /v1/agents/9", token));

        await _gateway.SendAsync($"DELETE /v1/keys/{prefix}", null, ("X-Api-Key", TestGateway.Supervisor));

        Assert.Equal(401, await AskAsync("GET /v1/agents/9", token));
    }

    [Fact]
    public async Task An_agents_cookie_is_no_token_for_others()
    {
        var signedIn = await _gateway.SendAsync("POST /v1/session", $$"""{"key":"{{TestGateway.Agent7}}"}""");
        var value = signedIn.Header("Set-Cookie")!.Split(';')[0]["acd-session=".Length..];

        Assert.Equal(200, await AskAsync("GET /v1/agents/7", SessionSigner.TokenStart + value));
        Assert.Equal(403, await AskAsync("GET /v1/agents/8", SessionSigner.TokenStart + value));
        Assert.Equal(401, await AskAsync("GET /v1/agents/7", SessionSigner.TokenStart + value[1..]));
    }

    [Fact]
    public async Task The_record_of_changes_has_who_made_and_ended_keys_and_keeps_a_limited_number()
    {
        var (_, prefix) = await MakeAsync("""{"role":"viewer"}""");
        _clock.Suspend(TimeSpan.FromSeconds(1));
        await _gateway.SendAsync($"DELETE /v1/keys/{prefix}", null, ("X-Api-Key", TestGateway.Supervisor));

        var got = await _gateway.SendAsync("GET /v1/audit?limit=1", null, ("X-Api-Key", TestGateway.Supervisor));
        var newest = Assert.Single(got.Json.GetProperty("entries").EnumerateArray());
        Assert.Equal(("endKey", $"/v1/keys/{prefix}", "supervisor"), (newest.GetProperty("action").GetString(),
            newest.GetProperty("subject").GetString(), newest.GetProperty("role").GetString()));
        var older = await _gateway.SendAsync(
            $"GET /v1/audit?after={got.Member("next")}", null, ("X-Api-Key", TestGateway.Supervisor));
        Assert.Equal("makeKey",
            Assert.Single(older.Json.GetProperty("entries").EnumerateArray()).GetProperty("action").GetString());
        Assert.Null(older.Member("next"));

        for (var number = 0; number < AuditPruning.Kept + 3; number++)
            _documents[AuditDocument.NameOf(SampleReplies.Now, number)] = "{}";
        var pruning = _gateway.App.Services.GetServices<IHostedService>().OfType<AuditPruning>().Single();
        Assert.Equal(5, await pruning.PruneAsync(CancellationToken.None));
        Assert.Equal(0, await pruning.PruneAsync(CancellationToken.None));
        Assert.Equal(AuditPruning.Kept,
            _documents.Keys.Count(name => name.StartsWith(AuditDocument.Prefix, StringComparison.Ordinal)));
    }

    private Reply Respond(Request request)
    {
        switch (request)
        {
            case PutConnectionDocuments put:
                foreach (var document in put.Documents)
                {
                    if (document.Json is null) _documents.TryRemove(document.Name, out _);
                    else _documents[document.Name] = document.Json;
                }

                return ConnectionDocumentsReply.Written;
            case ReadConnectionDocuments read:
                return new ConnectionDocumentsReply([.. _documents
                    .Where(one => read.IsPrefix ? one.Key.StartsWith(read.Name, StringComparison.Ordinal) : one.Key == read.Name)
                    .Select(one => new NamedDocument(one.Key, one.Value))]);
            default:
                return SampleReplies.Reply(request);
        }
    }

    private Task<TestGateway> StartAsync(ManualTime clock) => TestGateway.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IContactCenter>(_center);
            builder.Services.AddSingleton<IAgentDevices>(new LocalAgentDevices(_center, new FakeSessionStore(), clock));
        },
        TestGateway.UseTestKeys);

    private async Task<(string Key, string Prefix)> MakeAsync(string body)
    {
        var got = await _gateway.SendAsync("POST /v1/keys", body, ("X-Api-Key", TestGateway.Supervisor));
        Assert.Equal(201, got.Status);
        return (got.Member("key")!, got.Member("prefix")!);
    }

    private async Task<int> AskAsync(string what, string key, TestGateway? gateway = null) =>
        (await (gateway ?? _gateway).SendAsync(what, null, ("Authorization", $"Bearer {key}"))).Status;

    private static async Task RefreshAsync(ManualTime clock)
    {
        await clock.WhenArmedAsync(KeyDirectory.Interval).WaitAsync(MaxWait);
        clock.Advance(KeyDirectory.Interval);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string missing) =>
        await Polling.UntilAsync(holds, MaxWait, () => missing);

    /// <summary>Reads to the end of a stream, which a cut connection may have instead of a regular end.</summary>
    private static async Task<string?> EndAsync(SseReader stream)
    {
        try
        {
            while (await stream.ReadAsync("the end") is not null)
            {
            }
        }
        catch (Exception cut) when (cut is HttpIOException or IOException)
        {
            return null;
        }

        return null;
    }
}
