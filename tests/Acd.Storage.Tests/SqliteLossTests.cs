using Acd.Hosting;
using Acd.Testing;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>What happens to a database whose files are removed, replaced or cut by somebody else.</summary>
public sealed class SqliteLossTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<IStore> _stores = [];

    private string Path => _folder.File("data/acd.db");

    private string LockPath => Path + ".lock";

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_lock_file_that_is_removed_leaves_one_owner_and_the_other_stands_by()
    {
        var (one, two) = (Open(), Open());
        var first = await FillAsync(one, 1);
        File.Delete(LockPath);
        var second = Assert.IsType<Lease>(await two.TryAcquireAsync("two"));

        await Assert.ThrowsAsync<StaleLeaseException>(async () => await one.RenewAsync(first));
        Assert.Null(await one.TryAcquireAsync("one"));
        await two.RenewAsync(second);
        await two.CommitAsync(second, CreateChanges([Contact("c2", 2)], events: Events(2, 2)));
        Assert.Null(await one.TryAcquireAsync("one"));
    }

    [Fact]
    public async Task A_lock_file_that_is_removed_is_made_anew_by_its_owner_where_no_other_process_has_done_so()
    {
        var store = Open();
        var lease = await FillAsync(store, 1);
        File.Delete(LockPath);

        var noticed = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.RenewAsync(lease));
        Assert.Contains("acd.db.lock was removed or replaced", noticed.Message, StringComparison.Ordinal);

        lease = Assert.IsType<Lease>(await store.TryAcquireAsync("one"));
        SameContacts([Contact("c1", 1)], await store.LoadAsync(lease));
        Assert.Null(await Open().TryAcquireAsync("two"));
    }

    [Theory]
    [InlineData("", "removed")]
    [InlineData("-wal", "removed")]
    [InlineData("", "replaced")]
    [InlineData("-wal", "replaced")]
    [InlineData("", "cut")]
    public async Task Nothing_is_acknowledged_that_was_written_to_a_file_that_is_gone(string suffix, string how)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells one file from another of the same name.");
        var store = Open();
        var lease = await FillAsync(store, 1);
        await Checkpoint(how);
        await store.RenewAsync(lease);
        var path = Path + suffix;
        switch (how)
        {
            case "removed": File.Delete(path); break;
            case "replaced":
                File.Copy(path, path + ".copy");
                File.Move(path + ".copy", path, overwrite: true);
                break;
            default: await File.WriteAllBytesAsync(path, []); break;
        }

        var noticed = await Assert.ThrowsAnyAsync<StoreUnavailableException>(
            async () => await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: Events(2, 2))));
        Assert.Contains($"acd.db{suffix} was {how}", noticed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_gone_is_not_taken_for_a_new_center_by_its_process_or_the_next_one()
    {
        var store = Open();
        var lease = await FillAsync(store, 3);
        await store.ReleaseAsync(lease);
        Delete();

        await LosesAsync(async () => await store.TryAcquireAsync("one"));
        var lost = await LosesAsync(async () => await Open().TryAcquireAsync("two"));
        Assert.Contains("is missing or empty, but had epoch 1 and event 3", lost.Message, StringComparison.Ordinal);
        Assert.Contains("AcceptLoss", lost.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path));

        var accepting = Open(new StoreOptions { AcceptLoss = true });
        lease = Assert.IsType<Lease>(await accepting.TryAcquireAsync("three"));
        Assert.True(lease.Epoch > 1);
        Assert.Empty((await accepting.LoadAsync(lease)).Contacts);
        await accepting.ReleaseAsync(lease);
        Assert.NotNull(await Open().TryAcquireAsync("four"));
    }

    [Fact]
    public async Task A_backup_in_place_of_the_database_is_refused_until_the_loss_is_accepted()
    {
        var store = Open();
        await store.ReleaseAsync(await FillAsync(store, 1));
        File.Copy(Path, Path + ".backup");
        var lease = Assert.IsType<Lease>(await store.TryAcquireAsync("one"));
        await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: Events(2, 2)));
        await store.ReleaseAsync(lease);
        Delete();
        File.Move(Path + ".backup", Path);

        var lost = await LosesAsync(async () => await Open().TryAcquireAsync("two"));
        Assert.Contains("and event 1, but had epoch", lost.Message, StringComparison.Ordinal);

        var accepting = Open(new StoreOptions { AcceptLoss = true });
        lease = Assert.IsType<Lease>(await accepting.TryAcquireAsync("three"));
        SameContacts([Contact("c1", 1)], await accepting.LoadAsync(lease));
    }

    [Fact]
    public async Task Reads_go_to_the_file_that_the_path_leads_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells one file from another of the same name.");
        var store = Open();
        await store.ReleaseAsync(await FillAsync(store, 1));
        File.Copy(Path, Path + ".backup");
        var lease = Assert.IsType<Lease>(await store.TryAcquireAsync("one"));
        await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: Events(2, 2)));
        await store.ReleaseAsync(lease);
        Assert.NotNull(await store.FindContactAsync(new("c2")));

        Delete();
        File.Move(Path + ".backup", Path);
        Assert.Null(await store.FindContactAsync(new("c2")));
        Assert.NotNull(await store.FindContactAsync(new("c1")));
    }

    private IStore Open(StoreOptions? options = null)
    {
        var store = new SqliteStore(Path, options ?? new StoreOptions());
        _stores.Add(store);
        return store;
    }

    private static async Task<Lease> FillAsync(IStore store, int contacts)
    {
        var lease = Assert.IsType<Lease>(await store.TryAcquireAsync("one"));
        for (var i = 1; i <= contacts; i++)
            await store.CommitAsync(lease, CreateChanges([Contact($"c{i}", i)], events: Events(i, i)));
        return lease;
    }

    /// <summary>Copies the log into the database, so that there is something to cut.</summary>
    private async Task Checkpoint(string how)
    {
        if (how != "cut") return;
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        await command.ExecuteNonQueryAsync();
    }

    private void Delete()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(Path + suffix);
    }
}
