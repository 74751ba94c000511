using System.Diagnostics;
using Acd.Core;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Data.Sqlite;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

public sealed class SqliteStoreTests : StoreContractTests
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.File("data/acd.db");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override IStore Create(StoreOptions options) => new SqliteStore(Path, options);

    protected override async Task ExpireLeaseAsync(IStore owner) => await owner.DisposeAsync();

    protected override async Task<Changes> MakeCommitFailAsync(Changes good)
    {
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no room for events'); END");
        return good;
    }

    protected override Task RepairAsync() => ExecuteAsync("DROP TRIGGER full");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_lease_does_not_end_as_long_as_its_owner_lives()
    {
        var options = new StoreOptions { LeaseDuration = TimeSpan.FromMilliseconds(50) };
        IStore one = Open(options), two = Open(options);
        var lease = await AcquireAsync(one);
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < 4 * options.LeaseDuration;)
            Assert.Null(await two.TryAcquireAsync("two"));

        await one.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));
    }

    [Fact]
    public async Task Its_files_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var store = Open(new StoreOptions());
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));

        var files = Directory.GetFiles(_folder.File("data"));
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Equal(
            (file, UnixFileMode.UserRead | UnixFileMode.UserWrite),
            (file, OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file))));
    }

    [Fact]
    public async Task A_process_that_is_killed_leaves_the_lease_free_at_once()
    {
        Directory.CreateDirectory(_folder.File("data"));
        var locked = _folder.File("locked");
        using var other = Process.Start("flock", [Path + ".lock", "sh", "-c", $"echo yes > {locked}; exec sleep 60"]);
        await Eventually.GetAsync("the other process' lock", () => Task.FromResult(File.Exists(locked) ? locked : null));
        var store = Open();
        Assert.Null(await store.TryAcquireAsync("one"));

        // The shell's child holds the lock too.
        other.Kill(entireProcessTree: true);
        await other.WaitForExitAsync();

        Assert.NotNull(await Eventually.GetAsync("the lease", async () => await store.TryAcquireAsync("one")));
    }

    [Fact]
    public async Task A_stale_owner_cannot_write_even_after_its_lock_file_was_deleted()
    {
        IStore one = Open(), two = Open();
        var first = await AcquireAsync(one);
        await one.CommitAsync(first, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));
        File.Delete(Path + ".lock");
        var second = await AcquireAsync(two, "two");

        await Assert.ThrowsAsync<StaleLeaseException>(
            async () => await one.CommitAsync(first, CreateChanges([Contact("c2", 2)], events: Events(2, 2))));

        SameContacts([Contact("c1", 1)], await two.LoadAsync(second));
        await two.CommitAsync(second, CreateChanges([Contact("c2", 2)], events: Events(2, 2)));
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_unavailable_and_its_lock_is_free_for_others()
    {
        Directory.CreateDirectory(Path);
        var store = Open();
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.TryAcquireAsync("one"));
        Directory.Delete(Path);

        Assert.NotNull(await Open().TryAcquireAsync("two"));
    }

    [Fact]
    public async Task A_database_of_another_version_is_refused()
    {
        var store = Open();
        await store.ReleaseAsync(await AcquireAsync(store));
        await ExecuteAsync("PRAGMA user_version = 9");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Open().TryAcquireAsync("two"));

        Assert.Contains("schema 9", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_fails_loses_nothing_that_was_committed_and_is_used_again_when_it_works()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));

        // Like a full disk, this ends the transaction by itself.
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON contact BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END");
        await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: Events(2, 2))));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.RenewAsync(lease));
        await ExecuteAsync("DROP TRIGGER full");

        lease = await AcquireAsync(store);
        SameContacts([Contact("c1", 1)], await store.LoadAsync(lease));
        await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: Events(2, 2)));
    }

    [Fact]
    public async Task Commits_and_readings_at_the_same_time_do_not_disturb_each_other()
    {
        var store = Open(new StoreOptions { EventsKept = 200 });
        var lease = await AcquireAsync(store);
        var committing = Task.Run(async () =>
        {
            for (var i = 1; i <= 300; i++)
                await store.CommitAsync(lease, CreateChanges([Contact($"c{i}", i)], events: Events((i * 10) - 9, i * 10)));
        });
        long seen = 0;
        while (!committing.IsCompleted || seen < 3000)
        {
            var page = await store.ReadEventsAsync(seen, 50);
            if (page.Events is not [var first, .., var last])
                continue;
            Assert.Equal(Math.Max(seen + 1, page.FirstKept), first.Sequence);
            Assert.Equal(first.Sequence + page.Events.Count - 1, last.Sequence);
            seen = last.Sequence;
        }

        await committing;
        Assert.Equal(3000, seen);
    }

    [Fact]
    public async Task A_thousand_reads_at_once_hold_few_threads_and_delay_no_commit()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        using var held = new ManualResetEventSlim();
        var running = 0;
        var reads = Enumerable.Range(0, 1_000).Select(_ => ((SqliteStore)store).Readers.RunAsync(
            _ =>
            {
                var others = Interlocked.Increment(ref running) - 1;
                held.Wait();
                Interlocked.Decrement(ref running);
                return others;
            },
            default)).ToList();
        Task<ContactDocument?> own;
        try
        {
            await Eventually.GetAsync("as many reads as there are readers", () =>
                Task.FromResult(Volatile.Read(ref running) == SqliteReaderPool.MaxReaders ? "there" : null));
            own = store.FindContactAsync(new("c1")).AsTask();
            await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1)))
                .AsTask().WaitAsync(TimeSpan.FromSeconds(20));

            // The store's own reads wait with the others, and hold no thread meanwhile.
            Assert.False(own.IsCompleted);
        }
        finally
        {
            held.Set();
        }

        Assert.NotNull(await own);
        Assert.All(await Task.WhenAll(reads), others => Assert.InRange(others, 0, SqliteReaderPool.MaxReaders - 1));
    }

    [Fact]
    public async Task A_read_that_waits_for_a_connection_can_be_cancelled_and_one_that_fails_frees_its_own()
    {
        await AcquireAsync(Open());
        await using var readers = new SqliteReaderPool(Path, TimeSpan.FromSeconds(20));
        for (var i = 0; i < 2 * SqliteReaderPool.MaxReaders; i++)
        {
            await Assert.ThrowsAsync<SqliteException>(
                () => readers.RunAsync<int>(_ => throw new SqliteException("It failed.", 1), default));
        }

        using var held = new ManualResetEventSlim();
        var reads = Enumerable.Range(0, SqliteReaderPool.MaxReaders).Select(_ => readers.RunAsync(
            reader =>
            {
                held.Wait();
                return reader;
            },
            default)).ToList();
        using var cancellation = new CancellationTokenSource();
        var waiting = readers.RunAsync(reader => reader, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        held.Set();

        Assert.All(await Task.WhenAll(reads), Assert.NotNull);
    }
}
