using Acd.Core;
using Acd.Hosting;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>The contract of every store.</summary>
public abstract partial class StoreContractTests : IAsyncLifetime
{
    private readonly List<IStore> _opened = [];

    /// <summary>Opens another store on this test's database.</summary>
    protected abstract IStore Create(StoreOptions options);

    /// <summary>Makes the database refuse a later part of a batch.</summary>
    /// <returns>The refused batch.</returns>
    protected abstract Task<Changes> MakeCommitFailAsync(Changes good);

    /// <summary>Undoes <see cref="MakeCommitFailAsync"/>.</summary>
    protected abstract Task RepairAsync();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
            await store.DisposeAsync();
    }

    protected IStore Open(StoreOptions? options = null)
    {
        var store = Create(options ?? new StoreOptions());
        _opened.Add(store);
        return store;
    }

    protected static async Task<Lease> AcquireAsync(IStore store, string owner = "one") =>
        await store.TryAcquireAsync(owner) ?? throw new InvalidOperationException("Somebody else has the lease.");

    /// <summary>The documents that a new owner would load.</summary>
    protected async Task<CenterDocuments> ReloadAsync(IStore owner, Lease lease)
    {
        await owner.ReleaseAsync(lease);
        var next = Open();
        var documents = await next.LoadAsync(await AcquireAsync(next, "next"));
        Assert.Equal(documents.Contacts.Count, documents.Contacts.DistinctBy(contact => contact.Id).Count());
        var named = await next.ReadNamedAsync("");
        await next.DisposeAsync();
        return documents with { Named = named };
    }

    [Fact]
    public async Task A_new_store_is_empty()
    {
        var store = Open();
        Assert.Null(await store.FindContactAsync(new("c1")));
        var before = await store.ReadEventsAsync(0, 10);
        var documents = await store.LoadAsync(await AcquireAsync(store));

        Assert.Empty(before.Events);
        Assert.Equal(1, before.FirstKept);
        Assert.Null(documents.Settings);
        Assert.Empty(documents.Contacts);
        Assert.Empty(documents.Agents);
        Assert.Empty(documents.Closed);
        Assert.Equal(0, documents.LastSequence);
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_reload()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        ContactDocument[] contacts =
            [Contact("c1", 1), Contact("c2", 2, ContactState.Offered), Contact("c3", 3, ContactState.WrapUp)];
        AgentDocument[] agents =
            [Agent("ada", 4), Agent("bob", 5, Presence.NotReady) with { Reason = "lunch", MissedOffers = 1 }];
        var settings = new CenterSettings { Open = false, Skills = [new(new("en"), "English")] };
        await store.CommitAsync(lease, CreateChanges(contacts, agents, Events(1, 6), settings: settings));

        var documents = await ReloadAsync(store, lease);

        SameContacts(contacts, documents);
        SameAgents(agents, documents);
        Assert.Equal(Json(settings), Json(documents.Settings));
        Assert.Equal(6, documents.LastSequence);
    }

    [Fact]
    public async Task The_last_form_of_a_document_counts()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1), Contact("c2", 2)], [Agent("ada", 3)], Events(1, 3)));
        await store.CommitAsync(
            lease,
            CreateChanges([Contact("c1", 1, ContactState.Connected)], [Agent("ada", 3, Presence.Draining)], Events(4, 5)));
        await store.CommitAsync(lease, CreateChanges([Contact("c2", 2) with { Priority = 9 }], settings: new CenterSettings()));

        var documents = await ReloadAsync(store, lease);

        SameContacts([Contact("c1", 1, ContactState.Connected), Contact("c2", 2) with { Priority = 9 }], documents);
        SameAgents([Agent("ada", 3, Presence.Draining)], documents);
        Assert.Equal(5, documents.LastSequence);
    }

    [Fact]
    public async Task Closed_contacts_are_remembered_by_the_time_of_closing_and_their_documents_found()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(
            lease, CreateChanges([Contact("c1", 1), Contact("c2", 2), Contact("c3", 3)], events: Events(1, 3)));
        await store.CommitAsync(lease, CreateChanges(
            [Closed("c3", 3, 50, CloseReason.Abandoned), Closed("c1", 1, 60), Closed("new:id|".Replace('|', '_'), 4, 55)],
            events: Events(4, 6)));

        Assert.Equal(Json(Closed("c1", 1, 60)), Json(await store.FindContactAsync(new("c1"))));
        Assert.Equal(Json(Contact("c2", 2)), Json(await store.FindContactAsync(new("c2"))));
        Assert.Null(await store.FindContactAsync(new("c4")));
        var documents = await ReloadAsync(store, lease);
        SameContacts([Contact("c2", 2)], documents);
        Assert.Equal(
            [
                new ClosedContact(new("c3"), At(50), CloseReason.Abandoned),
                new ClosedContact(new("new:id_"), At(55), CloseReason.Completed),
                new ClosedContact(new("c1"), At(60), CloseReason.Completed),
            ],
            documents.Closed);
    }

    [Fact]
    public async Task Forgotten_contacts_and_removed_agents_are_gone()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges(
            [Closed("c1", 1, 10), Closed("c2", 2, 11, CloseReason.Expired)], [Agent("ada", 3), Agent("bob", 4)], Events(1, 4)));
        await store.CommitAsync(
            lease, CreateChanges(forgotten: ["c2", "unknown"], removed: ["ada", "unknown"], events: Events(5, 5)));

        Assert.Null(await store.FindContactAsync(new("c2")));
        var documents = await ReloadAsync(store, lease);
        Assert.Equal(["c1"], documents.Closed.Select(contact => contact.Id.Value));
        SameAgents([Agent("bob", 4)], documents);
    }

    [Fact]
    public async Task A_contact_that_waits_and_is_forgotten_is_gone_altogether()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1), Contact("c2", 2)], events: Events(1, 2)));
        await store.CommitAsync(lease, CreateChanges(forgotten: ["c1"], events: Events(3, 3)));

        SameContacts([Contact("c2", 2)], await ReloadAsync(store, lease));
    }

    [Fact]
    public async Task An_id_that_is_forgotten_and_comes_back_in_one_batch_stays()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Closed("c1", 1, 10)], [Agent("ada", 2)], Events(1, 2)));
        await store.CommitAsync(
            lease, CreateChanges([Contact("c1", 3)], [Agent("ada", 4)], Events(3, 4), forgotten: ["c1"], removed: ["ada"]));

        var documents = await ReloadAsync(store, lease);

        SameContacts([Contact("c1", 3)], documents);
        SameAgents([Agent("ada", 4)], documents);
        Assert.Empty(documents.Closed);
    }

    [Fact]
    public async Task Of_two_documents_of_one_id_in_a_batch_the_later_counts()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        await store.CommitAsync(lease, CreateChanges([Contact("c1", 1)], events: Events(1, 1)));
        await store.CommitAsync(
            lease, CreateChanges([Closed("c1", 1, 10), Contact("c1", 3)], events: Events(2, 3), forgotten: ["c1"]));

        Assert.Equal(Json(Contact("c1", 3)), Json(await store.FindContactAsync(new("c1"))));
        var documents = await ReloadAsync(store, lease);
        SameContacts([Contact("c1", 3)], documents);
        Assert.Empty(documents.Closed);
    }

    [Fact]
    public async Task A_batch_that_is_refused_in_its_middle_leaves_nothing_behind()
    {
        var store = Open();
        var lease = await AcquireAsync(store);
        var good = CreateChanges([Contact("c1", 1)], [Agent("ada", 2)], Events(1, 2), availability: [Enters("ada", 1, "en")]);
        await store.CommitAsync(lease, good);
        var settings = new CenterSettings { Open = false };
        var bad = await MakeCommitFailAsync(CreateChanges(
            [Closed("c1", 1, 5), Contact("c3", 3)], [Agent("bob", 4)], Events(3, 9), ["ada"], settings: settings,
            availability: [Leaves("ada", "en"), Enters("bob", 2, "en")]));

        var refused = await Record.ExceptionAsync(() => store.CommitAsync(lease, bad).AsTask());
        Assert.True(refused is StoreUnavailableException or InvalidOperationException, $"{refused}");
        await RepairAsync();

        lease = await AcquireAsync(store);
        Assert.Null(await store.FindContactAsync(new("c3")));
        Assert.Equal(2, (await store.ReadEventsAsync(0, 100)).Events.Count);
        var documents = await ReloadAsync(store, lease);
        SameContacts([Contact("c1", 1)], documents);
        SameAgents([Agent("ada", 2)], documents);
        Assert.Empty(documents.Closed);
        Assert.Null(documents.Settings);
        Assert.Equal(2, documents.LastSequence);
    }
}
