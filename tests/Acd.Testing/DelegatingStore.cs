using Acd.Core;
using Acd.Hosting;

namespace Acd.Testing;

/// <summary>A store that passes every call on. Subclasses change some of them.</summary>
/// <param name="inner">The store.</param>
public abstract class DelegatingStore(IStore inner) : IStore
{
    /// <summary>The store that answers.</summary>
    protected IStore Inner { get; } = inner;

    /// <inheritdoc/>
    public int EventsKept => Inner.EventsKept;

    /// <inheritdoc/>
    public bool HasMatching => Inner.HasMatching;

    /// <inheritdoc/>
    public TimeSpan MaxCommitDuration => Inner.MaxCommitDuration;

    /// <inheritdoc/>
    public virtual ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default) =>
        Inner.TryAcquireAsync(owner, cancel);

    /// <inheritdoc/>
    public virtual ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) => Inner.RenewAsync(lease, cancel);

    /// <inheritdoc/>
    public virtual ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) =>
        Inner.ReleaseAsync(lease, cancel);

    /// <inheritdoc/>
    public virtual ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
        Inner.LoadAsync(lease, cancel);

    /// <inheritdoc/>
    public virtual ValueTask<IReferenceMatching> OpenMatchingAsync(Lease lease, CancellationToken cancel = default) =>
        Inner.OpenMatchingAsync(lease, cancel);

    /// <inheritdoc/>
    public virtual ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
        Inner.CommitAsync(lease, changes, cancel);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(
        string prefix, CancellationToken cancel = default) => Inner.ReadNamedAsync(prefix, cancel);

    /// <inheritdoc/>
    public virtual ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
        Inner.FindContactAsync(contact, cancel);

    /// <inheritdoc/>
    public virtual ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        Inner.SearchAsync(search, cancel);

    /// <inheritdoc/>
    public virtual ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
        Inner.ReadEventsAsync(after, limit, cancel);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Inner.DisposeAsync();
    }
}
