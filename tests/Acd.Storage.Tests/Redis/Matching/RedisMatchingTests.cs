using System.Globalization;
using Acd.Core;
using Acd.Hosting;
using Acd.Testing;
using StackExchange.Redis;

namespace Acd.Storage.Tests;

/// <summary>A Redis store's working sets.</summary>
public sealed class RedisMatchingTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private static readonly ReadySetKey Voice = new(ChannelId.Voice, IdleBasis.Available);
    private static readonly SkillId En = new("en"), De = new("de"), Fr = new("fr");
    private static readonly long Order = TestDocuments.Start.Milliseconds * 4096;

    private readonly string _center = "z" + Guid.NewGuid().ToString("N");
    private ConnectionMultiplexer? _client;

    private IDatabase Database => _client!.GetDatabase();

    public async ValueTask InitializeAsync() =>
        _client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Server.Port},allowAdmin=true");

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Contacts_come_by_rank_and_those_of_one_rank_by_sequence()
    {
        await using var store = Open();
        var (matching, _) = await BeginAsync(store);

        // Sorted by id, or by number as text, they would have another order.
        matching.ApplyChanges([In("b", 9, 5), In("a", 10, 5), In("c", 100, 5), In("strict", 11, -9_000_000_000_000)], []);
        matching.ApplyChanges([In("late", 1, 6), In("gone", 2, 4), In("moved", 3, 7)], []);
        matching.ApplyChanges([Out("gone", 2), Out("moved", 3), In("moved", 3, 1)], []);

        Assert.Equal(["strict", "moved", "b", "a", "c", "late"], TakeAll(matching, 6));
        Assert.Null(matching.TakeFirst());
    }

    [Fact]
    public async Task Agents_with_every_skill_come_by_an_order_that_is_exact()
    {
        await using var store = Open();
        var (matching, _) = await BeginAsync(store);
        var other = Voice with { Basis = IdleBasis.ContactEnded };
        matching.ApplyChanges(
            [],
            [
                Enters("zoe", Order, En, De), Enters("ann", Order + 1, En, De), Enters("bob", Order + 2, En),
                Enters("cid", Order - 1), Enters("dan", Order + 3, En, De) with { Room = other },
            ]);

        Assert.Equal(["zoe", "ann"], Ready(matching, En, De));
        Assert.Equal(["zoe", "ann", "bob"], Ready(matching, En));
        Assert.Equal(["cid", "zoe", "ann", "bob"], Ready(matching));
        Assert.Empty(Ready(matching, Fr));

        matching.ApplyChanges(
            [],
            [
                new ReadySetChange(Voice, new("zoe"), [De], [En], Order + 4),
                new ReadySetChange(Voice, new("bob"), [En], [], null),
            ]);

        Assert.Equal(["ann"], Ready(matching, De));
        Assert.Equal(["ann", "zoe"], Ready(matching, En));
        Assert.Equal(["cid", "ann", "zoe"], Ready(matching));
        Assert.Equal(["dan"], matching.FindReady(other, [De]).Select(agent => agent.Value));
    }

    [Fact]
    public async Task More_changes_than_a_script_takes_are_taken()
    {
        const int Many = 12_345;
        await using var store = Open();
        var (matching, _) = await BeginAsync(store);

        matching.ApplyChanges(
            [.. Enumerable.Range(1, Many).Select(number => In($"c{number}", number, Many - number))],
            [.. Enumerable.Range(1, Many).Select(number => Enters($"a{number}", Order - number, En))]);

        Assert.Equal(Enumerable.Range(0, Many).Select(number => $"c{Many - number}"), TakeAll(matching, Many));
        Assert.Equal(Enumerable.Range(0, Many).Select(number => $"a{Many - number}"), Ready(matching, En));
    }

    [Fact]
    public async Task The_next_owner_removes_them_and_no_others()
    {
        await using var store = Open();
        var (former, lease) = await BeginAsync(store);
        former.ApplyChanges([In("c1", 1, 1)], [Enters("ann", Order, En)]);
        Assert.Equal(
            [
                $"{{{_center}}}:zinter", $"{{{_center}}}:zinter:{lease.Epoch}:available:voice/available",
                $"{{{_center}}}:zinter:{lease.Epoch}:available:voice/available/en", $"{{{_center}}}:zinter:{lease.Epoch}:queue",
            ],
            await SetsAsync());

        var (matching, next) = await BeginAsync(store);
        matching.ApplyChanges([In("c1", 1, 1)], []);

        // A former owner that loads too late keeps the next one's sets.
        await Assert.ThrowsAsync<StaleLeaseException>(async () => await store.LoadAsync(lease));
        Assert.Equal([$"{{{_center}}}:zinter", $"{{{_center}}}:zinter:{next.Epoch}:queue"], await SetsAsync());

        // An owner that matches by the index only loads.
        await store.LoadAsync((await store.TryAcquireAsync("one"))!);
        Assert.Empty(await SetsAsync());
    }

    [Fact]
    public async Task A_former_owner_is_refused_and_leaves_nothing_behind()
    {
        await using var store = Open();
        var (former, lease) = await BeginAsync(store);
        former.ApplyChanges([In("c1", 1, 1)], []);
        await BeginAsync(store);

        var stale = Assert.Throws<StaleLeaseException>(() => former.TakeFirst());
        Assert.Throws<StaleLeaseException>(() => former.ApplyChanges([In("c2", 2, 2)], []));

        Assert.Equal(lease.Epoch, stale.Epoch);
        Assert.Empty(await SetsAsync());
    }

    [Fact]
    public async Task They_end_with_their_connection_even_if_the_client_makes_another()
    {
        await using var store = Open();
        var (matching, _) = await BeginAsync(store);
        matching.ApplyChanges([In("c1", 1, 1)], []);
        await Database.ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");

        await Eventually.GetAsync("the failure", () => Task.FromResult(Fails(matching)));

        Assert.Equal("c1", await Eventually.GetAsync("the next owner's answer", async () =>
        {
            var (next, _) = await BeginAsync(store);
            next.ApplyChanges([In("c1", 1, 1)], []);
            return next.TakeFirst()?.Value;
        }));
        Assert.NotNull(Fails(matching));
    }

    [Fact]
    public async Task A_server_that_refuses_to_write_is_unavailable()
    {
        await using var store = Open();
        var (matching, _) = await BeginAsync(store);
        await redis.Server.SendAsync("CONFIG SET maxmemory 1");

        var refused = Assert.Throws<StoreUnavailableException>(() => matching.ApplyChanges([In("c1", 1, 1)], []));
        await redis.Server.SendAsync("CONFIG SET maxmemory 0");

        Assert.Contains("OOM", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ZINTER")]
    [InlineData("ZPOPMIN")]
    public async Task A_server_without_the_commands_is_refused_by_name(string command)
    {
        await using var old = await RedisServer.StartAsync(
            new RedisServerOptions { Arguments = ["--rename-command", command, ""] });
        await using var store = StoreFactory.Open(new StoreOptions { Url = old.Url });
        var lease = await store.TryAcquireAsync("one");

        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.OpenMatchingAsync(lease!));

        Assert.Contains("does not know ZPOPMIN and ZINTER", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Redis 6.2", wrong.Message, StringComparison.Ordinal);
    }

    private static string? Fails(IReferenceMatching matching)
    {
        try
        {
            matching.FindReady(Voice, [En]);
            return null;
        }
        catch (StoreUnavailableException failure)
        {
            return failure.Message;
        }
    }

    private static WaitingLineChange In(string contact, long sequence, long rank) =>
        new(new(contact), sequence, new Timestamp(rank));

    private static WaitingLineChange Out(string contact, long sequence) => new(new(contact), sequence, null);

    private static ReadySetChange Enters(string agent, long order, params SkillId[] skills) =>
        new(Voice, new(agent), [], skills, order);

    private static IEnumerable<string> TakeAll(IReferenceMatching matching, int count) =>
        Enumerable.Range(0, count).Select(_ => matching.TakeFirst()!.Value.Value).ToList();

    private static IEnumerable<string> Ready(IReferenceMatching matching, params SkillId[] skills) =>
        matching.FindReady(Voice, skills).Select(agent => agent.Value);

    private static async Task<(IReferenceMatching Matching, Lease Lease)> BeginAsync(IStore store)
    {
        var lease = (await store.TryAcquireAsync("one"))!;
        await store.LoadAsync(lease);
        return (await store.OpenMatchingAsync(lease), lease);
    }

    private async Task<IEnumerable<string>> SetsAsync()
    {
        var keys = (string[])(await Database.ExecuteAsync(
            "KEYS", string.Create(CultureInfo.InvariantCulture, $"{{{_center}}}:zinter*")))!;
        return keys.Order(StringComparer.Ordinal);
    }

    private IStore Open() => StoreFactory.Open(
        new StoreOptions { Url = redis.Server.Url, Center = _center, CommandTimeout = TimeSpan.FromSeconds(5) });
}
