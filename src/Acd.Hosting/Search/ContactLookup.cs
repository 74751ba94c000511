using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Reads contacts from the store of which the engine has no document: for queries, and to tell whether a request enqueues a
/// closed contact again or asks for other work. The loop does not wait for it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="limit">How many reads may run at once.</param>
internal sealed class ContactLookup(TimedStore store, int limit)
{
    private int _running;

    /// <summary>Whether the store may know more than the engine's reply.</summary>
    public static bool IsNeeded(PendingRequest pending) => (pending.Request, pending.Reply) switch
    {
        (GetContact, ClosedContactReply or Refusal { Kind: RefusalKind.Unknown }) => true,
        (EnqueueContact, ClosedContactReply) => true,
        _ => false,
    };

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

    private static ContactId ContactOf(Request request) =>
        request is EnqueueContact enqueue ? enqueue.Contact : ((GetContact)request).Contact;

    /// <summary>A closed contact that is enqueued again is the former request, or other work under a used id.</summary>
    private static Reply AnswerOf(PendingRequest pending, ContactDocument found)
    {
        if (pending.Request is not EnqueueContact enqueue) return new ContactReply(found);
        var isOther = found is { ClosedAt: not null, Request: { } before } && before != EnqueueFingerprint.Of(enqueue);
        return isOther ? Refusals.ContactClosed(found.Id) : pending.Reply!;
    }

    private async Task CompleteAsync(PendingRequest pending)
    {
        try
        {
            var found = await store.FindContactAsync(ContactOf(pending.Request), CancellationToken.None);
            pending.TrySetResult(found is null ? pending.Reply! : AnswerOf(pending, found));
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
