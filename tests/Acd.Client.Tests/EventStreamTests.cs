using System.Text.Json;
using Acd.Testing;

namespace Acd.Client.Tests;

/// <summary>Event streams: their beginning, their breaks, and what they bring.</summary>
public sealed class EventStreamTests(CenterProcess center)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly AcdClient _acd = center.Client;

    [Fact]
    public async Task An_agent_follows_the_events_from_now_on()
    {
        var agent = await center.AddAgentAsync("follow-ann");
        using var ended = new CancellationTokenSource(Timeout);
        var events = _acd.Events.FollowAgentAsync(agent, cancel: ended.Token).GetAsyncEnumerator(ended.Token);
        var first = events.MoveNextAsync();
        // The place in the stream is read before the stream is opened; the offer may come before either.
        var (contact, offer) = await center.OfferAsync(agent);
        await _acd.Offers.AcceptAsync(offer);

        var seen = new List<AcdEvent>();
        for (; ; first = events.MoveNextAsync())
        {
            Assert.True(await first);
            seen.Add(events.Current);
            if (events.Current is ContactConnected) break;
        }

        Assert.All(seen.OfType<ContactEvent>(), happened => Assert.Equal(contact.Id, happened.Contact));
        Assert.Equal(offer, ((ContactConnected)seen[^1]).Offer);
        await events.DisposeAsync();
    }

    [Fact]
    public async Task A_stream_begins_with_a_view_and_goes_on_after_it()
    {
        var agent = await center.AddAgentAsync("view-ann");
        var (contact, offer) = await center.OfferAsync(agent);
        using var ended = new CancellationTokenSource(Timeout);
        var seen = new List<AcdEvent>();

        await foreach (var next in _acd.Events.FollowAgentAsync(agent, snapshot: true, cancel: ended.Token))
        {
            seen.Add(next);
            if (next is StreamSnapshot) await _acd.Offers.AcceptAsync(offer);
            if (next is ContactConnected) break;
        }

        var view = Assert.IsType<StreamSnapshot>(seen[0]);
        Assert.Equal((agent, contact.Id), (Assert.Single(view.Agents).Id, Assert.Single(view.Contacts).Id));
        Assert.Equal(("snapshot", "contactConnected"), (view.Type, seen[^1].Type));
        Assert.True(seen.Skip(1).All(next => next.Sequence > view.Sequence));
    }

    [Fact]
    public async Task A_number_of_the_future_is_a_reset_and_the_view_comes_with_it()
    {
        await center.AddAgentAsync("reset-ann");
        using var ended = new CancellationTokenSource(Timeout);
        var seen = new List<AcdEvent>();

        await foreach (var next in _acd.Events.FollowAsync(after: 1_000_000_000, snapshot: true, ended.Token))
        {
            seen.Add(next);
            if (seen.Count == 2) break;
        }

        var reset = Assert.IsType<StreamReset>(seen[0]);
        Assert.Equal(reset.FirstKept - 1, reset.Sequence);
        Assert.Contains(Assert.IsType<StreamSnapshot>(seen[1]).Agents, agent => agent.Id == "reset-ann");
    }

    [Fact]
    public async Task A_process_that_is_killed_and_restarted_loses_no_event_and_repeats_none()
    {
        using var files = new TempFolder();
        var port = FreePort.NextNonEphemeral();
        await using var process = new HttpProcess(
            "acd", port, "serve", "--store", $"sqlite:{files.File("acd.db")}", "--port", $"{port}");
        process.Start();
        await process.WaitForReadinessAsync(ready: true, Timeout);
        using var acd = new AcdClient(new AcdClientOptions
        {
            Addresses = [process.Url],
            RetryFor = Timeout,
            MaxRetryDelay = TimeSpan.FromMilliseconds(200),
        });
        using var ended = new CancellationTokenSource(Timeout * 2);
        const int Contacts = 60;
        var followed = FollowUntilClosedAsync(acd, Contacts, ended.Token);

        for (var number = 1; number <= Contacts; number++)
        {
            if (number is Contacts / 3 or (2 * Contacts / 3))
            {
                await process.KillAsync();
                process.Start(); // The next request is sent while nobody listens.
            }

            await acd.Contacts.EnqueueAsync(new NewContact { Id = $"c{number}" }, ended.Token);
            await acd.Contacts.AbandonAsync($"c{number}", cancel: ended.Token);
        }

        var seen = await followed;
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(number => (long)number), seen.Select(next => next.Sequence));
        Assert.Equal(Contacts, seen.OfType<ContactQueued>().DistinctBy(queued => queued.Contact).Count());
        Assert.Equal(Contacts, seen.OfType<ContactQueued>().Count());
    }

    [Fact]
    public async Task A_stream_that_is_silent_is_opened_again_after_the_last_event()
    {
        await using var server = new ScriptedServer()
            .StreamsAndIsSilent("retry: 1\n\n" + Held(5))
            .Refuses(503, "center.unavailable")
            .Streams(":\n\n" + Held(5) + Held(6) + "id: 7\nevent: contactHe")
            .Streams(Held(7));
        using var acd = Client(server, TimeSpan.FromMilliseconds(500));
        using var ended = new CancellationTokenSource(Timeout);

        var seen = new List<long>();
        await foreach (var next in acd.Events.FollowAsync(after: 4, cancel: ended.Token))
        {
            seen.Add(next.Sequence);
            if (next.Sequence == 7) break;
        }

        Assert.Equal([5, 6, 7], seen);
        Assert.Equal(["4", "5", "5", "6"], server.Requests.Select(request => request.Headers["Last-Event-ID"]));
    }

    [Fact]
    public async Task A_refused_stream_is_not_opened_again()
    {
        await using var server = new ScriptedServer().Refuses(401, "auth.unknown");
        using var acd = Client(server, Timeout);
        using var ended = new CancellationTokenSource(Timeout);

        var refused = await Assert.ThrowsAsync<AcdException>(async () =>
        {
            await foreach (var _ in acd.Events.FollowAsync(after: 0, cancel: ended.Token)) Assert.Fail("There is no event.");
        });

        Assert.Equal("auth.unknown", refused.Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_this_version_does_not_know_survives()
    {
        await using var server = new ScriptedServer().Streams("""
            id: 1
            event: contactPainted
            data: {"type":"contactPainted","sequence":1,"at":"2026-11-30T16:18:40.004Z","contact":"c1","colour":"red"}

            id: 2
            event: agentPresenceChanged
            data: {"type":"agentPresenceChanged","sequence":2,"at":"2026-11-30T16:18:41Z","presence":"dreaming","of":["x"]}


            """);
        using var acd = Client(server, Timeout);
        using var ended = new CancellationTokenSource(Timeout);

        var seen = new List<AcdEvent>();
        await foreach (var next in acd.Events.FollowAsync(after: 0, cancel: ended.Token))
        {
            seen.Add(next);
            if (seen.Count == 2) break;
        }

        var painted = Assert.IsType<UnknownEvent>(seen[0]);
        Assert.Equal(("contactPainted", "red"), (painted.Type, painted.More!["colour"].GetString()!));
        var changed = Assert.IsType<AgentPresenceChanged>(seen[1]);
        Assert.Equal(("dreaming", "[\"x\"]"), (changed.Presence.Value, changed.More!["of"].GetRawText()));
        var json = JsonSerializer.Serialize(changed, ClientJson.Default.AgentPresenceChanged);
        Assert.Contains("\"presence\":\"dreaming\"", json, StringComparison.Ordinal);
        Assert.Contains("\"of\":[\"x\"]", json, StringComparison.Ordinal);
    }

    private static async Task<List<AcdEvent>> FollowUntilClosedAsync(AcdClient acd, int contacts, CancellationToken cancel)
    {
        var seen = new List<AcdEvent>();
        await foreach (var next in acd.Events.FollowAsync(after: 0, cancel: cancel))
        {
            seen.Add(next);
            if (next is ContactClosed && --contacts == 0) break;
        }

        return seen;
    }

    private static string Held(int sequence) => $$"""
        id: {{sequence}}
        event: contactHeld
        data: {"sequence":{{sequence}},"at":"2026-11-30T16:18:40Z","contact":"c1","contactSequence":3,"queue":"q","channel":"v"}


        """;

    private static AcdClient Client(ScriptedServer server, TimeSpan silence) => new(new AcdClientOptions
    {
        Addresses = [server.Url],
        MaxRetryDelay = TimeSpan.FromMilliseconds(20),
        StreamSilence = silence,
    });
}
