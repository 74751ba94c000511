using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The store of a center's documents. One owner at a time may write, proved by its <see cref="Lease"/>. Calls come one after
/// the other, except <see cref="FindContactAsync"/>, <see cref="SearchAsync"/>, <see cref="ReadEventsAsync"/>,
/// <see cref="ReadNamedAsync"/> and <see cref="RenewAsync"/>, which may come at any time. A call that takes too long is
/// canceled and abandoned; the next call may come before it has ended.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>How many of the latest events the store keeps at least. The default is for a store that keeps all.</summary>
    int EventsKept => int.MaxValue;

    /// <summary>Whether the store supports <see cref="OpenMatchingAsync"/>.</summary>
    bool HasMatching => false;

    /// <summary>
    /// How long a commit may take before the store itself fails it; zero where the store sets no limit. A host never gives up
    /// earlier: it would refuse callers whose commit may still succeed.
    /// </summary>
    TimeSpan MaxCommitDuration => TimeSpan.Zero;

    /// <summary>Acquires the lease if it is free. Each lease has a greater epoch than all before it.</summary>
    /// <param name="owner">The owner's name, for people.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The lease; null where another owner's lease has not ended.</returns>
    /// <exception cref="StoreUnavailableException">
    /// The store fails, or does not answer in time; or it has lost data, and nothing was acquired.
    /// </exception>
    ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default);

    /// <summary>Renews the lease for its duration from now on, as a commit does too.</summary>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    ValueTask RenewAsync(Lease lease, CancellationToken cancel = default);

    /// <summary>
    /// Releases the lease, so that the next owner need not wait for its end. A lease that is lost already is no error.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default);

    /// <summary>Loads all committed documents except named ones, without events.</summary>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default);

    /// <summary>
    /// Opens empty working sets that an owner's engine matches by. Loading removes those of former owners.
    /// </summary>
    /// <exception cref="NotSupportedException">The store does not support it.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over; thrown by the result's methods.</exception>
    /// <exception cref="InvalidOperationException">The server lacks what it needs; the message says what.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store fails. The result's methods throw it too, and it cannot be used any longer then.
    /// </exception>
    ValueTask<IReferenceMatching> OpenMatchingAsync(Lease lease, CancellationToken cancel = default) =>
        throw new NotSupportedException("This store cannot match.");

    /// <summary>Writes a batch of changes durably and atomically, and renews the lease.</summary>
    /// <exception cref="StaleLeaseException">Another owner has taken over; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store fails, or does not answer in time. Whether the batch was written is unknown.
    /// </exception>
    ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default);

    /// <summary>
    /// The named documents with a prefix, in any order. They are of one moment if none of them is written meanwhile.
    /// </summary>
    /// <param name="prefix">The beginning of their names.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default);

    /// <summary>A named document; null where there is none. It may be called at any time.</summary>
    /// <param name="name">Its whole name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    async ValueTask<NamedDocument?> FindNamedAsync(string name, CancellationToken cancel = default)
    {
        foreach (var document in await ReadNamedAsync(name, cancel))
            if (document.Name == name) return document;
        return null;
    }

    /// <summary>A contact's document, also of a closed contact that is not forgotten; null where there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default);

    /// <summary>
    /// A page of committed contacts. Every store finds closed contacts that are not forgotten. Only a store with an index finds
    /// open ones, because the lease holder has them in memory.
    /// </summary>
    /// <param name="search">The search; its limits were checked.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>A page after at most 1,000 scanned contacts; null for open contacts without an index.</returns>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default);

    /// <summary>Committed events by sequence.</summary>
    /// <param name="after">The sequence number before the first event.</param>
    /// <param name="limit">
    /// How many at most. A store returns fewer where they are larger than <see cref="EventPage.MaxBytes"/>, but not none where
    /// there are any.
    /// </param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default);
}

/// <summary>The right to write.</summary>
/// <param name="Owner">The lease holder's name.</param>
/// <param name="Epoch">The lease's number, from 1: a commit with an older one than the store's is refused.</param>
/// <param name="Duration">How long it lasts from each renewal on, unless it is released.</param>
public sealed record Lease(string Owner, long Epoch, TimeSpan Duration);

/// <summary>A page of a store's events.</summary>
/// <param name="Events">The events, by sequence.</param>
/// <param name="FirstKept">The sequence number of the oldest kept event; the last event's + 1 where there is none.</param>
public sealed record EventPage(IReadOnlyList<CenterEvent> Events, long FirstKept)
{
    /// <summary>
    /// A page ends with the event that reaches this size as JSON: 4 MB, which any store reads within a second.
    /// </summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The size of the events' JSON. A store that keeps no JSON may say 0.</summary>
    public long Bytes { get; init; }
}

/// <summary>
/// Whether a lease's owner has certainly ended, so that its lease can be taken early. It must not guess: an owner that lives
/// may answer reads from memory as long as its lease lasts.
/// </summary>
/// <param name="owner">The owner's name.</param>
/// <param name="cancel">Cancels the call.</param>
public delegate ValueTask<bool> LeaseOwnerProbe(string owner, CancellationToken cancel);
