using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Reads from the store what the engine does not keep: closed contacts, and the answers of repeated requests. The loop does not
/// wait for it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="limit">How many reads may run at once.</param>
internal sealed class ContactLookup(TimedStore store, int limit)
{
    private int _running;

    /// <summary>Whether the store may know more than the engine's reply.</summary>
    public static bool IsNeeded(PendingRequest pending) =>
        pending.Reply is RememberedReply
        || (pending.Request is GetContact && pending.Reply is ClosedContactReply or Refusal { Kind: RefusalKind.Unknown });

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

    private async Task<Reply> FindContactAsync(PendingRequest pending)
    {
        var found = await store.FindContactAsync(((GetContact)pending.Request).Contact, CancellationToken.None);
        return found is null ? pending.Reply! : new ContactReply(found) { AsOf = pending.Reply!.AsOf };
    }

    /// <summary>
    /// The answer of the first time. A key may have been forgotten since the engine found it. Then the caller sends the request
    /// again.
    /// </summary>
    private async Task<Reply> FindAnswerAsync(RememberedReply remembered) =>
        await store.FindNamedAsync(remembered.Document, CancellationToken.None) is { } found
            ? AnswerDocument.Parse(found) with
            {
                RememberedUntil = remembered.RememberedUntil,
                ClosedIdsFor = remembered.ClosedIdsFor,
            }
            : HostRefusals.Unavailable;

    private async Task CompleteAsync(PendingRequest pending)
    {
        try
        {
            pending.TrySetResult(pending.Reply is RememberedReply remembered
                ? await FindAnswerAsync(remembered)
                : await FindContactAsync(pending));
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
