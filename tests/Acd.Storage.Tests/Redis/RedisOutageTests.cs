using System.Diagnostics;
using Acd.Hosting;
using Acd.Testing;
using StackExchange.Redis;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>A server fails: calls fail in time, acknowledged writes survive, no write comes late.</summary>
public sealed class RedisOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(2);

    // Twice the timeout, for a busy machine.
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(4);

    private RedisServer? _server;

    private RedisServer Server => _server!;

    public async ValueTask InitializeAsync() =>
        _server = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true, AppendFsync = "always" });

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_server_that_hangs_is_used_again_when_it_goes_on_and_nothing_is_written_late()
    {
        await using var store = Open();
        var lease = await AcquireAsync(store);
        long acknowledged = 0;
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 5; i++, acknowledged++)
                await CommitAsync(store, lease, acknowledged + 1);
            Server.Pause();
            await FailsInTimeAsync(() => CommitAsync(store, lease, acknowledged + 1));
            await FailsInTimeAsync(() => store.RenewAsync(lease));
            await FailsInTimeAsync(async () => await store.TryAcquireAsync("one"));
            await FailsInTimeAsync(async () => await store.ReadEventsAsync(0, 10));
            Server.Resume();

            lease = await AcquireAsync(store);
            var documents = await store.LoadAsync(lease);
            Assert.InRange(documents.LastSequence, acknowledged, acknowledged + 1);
            Assert.Equal(documents.LastSequence, documents.Contacts.Count);
            acknowledged = documents.LastSequence;
        }

        // If the batch of an older epoch had come after the load, this number would be taken.
        await CommitAsync(store, lease, acknowledged + 1);
        Assert.Equal(acknowledged + 1, (await store.LoadAsync(lease)).Contacts.Count);
        await Eventually.GetAsync("the end of the discarded connections", ConnectionsAreFewAsync);
    }

    [Fact]
    public async Task A_server_that_is_killed_and_restarted_has_all_that_was_acknowledged()
    {
        await using var store = Open();
        var lease = await AcquireAsync(store);
        for (var round = 0; round < 2; round++)
        {
            var first = (round * 10) + 1;
            for (var sequence = first; sequence < first + 10; sequence++)
                await CommitAsync(store, lease, sequence);
            await Server.KillAsync();
            await FailsInTimeAsync(() => CommitAsync(store, lease, first + 10));
            await FailsInTimeAsync(async () => await store.TryAcquireAsync("one"));
            await Server.RestartAsync();

            var before = lease.Epoch;
            lease = await AcquireAsync(store);
            Assert.True(lease.Epoch > before);
            var documents = await store.LoadAsync(lease);
            Assert.Equal(first + 9, documents.LastSequence);
            Assert.Equal(first + 9, documents.Contacts.Count);
            Assert.Equal(first + 9, (await store.ReadEventsAsync(0, 100)).Events.Count);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_at_first_is_found_when_it_is()
    {
        await Server.KillAsync();
        await using var store = Open();
        await FailsInTimeAsync(async () => await store.TryAcquireAsync("one"));
        await FailsInTimeAsync(async () => await store.FindContactAsync(new("c1")));
        await Server.RestartAsync();

        await CommitAsync(store, await AcquireAsync(store), 1);
    }

    [Fact]
    public async Task A_server_that_hangs_from_the_beginning_is_found_when_it_goes_on()
    {
        Server.Pause();
        await using var store = Open();
        await FailsInTimeAsync(async () => await store.TryAcquireAsync("one"));
        Server.Resume();

        await CommitAsync(store, await AcquireAsync(store), 1);
    }

    [Fact]
    public async Task A_standby_takes_over_after_an_outage_and_the_old_owner_is_stale()
    {
        await using var active = Open();
        await using var standby = Open();
        var lease = await AcquireAsync(active);
        await CommitAsync(active, lease, 1);
        Assert.Null(await standby.TryAcquireAsync("two"));
        Server.Pause();
        await FailsInTimeAsync(() => CommitAsync(active, lease, 2));
        Server.Resume();

        var taken = await Eventually.GetAsync("the lease", async () => await standby.TryAcquireAsync("two"));
        var documents = await standby.LoadAsync(taken);
        await CommitAsync(standby, taken, documents.LastSequence + 1);
        await Assert.ThrowsAsync<StaleLeaseException>(async () => await CommitAsync(active, lease, documents.LastSequence + 2));
        Assert.Equal(documents.LastSequence + 1, (await standby.LoadAsync(taken)).LastSequence);
    }

    [Fact]
    public async Task A_server_that_became_a_replica_is_unavailable_until_it_is_not()
    {
        await using var store = Open();
        var lease = await AcquireAsync(store);
        await CommitAsync(store, lease, 1);
        await Server.SendAsync("REPLICAOF 127.0.0.1 1");
        await FailsInTimeAsync(() => CommitAsync(store, lease, 2));
        await FailsInTimeAsync(async () => await store.TryAcquireAsync("one"));
        await Server.SendAsync("REPLICAOF NO ONE");

        lease = await AcquireAsync(store);
        await CommitAsync(store, lease, 2);
        Assert.Equal(2, (await store.LoadAsync(lease)).LastSequence);
    }

    [Fact]
    public async Task A_caller_that_gives_up_waiting_is_let_go()
    {
        await using var store = Open();
        var lease = await AcquireAsync(store);
        Server.Pause();
        using var given = new CancellationTokenSource();
        var renewing = store.RenewAsync(lease, given.Token).AsTask();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewing);
        Server.Resume();
        await Eventually.GetAsync("the lease", async () => await store.TryAcquireAsync("one"));
    }

    [Fact]
    public async Task A_read_that_fails_leaves_the_commit_under_way_alone()
    {
        await using var store = StoreFactory.Open(
            new StoreOptions { Url = Server.Url, CommandTimeout = TimeSpan.FromSeconds(20) });
        using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Server.Port},allowAdmin=true");
        var lease = await AcquireAsync(store);
        await Server.SendAsync("CLIENT PAUSE 20000 WRITE");
        var commit = CommitAsync(store, lease, 1).AsTask();
        await Eventually.GetAsync("the commit at the server", async () =>
            ((string)(await client.GetDatabase().ExecuteAsync("CLIENT", "LIST"))!).Split('\n').FirstOrDefault(
                line => line.Contains("name=acd@", StringComparison.Ordinal)
                    && line.Contains(" flags=b ", StringComparison.Ordinal)));

        Assert.Equal("+OK", await Server.SendAsync("ACL SETUSER default -hscan"));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.ReadNamedAsync(""));
        Assert.Null(await store.FindContactAsync(new("c1")));
        Assert.False(commit.IsCompleted);
        await Server.SendAsync("CLIENT UNPAUSE");

        await commit;
        Assert.NotNull(await store.FindContactAsync(new("c1")));
    }

    private static async Task FailsInTimeAsync(Func<ValueTask> call)
    {
        var started = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await call());
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, MaxDuration);
    }

    /// <summary>A store has a client for writes and one for reads, with two connections each.</summary>
    private async Task<string?> ConnectionsAreFewAsync()
    {
        using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Server.Port},allowAdmin=true");
        var list = (string)(await client.GetDatabase().ExecuteAsync("CLIENT", "LIST"))!;
        return list.Split('\n').Count(line => line.Contains("name=acd@", StringComparison.Ordinal)) <= 4 ? list : null;
    }

    private static Task<Lease> AcquireAsync(IStore store) =>
        Eventually.GetAsync("the lease", async () => await store.TryAcquireAsync("one"));

    private static async ValueTask CommitAsync(IStore store, Lease lease, long sequence) => await store.CommitAsync(
        lease, CreateChanges([Contact("c" + sequence, sequence)], events: Events(sequence, sequence)));

    private IStore Open() => StoreFactory.Open(new StoreOptions
    {
        Url = Server.Url,
        CommandTimeout = CommandTimeout,
        LeaseDuration = TimeSpan.FromMilliseconds(600),
    });
}
