using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Tests.Verify;

/// <summary>A store that hands everything on to another one; those that are made of it say what is wrong with it.</summary>
internal abstract class DelegatingStore(IStore inner) : IStore
{
    protected IStore Inner { get; } = inner;

    public virtual ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default) =>
        Inner.TryAcquireAsync(owner, cancel);

    public virtual ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) => Inner.RenewAsync(lease, cancel);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) => Inner.ReleaseAsync(lease, cancel);

    public virtual ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
        Inner.LoadAsync(lease, cancel);

    public virtual ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
        Inner.CommitAsync(lease, changes, cancel);

    public ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default) =>
        Inner.ReadNamedAsync(prefix, cancel);

    public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
        Inner.FindContactAsync(contact, cancel);

    public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        Inner.SearchAsync(search, cancel);

    public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
        Inner.ReadEventsAsync(after, limit, cancel);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}
