using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Where a center's documents live. At any time one owner may write, proved by its <see cref="Lease"/>. Calls come one after
/// the other, but for <see cref="FindContactAsync"/>, <see cref="SearchAsync"/>, <see cref="ReadEventsAsync"/>,
/// <see cref="ReadNamedAsync"/> and <see cref="RenewAsync"/>, which may come at any time. A call that takes too long is canceled
/// and given up; the next call may come while it has not ended.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>How many of the latest events are kept at the least; a store that keeps all need not say.</summary>
    int EventsKept => int.MaxValue;

    /// <summary>Whether it can match: <see cref="OpenMatchingAsync"/>. A store that cannot need not say.</summary>
    bool HasMatching => false;

    /// <summary>Takes the ownership where nobody has it. Each lease has a greater epoch than all before it.</summary>
    /// <param name="owner">A name for people, to see who has it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The lease; null where another owner's has not ended.</returns>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default);

    /// <summary>Lets the lease last its duration again from now on. A commit does so too.</summary>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask RenewAsync(Lease lease, CancellationToken cancel = default);

    /// <summary>
    /// Gives the ownership up, so that the next owner need not wait for the lease's end. No error where it is lost already.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask ReleaseAsync(Lease lease, CancellationToken cancel = default);

    /// <summary>Everything that was committed, but for named documents and events.</summary>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default);

    /// <summary>
    /// Opens working sets for an owner's engine to match by, empty ones. Those of owners before it are gone when it has loaded.
    /// </summary>
    /// <exception cref="NotSupportedException">It cannot match.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over; thrown by what is opened.</exception>
    /// <exception cref="InvalidOperationException">It cannot where it is; the message says why.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store does not answer; thrown by what is opened as well, which is of no use any longer then.
    /// </exception>
    ValueTask<IReferenceMatching> OpenMatchingAsync(Lease lease, CancellationToken cancel = default) =>
        throw new NotSupportedException("This store cannot match.");

    /// <summary>Writes a batch of changes durably, all of it or nothing, and renews the lease.</summary>
    /// <exception cref="StaleLeaseException">Another owner has taken over; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store does not answer; the batch may have been written or not.
    /// </exception>
    ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default);

    /// <summary>
    /// The named documents whose names begin so, in any order: as of one moment, if nobody writes such ones meanwhile.
    /// </summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel = default);

    /// <summary>The document of a contact, closed ones included as long as they are remembered.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel = default);

    /// <summary>
    /// A page of contacts as they were committed. Every store finds closed ones, as long as they are remembered; open ones
    /// only a store that has an index of them, for whoever owns the engine has them in memory.
    /// </summary>
    /// <param name="search">Which contacts; its limits were checked.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>
    /// A page of at most 1,000 looks at contacts; null where open contacts are asked for and there is no index of them.
    /// </returns>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel = default);

    /// <summary>Committed events by sequence.</summary>
    /// <param name="after">The sequence number after which to begin.</param>
    /// <param name="limit">How many at the most; a store may give fewer, but not none where there are any.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    ValueTask<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel = default);
}

/// <summary>The right to write.</summary>
/// <param name="Owner">Who has it.</param>
/// <param name="Epoch">1, 2, 3 …: a commit with an older one than the store's is refused.</param>
/// <param name="Duration">How long it lasts from each renewal on, if nobody gives it up.</param>
public sealed record Lease(string Owner, long Epoch, TimeSpan Duration);

/// <summary>Events as a store has them.</summary>
/// <param name="Events">The events, by sequence.</param>
/// <param name="FirstKept">
/// The sequence number of the oldest event that is kept; one more than the last where there is none.
/// </param>
public sealed record EventPage(IReadOnlyList<CenterEvent> Events, long FirstKept);

/// <summary>
/// Tells whether the owner of a lease has certainly ended, so that nobody need wait for the lease to end. It must not be a
/// guess: an owner that lives may answer reads from what it holds as long as its lease lasts.
/// </summary>
/// <param name="owner">The owner's name.</param>
/// <param name="cancel">Gives up.</param>
public delegate ValueTask<bool> LeaseOwnerProbe(string owner, CancellationToken cancel);
