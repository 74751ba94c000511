using Acd.Core;
using Acd.Hosting;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

public sealed class MemoryStoreTests : StoreContractTests
{
    private readonly ManualTime _time = new();
    private readonly MemoryDatabase _database;

    public MemoryStoreTests() => _database = new MemoryDatabase(_time);

    protected override IStore Create(StoreOptions options) => new MemoryStore(_database, options);

    protected override Task ExpireLeaseAsync(IStore owner)
    {
        _time.Advance(ShortLease.LeaseDuration);
        return Task.CompletedTask;
    }

    // Memory never fails by itself, so a gap in the numbers stands in for a fault of a disk or a server.
    protected override Task<Changes> MakeCommitFailAsync(Changes good) => Task.FromResult(good with { Events = Events(4, 9) });

    protected override Task RepairAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_lease_ends_with_its_duration_and_each_renewal_begins_it_again()
    {
        IStore one = Open(ShortLease), two = Open(ShortLease);
        var lease = await AcquireAsync(one);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(ShortLease.LeaseDuration - TimeSpan.FromMilliseconds(1));
            Assert.Null(await two.TryAcquireAsync("two"));
            await one.CommitAsync(lease, CreateChanges(events: Events(i + 1, i + 1)));
        }

        _time.Advance(ShortLease.LeaseDuration);
        Assert.NotNull(await two.TryAcquireAsync("two"));
    }

    [Fact]
    public async Task What_the_caller_does_with_its_documents_later_does_not_change_the_database()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        var requirements = new List<Requirement> { new(new("en")) };
        await store.CommitAsync(
            lease, CreateChanges([Contact("c1", 1) with { Requirements = requirements }], events: Events(1, 1)));

        requirements.Clear();

        Assert.Single((await store.LoadAsync(lease)).Contacts.Single().Requirements);
    }
}
