using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Answers <see cref="ListContacts"/>. Open contacts come from <see cref="CommittedContacts"/>, or from the store's index where
/// there is one and a scan would take long; closed ones come from the store. The loop does not wait for a search. The lease was
/// certainly held when it began.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="contacts">The open contacts of this term.</param>
/// <param name="options">The limit of searches at once.</param>
internal sealed class ContactSearch(TimedStore store, CommittedContacts contacts, EngineHostOptions options)
{
    /// <summary>How many open contacts are scanned in memory for one page.</summary>
    internal const int MaxScannedPerPage = 20_000;

    private int _running;

    /// <summary>Whether a request is a search that the engine permits.</summary>
    public static bool IsNeeded(PendingRequest pending) => pending is { Request: ListContacts, Reply: ContactsReply };

    /// <summary>Shows a batch's changes to searches that begin from now on.</summary>
    public void Apply(Changes changes) => contacts.Apply(changes);

    /// <summary>Starts a search of the committed contacts.</summary>
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
            // A bug of the store goes to the caller of this search, because the loop does not await it.
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

        // An index is faster where few contacts match; where many do, memory fills a page at once.
        var page = search.IsNarrow() ? null : ScanMemory(search);
        if (page is not null && (page.Next is null || page.Contacts.Count == search.Limit)) return page;
        try
        {
            return await store.SearchAsync(search, CancellationToken.None) ?? page ?? ScanMemory(search);
        }
        catch (StoreUnavailableException)
        {
            // Memory has the open contacts as well.
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
        new ContactPageBuilder(search, MaxScannedPerPage).Build(contacts.ReadAfter(search.After));
}
