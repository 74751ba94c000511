using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Reads contacts from the store of which the engine has no document. The loop does not wait for it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="limit">How many reads may run at once.</param>
internal sealed class ContactLookup(TimedStore store, int limit)
{
    private int _running;

    /// <summary>Whether the store may know more than the engine's reply.</summary>
    public static bool IsNeeded(PendingRequest pending) =>
        pending.Request is GetContact && pending.Reply is ClosedContactReply or Refusal { Kind: RefusalKind.Unknown };

    /// <summary>Answers with the store's document, or with the engine's reply where the store has none.</summary>
    public void Start(PendingRequest pending)
    {
        if (Interlocked.Increment(ref _running) > limit)
        {
            Interlocked.Decrement(ref _running);
            pending.TrySetResult(HostRefusals.Busy);
            return;
        }

        _ = CompleteAsync(pending);
    }

    private async Task CompleteAsync(PendingRequest pending)
    {
        try
        {
            var found = await store.FindContactAsync(((GetContact)pending.Request).Contact, CancellationToken.None);
            pending.TrySetResult(found is null ? pending.Reply! : new ContactReply(found));
        }
        catch (StoreUnavailableException)
        {
            pending.TrySetResult(pending.Reply is ClosedContactReply ? pending.Reply : HostRefusals.Unavailable);
        }
        catch (Exception bug)
        {
            // A bug of the store goes to the caller of this read, because the loop does not await it.
            pending.TrySetException(bug);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
