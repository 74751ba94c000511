using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Tests.Verify;

/// <summary>A store with a bug: what is committed is not what the host wanted.</summary>
internal sealed class TamperingStore(IStore inner, Func<Changes, Changes> tamper) : IStore
{
    public ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default) =>
        inner.TryAcquireAsync(owner, cancel);

    public ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) => inner.RenewAsync(lease, cancel);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) => inner.ReleaseAsync(lease, cancel);

    public ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
        inner.LoadAsync(lease, cancel);

    public ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
        inner.CommitAsync(lease, tamper(changes), cancel);

    public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
        inner.FindContactAsync(contact, cancel);

    public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        inner.SearchAsync(search, cancel);

    public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
        inner.ReadEventsAsync(after, limit, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>A store with a bug: it says that a batch is durable before it is.</summary>
internal sealed class HastyStore(IStore inner) : IStore
{
    public ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default) =>
        inner.TryAcquireAsync(owner, cancel);

    public ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) => inner.RenewAsync(lease, cancel);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) => inner.ReleaseAsync(lease, cancel);

    public ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
        inner.LoadAsync(lease, cancel);

    public ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default)
    {
        _ = inner.CommitAsync(lease, changes, cancel);
        return default;
    }

    public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
        inner.FindContactAsync(contact, cancel);

    public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        inner.SearchAsync(search, cancel);

    public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
        inner.ReadEventsAsync(after, limit, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>A store with a bug: whoever writes is let write as if it were the newest owner.</summary>
/// <param name="inner">The store.</param>
/// <param name="newest">The newest lease of all stores that share this.</param>
internal sealed class UnfencedStore(IStore inner, Lease?[] newest) : IStore
{
    public async ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default)
    {
        var lease = await inner.TryAcquireAsync(owner, cancel);
        newest[0] = lease ?? newest[0];
        return lease;
    }

    public ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) => inner.RenewAsync(newest[0]!, cancel);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default) => inner.ReleaseAsync(lease, cancel);

    public ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
        inner.LoadAsync(newest[0]!, cancel);

    public ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
        inner.CommitAsync(newest[0]!, changes, cancel);

    public ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default) =>
        inner.FindContactAsync(contact, cancel);

    public ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default) =>
        inner.SearchAsync(search, cancel);

    public ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default) =>
        inner.ReadEventsAsync(after, limit, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
