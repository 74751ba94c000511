using Acd.Hosting;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>Leases and their epochs.</summary>
public abstract partial class StoreContractTests
{
    protected static readonly StoreOptions ShortLease = new() { LeaseDuration = TimeSpan.FromMilliseconds(500) };

    /// <summary>Ends the owner without a release, so that its lease expires.</summary>
    protected abstract Task ExpireLeaseAsync(IStore owner);

    [Fact]
    public async Task A_free_lease_is_given_and_a_held_one_is_not()
    {
        IStore one = Open(), two = Open();

        var lease = await AcquireAsync(one);

        Assert.Equal("one", lease.Owner);
        Assert.True(lease.Epoch >= 1);
        Assert.Equal(new StoreOptions().LeaseDuration, lease.Duration);
        Assert.Null(await two.TryAcquireAsync("two"));
        await one.RenewAsync(lease);
        Assert.Null(await two.TryAcquireAsync("two"));
    }

    [Fact]
    public async Task A_lease_that_was_given_up_goes_to_the_next_owner()
    {
        IStore one = Open(), two = Open();
        var first = await AcquireAsync(one);
        await one.ReleaseAsync(first);

        var second = await AcquireAsync(two, "two");

        Assert.True(second.Epoch > first.Epoch);
        await one.ReleaseAsync(first);
        Assert.Null(await one.TryAcquireAsync("one"));
        await two.RenewAsync(second);
    }

    [Fact]
    public async Task A_lease_that_ended_goes_to_the_next_owner_and_the_old_one_is_stale()
    {
        IStore one = Open(ShortLease), two = Open(ShortLease);
        var first = await AcquireAsync(one);
        await one.CommitAsync(first, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));
        Assert.Null(await two.TryAcquireAsync("two"));
        await ExpireLeaseAsync(one);

        var second = await Eventually.GetAsync("the lease", async () => await two.TryAcquireAsync("two"));

        Assert.True(second.Epoch > first.Epoch);
        SameContacts([Contact("c1", 1)], await two.LoadAsync(second));
        var stale = await Assert.ThrowsAsync<StaleLeaseException>(
            async () => await one.CommitAsync(first, CreateChanges([Contact("c2", 2)], events: Events(2, 2))));
        Assert.Equal(first.Epoch, stale.Epoch);
        await Assert.ThrowsAsync<StaleLeaseException>(async () => await one.RenewAsync(first));
        await Assert.ThrowsAsync<StaleLeaseException>(async () => await one.LoadAsync(first));
        var documents = await two.LoadAsync(second);
        SameContacts([Contact("c1", 1)], documents);
        Assert.Equal(1, documents.LastSequence);
    }

    [Fact]
    public async Task An_owner_that_acquires_again_has_a_new_epoch_at_once_and_its_old_one_is_stale()
    {
        var store = Open();
        var first = await AcquireAsync(store);

        var second = await AcquireAsync(store);

        Assert.True(second.Epoch > first.Epoch);
        await Assert.ThrowsAsync<StaleLeaseException>(
            async () => await store.CommitAsync(first, CreateChanges([Contact("c1", 1)], [Agent("ada", 2)], Events(1, 2))));
        await store.ReleaseAsync(first);
        await store.RenewAsync(second);
        var documents = await store.LoadAsync(second);
        Assert.Empty(documents.Contacts);
        Assert.Empty(documents.Agents);
        Assert.Equal(0, documents.LastSequence);
        Assert.Null(await store.FindContactAsync(new("c1")));
    }

    [Fact]
    public async Task A_released_lease_is_stale_before_another_owner_takes_over()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.ReleaseAsync(lease);

        await Assert.ThrowsAsync<StaleLeaseException>(
            async () => await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1))));

        Assert.Null(await store.FindContactAsync(new("c1")));
    }

    [Fact]
    public async Task A_batch_whose_events_do_not_follow_the_last_one_is_refused()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 3)));

        foreach (var events in new[] { Events(5, 6), Events(3, 4), Events(1, 1) })
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(
                async () => await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: events)));
            lease = await AcquireAsync(store);
        }

        Assert.Null(await store.FindContactAsync(new("c2")));
        await store.CommitAsync(lease, CreateChanges([Contact("c2", 2)], events: Events(4, 4)));
    }
}
