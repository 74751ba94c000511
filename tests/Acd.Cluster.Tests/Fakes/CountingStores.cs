using Acd.Core;
using Acd.Hosting;

namespace Acd.Cluster.Tests;

/// <summary>Counts the stores that dispatchers open and dispose.</summary>
internal sealed class CountingStores
{
    private int _opened;
    private int _disposed;

    public int Opened => Volatile.Read(ref _opened);

    public int Disposed => Volatile.Read(ref _disposed);

    public IStore Count(IStore store)
    {
        Interlocked.Increment(ref _opened);
        return new CountedStore(store, () => Interlocked.Increment(ref _disposed));
    }

    private sealed class CountedStore(IStore store, Action onDisposed) : IStore
    {
        public int EventsKept => store.EventsKept;

        public ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default) =>
            store.TryAcquireAsync(owner, cancel);

        public ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) => store.RenewAsync(lease, cancel);

        public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) => store.ReleaseAsync(lease, cancel);

        public ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
            store.LoadAsync(lease, cancel);

        public ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
            store.CommitAsync(lease, changes, cancel);

        public ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default) =>
            store.ReadNamedAsync(prefix, cancel);

        public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
            store.FindContactAsync(contact, cancel);

        public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
            store.SearchAsync(search, cancel);

        public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
            store.ReadEventsAsync(after, limit, cancel);

        public ValueTask DisposeAsync()
        {
            onDisposed();
            return store.DisposeAsync();
        }
    }
}
