using System.Text;
using Acd.Core;
using Acd.Hosting;
using Acd.Testing;
using StackExchange.Redis;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

public sealed class RedisStoreTests(RedisFixture redis) : StoreContractTests, IClassFixture<RedisFixture>
{
    private readonly string _center = "t" + Guid.NewGuid().ToString("N");
    private ConnectionMultiplexer? _client;

    private IDatabase Database => _client!.GetDatabase();

    public override async ValueTask InitializeAsync() =>
        _client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Server.Port},allowAdmin=true");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _client?.Dispose();
    }

    protected override IStore Create(StoreOptions options) => StoreFactory.Open(new StoreOptions
    {
        Url = redis.Server.Url,
        Center = _center,
        EventsKept = options.EventsKept,
        LeaseDuration = options.LeaseDuration,
        CommandTimeout = TimeSpan.FromSeconds(20),
    });

    protected override Task ExpireLeaseAsync(IStore owner) => Task.CompletedTask;

    // Events are the last part of a batch: with a wrong key for them, everything before could be written.
    protected override async Task<Changes> MakeCommitFailAsync(Changes good)
    {
        await Database.KeyRenameAsync(Key("events"), Key("events-aside"));
        await Database.StringSetAsync(Key("events"), "not a stream");
        return good;
    }

    protected override async Task RepairAsync() => await Database.KeyRenameAsync(Key("events-aside"), Key("events"));

    private async Task<string?> DocumentAsync(string name) => RedisFixture.HasJson
        ? (string?)await Database.ExecuteAsync("JSON.GET", Key(name))
        : await Database.StringGetAsync(Key(name));

    private static string Marked(ContactDocument contact) => RedisFixture.HasSearch
        ? Encoding.UTF8.GetString(ContactMarks.AddTo(Encoding.UTF8.GetBytes(Json(contact)), contact))
        : Json(contact);

    private RedisKey Key(string name) => "{" + _center + "}:" + name;

    [Fact]
    public async Task Keys_are_as_the_design_names_them()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges(
            [Contact("c1", 1), Contact("c2", 2, ContactState.Offered), Closed("c3", 3, 30)], [Agent("ada", 4)], Events(1, 5),
            availability: [Enters("ada", (Start.Milliseconds * 4096) + 1, "en")], settings: new CenterSettings()));

        Assert.Equal(Marked(Contact("c1", 1)), await DocumentAsync("contact:c1"));
        Assert.Equal(Json(Agent("ada", 4)), await DocumentAsync("agent:ada"));
        Assert.Equal(Json(new CenterSettings()), await DocumentAsync("settings"));
        Assert.Equal(
            [new SortedSetEntry("c1", At(1 - 120).Milliseconds)],
            await Database.SortedSetRangeByRankWithScoresAsync(Key("queue")));
        var available = new SortedSetEntry("ada", Start.Milliseconds + (1 / 4096.0));
        Assert.Equal([available], await Database.SortedSetRangeByRankWithScoresAsync(Key("available")));
        Assert.Equal([available], await Database.SortedSetRangeByRankWithScoresAsync(Key("available:en")));
        Assert.Equal(["c1", "c2"], (await Database.SetMembersAsync(Key("contacts"))).Select(id => (string)id!).Order());
        Assert.Equal(["ada"], (await Database.SetMembersAsync(Key("agents"))).Select(id => (string)id!));
        Assert.Equal(
            [new SortedSetEntry("c3|completed", At(30).Milliseconds)],
            await Database.SortedSetRangeByRankWithScoresAsync(Key("closed")));
        Assert.Equal("5", await Database.StringGetAsync(Key("sequence")));
        Assert.Equal("one", await Database.StringGetAsync(Key("lease")));
        Assert.Equal(lease.Epoch.ToString(), await Database.StringGetAsync(Key("epoch")));
        var newest = (RedisResult[])(await Database.ExecuteAsync("XREVRANGE", Key("events"), "+", "-", "COUNT", 1))!;
        var last = (RedisResult[])newest[0]!;
        Assert.Equal("5-0", (string?)last[0]);
        Assert.Equal(["event", Json(Event(5))], (string[])last[1]!);
    }

    [Fact]
    public async Task The_documents_of_closed_contacts_expire_by_themselves()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Closed("c1", 1, 10), Contact("c2", 2)], events: Events(1, 2)));
        await store.CommitAsync(lease, CreateChanges(
            [Closed("c3", 3, 10)], events: Events(3, 3),
            settings: new CenterSettings { ClosedContactTtl = TimeSpan.FromSeconds(90) }));
        var next = Open();
        await store.ReleaseAsync(lease);
        lease = await AcquireAsync(next, "next");
        await next.LoadAsync(lease);
        await next.CommitAsync(lease, CreateChanges([Closed("c4", 4, 10)], events: Events(4, 4)));

        Assert.InRange((await Database.KeyTimeToLiveAsync(Key("contact:c1")))!.Value.TotalMinutes, 58, 60);
        Assert.Null(await Database.KeyTimeToLiveAsync(Key("contact:c2")));
        Assert.InRange((await Database.KeyTimeToLiveAsync(Key("contact:c3")))!.Value.TotalSeconds, 60, 90);
        Assert.InRange((await Database.KeyTimeToLiveAsync(Key("contact:c4")))!.Value.TotalSeconds, 60, 90);
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("contacts")]
    [InlineData("agents")]
    [InlineData("closed")]
    [InlineData("closed-by-sequence")]
    [InlineData("named")]
    [InlineData("available:en")]
    public async Task A_key_of_another_type_refuses_the_batch_before_anything_is_written(string name)
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await Database.StringSetAsync(Key(name), "something else");

        var changes = CreateChanges(
            [Contact("c1", 1)], [Agent("ada", 2)], Events(1, 2), availability: [Enters("ada", 1, "en")]);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAsync(lease, changes));

        Assert.Contains(name + " is a string", refused.Message, StringComparison.Ordinal);
        var keys = (RedisKey[])(await Database.ExecuteAsync("KEYS", "{" + _center + "}*"))!;
        Assert.Equivalent(new[] { Key("epoch"), Key("lease"), Key(name) }, keys, strict: true);
    }

    [Theory]
    [InlineData("maxmemory", "1", "0", "OOM")]
    [InlineData("min-replicas-to-write", "1", "0", "NOREPLICAS")]
    public async Task A_server_that_refuses_to_write_is_unavailable_and_nothing_is_written(
        string setting, string bad, string good, string error)
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));
        await redis.Server.SendAsync($"CONFIG SET {setting} {bad}");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await store.CommitAsync(
                lease, CreateChanges([Closed("c1", 1, 3), Contact("c2", 2)], events: Events(2, 3))));
        await redis.Server.SendAsync($"CONFIG SET {setting} {good}");

        Assert.Contains(error, refused.Message, StringComparison.Ordinal);
        lease = await AcquireAsync(store);
        SameContacts([Contact("c1", 1)], await store.LoadAsync(lease));
        await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: Events(2, 2)));
    }

    [Fact]
    public async Task Documents_that_are_strings_from_a_server_without_json_are_read_and_replaced()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1), Contact("c2", 2)], events: Events(1, 2)));
        await Database.KeyDeleteAsync(Key("contact:c1"));
        await Database.StringSetAsync(Key("contact:c1"), Json(Contact("c1", 1)));

        SameContacts([Contact("c1", 1), Contact("c2", 2)], await store.LoadAsync(lease));
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1) with { Priority = 5 }], events: Events(3, 3)));

        Assert.Equal(Marked(Contact("c1", 1) with { Priority = 5 }), await DocumentAsync("contact:c1"));
    }

    [Fact]
    public async Task A_server_that_forgot_the_scripts_is_sent_them_again()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await redis.Server.SendAsync("SCRIPT FLUSH");

        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));

        Assert.Single((await store.ReadEventsAsync(0, 10)).Events);
    }

    [Fact]
    public async Task A_server_that_lost_its_data_serves_nobody_until_the_loss_is_accepted_and_gives_no_epoch_out_twice()
    {
        var options = new StoreOptions { Url = redis.Server.Url, Center = _center, LeaseDuration = TimeSpan.FromSeconds(30) };
        await using var store = StoreFactory.Open(options);
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));
        foreach (var key in (RedisKey[])(await Database.ExecuteAsync("KEYS", "{" + _center + "}*"))!)
            await Database.KeyDeleteAsync(key);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: Events(2, 2))));

        var lost = await LosesAsync(async () => await store.TryAcquireAsync("one"));
        Assert.Contains($"has epoch 0, but had epoch {lease.Epoch}", lost.Message, StringComparison.Ordinal);

        // A process that never saw the data would take the empty server for a new center's.
        Assert.Null(await Open().TryAcquireAsync("two"));

        options.AcceptLoss = true;
        var next = await AcquireAsync(store);
        Assert.True(next.Epoch > lease.Epoch);
        Assert.Empty((await store.LoadAsync(next)).Contacts);
    }

    [Fact]
    public async Task A_commit_is_on_the_replica_before_it_is_acknowledged_as_long_as_there_is_one_in_step()
    {
        await using var replica = await RedisServer.StartAsync(RedisFixture.ServerOptions);
        await replica.SendAsync($"REPLICAOF 127.0.0.1 {redis.Server.Port}");
        using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{replica.Port}");
        var said = client.GetDatabase();
        // The primary is asked: a replica that calls itself connected is in step only once the primary knows it.
        await Eventually.GetAsync("the replica in step", async () =>
            (RedisResult[])(await Database.ExecuteAsync("ROLE"))! is [_, _, var inStep] && ((RedisResult[])inStep!).Length == 1
                ? replica : null);
        var options = new StoreOptions { Center = _center, LeaseDuration = TimeSpan.FromMinutes(1) };
        (options.WaitForReplicas, options.ServeAlone) = (1, true);
        await using var store = new RedisStore(RedisAddress.Parse(redis.Server.Url), options);
        var lease = Assert.IsType<Lease>(await store.TryAcquireAsync("one"));

        for (var number = 1; number <= 50; number++)
        {
            await store.CommitAsync(lease, CreateChanges([Contact($"c{number}", number)], events: Events(number, number)));
            Assert.Equal(number, (long)await said.StringGetAsync(Key("sequence")));
        }

        // A replica in step that does not confirm may not have the write; a replica that is gone is not waited for.
        replica.Pause();
        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await store.CommitAsync(lease, CreateChanges([Contact("c51", 51)], events: Events(51, 51))));
        await replica.KillAsync();
        await store.CommitAsync(lease, CreateChanges([Contact("c52", 52)], events: Events(52, 52)));
        Assert.Equal(52, (long)await Database.StringGetAsync(Key("sequence")));
    }

    [Fact]
    public async Task A_lease_whose_owner_has_ended_is_taken_before_it_ends_and_one_whose_owner_lives_is_not()
    {
        var owner = Open();
        var lease = Assert.IsType<Lease>(await owner.TryAcquireAsync("one"));
        var hasEnded = false;
        var asked = new List<string>();
        await using var next = new RedisStore(
            RedisAddress.Parse(redis.Server.Url),
            new StoreOptions { Url = redis.Server.Url, Center = _center, LeaseDuration = lease.Duration },
            (holder, _) =>
            {
                asked.Add(holder);
                return ValueTask.FromResult(hasEnded);
            });

        Assert.Null(await next.TryAcquireAsync("two"));
        hasEnded = true;
        var taken = await next.TryAcquireAsync("two");

        Assert.Equal(lease.Epoch + 1, taken?.Epoch);
        Assert.Equal(["one", "one"], asked);
        await Assert.ThrowsAsync<StaleLeaseException>(
            async () => await owner.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1))));
    }

    [Fact]
    public async Task A_document_that_is_lost_is_not_passed_over()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1), Contact("c2", 2)], events: Events(1, 2)));
        await Database.KeyDeleteAsync(Key("contact:c2"));

        var lost = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.LoadAsync(lease));

        Assert.Contains("contact:c2", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_that_the_server_closes_are_made_again()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        for (var i = 1; i <= 3; i++)
        {
            await redis.Server.SendAsync("CLIENT KILL TYPE normal SKIPME yes");
            lease = await Eventually.GetAsync("the lease", async () => await store.TryAcquireAsync("one"));
            await store.CommitAsync(lease, CreateChanges([Contact("c" + i, i)], events: Events(i, i)));
        }

        Assert.Equal(3, (await store.LoadAsync(lease)).Contacts.Count);
    }
}
