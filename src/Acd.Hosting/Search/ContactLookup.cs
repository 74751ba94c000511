using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Reads from the store what the engine does not keep: closed contacts, for queries and to tell whether a request enqueues one
/// again or asks for other work; and the answers of repeated requests. The loop does not wait for it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="limit">How many reads may run at once.</param>
internal sealed class ContactLookup(TimedStore store, int limit)
{
    private int _running;

    /// <summary>Whether the store may know more than the engine's reply.</summary>
    public static bool IsNeeded(PendingRequest pending) => (pending.Request, pending.Reply) switch
    {
        (_, RememberedReply) => true,
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
    private static Reply AnswerOf(Request request, Reply reply, ContactDocument found)
    {
        if (request is not EnqueueContact enqueue) return new ContactReply(found) { AsOf = reply.AsOf };
        var isOther = found is { ClosedAt: not null, Request: { } before } && before != EnqueueFingerprint.Of(enqueue);
        return isOther
            ? Refusals.ContactClosed(found.Id) with
            {
                RememberedUntil = reply.RememberedUntil,
                ClosedIdsFor = reply.ClosedIdsFor,
            }
            : reply;
    }

    private async Task<Reply> FindContactAsync(Request request, Reply reply) =>
        await store.FindContactAsync(ContactOf(request), CancellationToken.None) is { } found
            ? AnswerOf(request, reply, found)
            : reply;

    /// <summary>
    /// The answer of the first time. A key may have been forgotten since the engine found it. Then the caller sends the request
    /// again.
    /// </summary>
    private async Task<Reply> FindAnswerAsync(Request request, RememberedReply remembered)
    {
        if (await store.FindNamedAsync(remembered.Document, CancellationToken.None) is not { } found)
            return HostRefusals.Unavailable;
        var first = AnswerDocument.Parse(found) with
        {
            RememberedUntil = remembered.RememberedUntil,
            ClosedIdsFor = remembered.ClosedIdsFor,
        };
        return first is ClosedContactReply && request is EnqueueContact ? await FindContactAsync(request, first) : first;
    }

    private async Task CompleteAsync(PendingRequest pending)
    {
        try
        {
            pending.TrySetResult(pending.Reply is RememberedReply remembered
                ? await FindAnswerAsync(pending.Request, remembered)
                : await FindContactAsync(pending.Request, pending.Reply!));
        }
        catch (StoreUnavailableException)
        {
            // Without its document nobody knows whether a request asks for the work that the closed contact was.
            pending.TrySetResult(pending is { Request: GetContact, Reply: ClosedContactReply closed }
                ? closed
                : HostRefusals.Unavailable);
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
