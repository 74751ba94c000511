using Acd.Core;
using Acd.Hosting;

namespace Acd.Storage.Tests;

/// <summary>A store that passes every call on and runs a callback before each call of its matching.</summary>
/// <param name="inner">The store.</param>
/// <param name="before">The callback, with the number of the call.</param>
internal sealed class InterceptingStore(IStore inner, Action<int> before) : IStore
{
    public bool HasMatching => inner.HasMatching;

    public int EventsKept => inner.EventsKept;

    /// <summary>The number of calls.</summary>
    public int Calls { get; private set; }

    public async ValueTask<IReferenceMatching> OpenMatchingAsync(Lease lease, CancellationToken cancel = default) =>
        new InterceptingMatching(this, await inner.OpenMatchingAsync(lease, cancel));

    public ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default) =>
        inner.TryAcquireAsync(owner, cancel);

    public ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) => inner.RenewAsync(lease, cancel);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) => inner.ReleaseAsync(lease, cancel);

    public ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
        inner.LoadAsync(lease, cancel);

    public ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
        inner.CommitAsync(lease, changes, cancel);

    public ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default) =>
        inner.ReadNamedAsync(prefix, cancel);

    public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
        inner.FindContactAsync(contact, cancel);

    public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        inner.SearchAsync(search, cancel);

    public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
        inner.ReadEventsAsync(after, limit, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Intercept() => before(++Calls);

    private sealed class InterceptingMatching(InterceptingStore store, IReferenceMatching inner) : IReferenceMatching
    {
        public void ApplyChanges(IReadOnlyList<WaitingLineChange> line, IReadOnlyList<ReadySetChange> ready)
        {
            store.Intercept();
            inner.ApplyChanges(line, ready);
        }

        public ContactId? TakeFirst()
        {
            store.Intercept();
            return inner.TakeFirst();
        }

        public IReadOnlyList<AgentId> FindReady(ReadySetKey room, IReadOnlyList<SkillId> skills)
        {
            store.Intercept();
            return inner.FindReady(room, skills);
        }
    }
}
