using System.Diagnostics;
using System.Text.RegularExpressions;
using Acd.Testing;
using StackExchange.Redis;

namespace Acd.Connections.Tests;

/// <summary>Presence by a signed webhook, through a stream on a real Redis, to agents.</summary>
public sealed partial class PresenceTests : IAsyncLifetime
{
    private const string Stream = "agent-presence-updates";

    private RedisServer _redis = null!;
    private ConnectionMultiplexer _client = null!;

    private IDatabase Database => _client.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        _client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{_redis.Port},allowAdmin=true,abortConnect=false");
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task What_is_not_signed_or_not_of_now_is_refused_and_writes_nothing()
    {
        await using var center = await StartAsync();
        var body = PresenceSender.Change("ann", "Available", 1_000);

        Assert.Equal(
            (401, """{"error":"Invalid Signature"}"""),
            await PresenceSender.SendAsync(center.Http, body, secret: "another-secret-0123456789"));
        Assert.Equal(401, (await PresenceSender.SendAsync(center.Http, body, age: TimeSpan.FromMinutes(6))).Status);
        Assert.Equal(401, (await PresenceSender.SendAsync(center.Http, body, "/v1/connections/presence/other")).Status);
        Assert.Equal(400, (await PresenceSender.SendAsync(center.Http, """{"agentId":"ann"}""")).Status);
        Assert.Equal(400, (await PresenceSender.SendAsync(center.Http, "[")).Status);
        Assert.Equal(0, await Database.StreamLengthAsync(Stream));

        var (status, text) = await PresenceSender.SendAsync(center.Http, body);
        Assert.Equal(200, status);
        Assert.Matches("""^{"status":"received","streamId":"[0-9]+-[0-9]+"}$""", text);
        Assert.Equal(200, (await PresenceSender.SendAsync(center.Http, body, secret: PresenceSender.FormerSecret)).Status);
        Assert.Equal(200, (await PresenceSender.SendAsync(center.Http, $"[{body},{body}]", "/redis-ingest")).Status);
        var entry = (await Database.StreamRangeAsync(Stream))[0];
        Assert.Equal(
            ["agentId", "state", "timestampMs", "genesysEventId", "ingestionTimestampMs"],
            entry.Values.Select(field => (string)field.Name!));
    }

    [Fact]
    public async Task Changes_reach_the_agent_in_the_order_of_their_own_times_and_what_cannot_is_set_aside()
    {
        await using var center = await StartAsync();
        await center.DoAsync("PUT /v1/agents/ann", new { });
        await SendAsync(center, PresenceSender.Change("ann", "Not Ready", 5_000));
        await SendAsync(center, PresenceSender.Change("ann", "Available", 4_000));
        await SendAsync(center, PresenceSender.Change("ann", "On Mars", 6_000));
        await SendAsync(center, PresenceSender.Change("nobody", "Available", 6_000));
        await UntilReadAsync(4);

        var agent = await center.DoAsync("GET /v1/agents/ann");
        Assert.Equal(
            ("notReady", "Not Ready"), (agent.GetProperty("presence").GetString(), agent.GetProperty("reason").GetString()));
        Assert.Equal(404, (await center.SendAsync("GET /v1/agents/nobody")).Status);
        var dead = Assert.Single(await Database.StreamRangeAsync(Stream + ":dead"));
        Assert.Equal("The state \"On Mars\" is unknown.", dead["reason"]);
        var shown = await center.DoAsync("GET /v1/connections/presence");
        Assert.Equal(("acd", 0), (shown.GetProperty("groups")[0].GetProperty("name").GetString(),
            shown.GetProperty("groups")[0].GetProperty("pending").GetInt32()));
    }

    [Fact]
    public async Task What_a_reader_that_ended_had_not_acknowledged_is_carried_out()
    {
        await Database.StreamCreateConsumerGroupAsync(Stream, "acd", "0", createStream: true);
        await Database.StreamAddAsync(Stream, new PresenceEntry("ann", "Available", 9_000, "e", 9_001).ToFields());
        Assert.Single(await Database.StreamReadGroupAsync(Stream, "acd", "ended", ">"));

        await using var center = await StartAsync(("Connections:Presence:UnknownAgents", "make"));

        await UntilReadAsync(1);
        Assert.Equal("available", (await center.DoAsync("GET /v1/agents/ann")).GetProperty("presence").GetString());
    }

    [Fact]
    public async Task While_Redis_is_gone_senders_are_told_to_try_again()
    {
        await using var center = await StartAsync(("Connections:Presence:UnknownAgents", "make"));
        await SendAsync(center, PresenceSender.Change("ann", "Available", 1_000));
        await _redis.KillAsync();
        await CenterApp.UntilAsync(
            async () => await StatusAsync(center, PresenceSender.Change("ann", "Busy", 2_000)) == 503,
            () => "It is not refused.");
        await _redis.RestartAsync();
        await CenterApp.UntilAsync(
            async () => await StatusAsync(center, PresenceSender.Change("ann", "Busy", 3_000)) == 200, () => "It is not taken.");
        await CenterApp.UntilAsync(
            async () => (await center.SendAsync("GET /v1/agents/ann")).Json.TryGetProperty("reason", out var reason)
                && reason.GetString() == "Busy",
            () => "It does not reach the agent.");
    }

