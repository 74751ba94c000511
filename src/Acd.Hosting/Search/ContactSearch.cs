using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Answers <see cref="ListContacts"/>: of the <see cref="CommittedContacts"/>, of the store's index where looking would take long
/// and there is one, and of the store where closed contacts are asked for. The loop does not wait for that; the lease was
/// certain when it was begun.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="roll">The open contacts of this term.</param>
/// <param name="options">How many searches may be under way.</param>
internal sealed class ContactSearch(TimedStore store, CommittedContacts roll, EngineHostOptions options)
{
    /// <summary>How many contacts of the roll are looked at for one page.</summary>
    internal const int MaxScannedPerPage = 20_000;

    private int _running;

    /// <summary>Whether a reply is one to be found here.</summary>
    public static bool IsNeeded(PendingRequest pending) => pending is { Request: ListContacts, Reply: ContactsReply };

    /// <summary>Lets searches that begin from now on see what a batch has changed.</summary>
    public void Apply(Changes changes) => roll.Apply(changes);

    /// <summary>Begins a search among what is committed.</summary>
    public void Start(PendingRequest pending)
    {
        if (Interlocked.Increment(ref _running) > options.SearchLimit)
        {
            Interlocked.Decrement(ref _running);
            pending.TrySetResult(HostRefusals.Busy);
            return;
        }

        _ = options.Scheduler.RunAsync(() => CompleteAsync(pending));
    }

    private async Task CompleteAsync(PendingRequest pending)
    {
        try
        {
            pending.TrySetResult(await FindAsync((ListContacts)pending.Request));
        }
        catch (Exception bug)
        {
            // A bug of the store belongs to the caller that waits for this search, not to a loop that does not.
            pending.TrySetException(bug);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<Reply> FindAsync(ListContacts search)
    {
        if (search.State == ContactState.Closed) return await FindClosedAsync(search);

        // An index is worth its while where few match: of many, memory has a page at once.
        var page = search.Attributes.Count == 0 ? ScanMemory(search) : null;
        if (page is not null && (page.Next is null || page.Contacts.Count == search.Limit)) return page;
        try
        {
            return await store.SearchAsync(search, CancellationToken.None) ?? page ?? ScanMemory(search);
        }
        catch (StoreUnavailableException)
        {
            // Open contacts are here as well.
            return page ?? ScanMemory(search);
        }
    }

    private async Task<Reply> FindClosedAsync(ListContacts search)
    {
        try
        {
            return await store.SearchAsync(search, CancellationToken.None)
                ?? throw new InvalidOperationException("The store does not look for closed contacts.");
        }
        catch (StoreUnavailableException)
        {
            return HostRefusals.Unavailable;
        }
    }

    private ContactsReply ScanMemory(ListContacts search) =>
        new ContactPageBuilder(search, MaxScannedPerPage).Build(roll.ReadAfter(search.After));
}