    [Fact]
    public async Task Without_Redis_a_change_is_carried_out_before_it_is_acknowledged()
    {
        await using var center = await CenterApp.StartAsync("memory:", PresenceSender.Settings);
        await center.DoAsync("PUT /v1/agents/ann", new { });

        await SendAsync(center, PresenceSender.Change("ann", "Available", 2_000));

        Assert.Equal("available", (await center.DoAsync("GET /v1/agents/ann")).GetProperty("presence").GetString());
        await SendAsync(center, PresenceSender.Change("ann", "Offline", 1_000));
        Assert.Equal("available", (await center.DoAsync("GET /v1/agents/ann")).GetProperty("presence").GetString());
    }

    [Fact]
    public async Task A_storm_through_the_end_of_center_and_reader_leaves_every_agent_in_its_last_state()
    {
        using var folder = new TempFolder();
        var store = $"sqlite:{folder.File("acd.db")}";
        var (agents, random) = (LongForm.Or(1_000, 200), new Random(5));
        string[] states = ["Available", "Busy", "Offline", "Not Ready"];
        var changes = Enumerable.Range(0, agents).SelectMany(agent => Enumerable.Range(1, 3).Select(number =>
            (Agent: $"agent-{agent}", State: states[random.Next(states.Length)], At: (agent * 10L) + number + 1_000))).ToList();
        var sent = changes.SelectMany(change => Enumerable.Repeat(change, 3)).OrderBy(_ => random.Next()).ToArray();
        using var reader = StartReader(folder, out var printed);
        var latencies = new List<double>();
        for (var part = 0; part < 2; part++)
        {
            await using var center = await StartAtAsync(store);
            latencies.AddRange(await SendAllAsync(center, [.. sent.Chunk((sent.Length / 2) + 1).ElementAt(part)]));
        }

        await using var last = await StartAtAsync(store);
        await UntilReadAsync(sent.Length);
        foreach (var agent in changes.GroupBy(change => change.Agent))
        {
            var state = agent.MaxBy(change => change.At).State;
            var shown = await last.DoAsync($"GET /v1/agents/{agent.Key}");
            var presence = state switch { "Available" => "available", "Offline" => "offline", _ => "notReady" };
            Assert.Equal((agent.Key, presence), (agent.Key, shown.GetProperty("presence").GetString()));
        }

        latencies.Sort();
        LongForm.Write($"{sent.Length} changes of presence: p50 {latencies[latencies.Count / 2]:F1} ms, "
            + $"p99 {latencies[(int)(latencies.Count * 0.99)]:F1} ms to the answer");
        if (reader is null) return;
        await CenterApp.UntilAsync(() => Task.FromResult(printed.Count >= sent.Length), () => $"It read {printed.Count}.");
        await reader.WaitForEndAsync();
    }

    /// <summary>The program of the guide, which knows redis-py alone; null where that is not installed.</summary>
    private GuideReader? StartReader(TempFolder folder, out IReadOnlyCollection<string> printed)
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "guides", "connections.md"));
        var program = folder.File("reader.py");
        File.WriteAllText(program, PythonOfPresence().Match(guide).Groups["code"].Value);
        return GuideReader.TryStart(program, _redis.Port, out printed);
    }

    private static async Task<IReadOnlyList<double>> SendAllAsync(
        CenterApp center, (string Agent, string State, long At)[] changes)
    {
        var took = new System.Collections.Concurrent.ConcurrentBag<double>();
        await Parallel.ForEachAsync(changes, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (change, _) =>
        {
            var started = Stopwatch.GetTimestamp();
            await SendAsync(center, PresenceSender.Change(change.Agent, change.State, change.At));
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        });
        return [.. took];
    }

    private static async Task<int> StatusAsync(CenterApp center, string body) =>
        (await PresenceSender.SendAsync(center.Http, body)).Status;

    private static async Task SendAsync(CenterApp center, string body) =>
        Assert.Equal(200, (await PresenceSender.SendAsync(center.Http, body)).Status);

    private Task<CenterApp> StartAtAsync(string store) => CenterApp.StartAsync(
        store, [.. PresenceSender.Settings, RedisSetting, ("Connections:Presence:UnknownAgents", "make")]);

    private Task<CenterApp> StartAsync(params (string, string)[] more) =>
        CenterApp.StartAsync("memory:", [.. PresenceSender.Settings, RedisSetting, .. more]);

    private (string, string) RedisSetting => ("Connections:Presence:Redis", $"127.0.0.1:{_redis.Port}");

    /// <summary>Waits until the center's group has read so many entries, and has none left.</summary>
    private Task UntilReadAsync(long entries) => CenterApp.UntilAsync(
        async () =>
        {
            if (!await Database.KeyExistsAsync(Stream)) return false;
            var group = (await Database.StreamGroupInfoAsync(Stream)).FirstOrDefault(one => one.Name == "acd");
            return group is { PendingMessageCount: 0, EntriesRead: { } read } && read >= entries;
        },
        () => $"The group has not read {entries} entries.");

    [GeneratedRegex("```python\n(?<code>import redis.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonOfPresence();
}
