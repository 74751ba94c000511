using System.Collections.Concurrent;
using Acd.Core;

namespace Acd.Benchmarks;

/// <summary>
/// Contacts that live their whole lives, so many at a time: queued, offered, accepted, completed, and the agent free again. One
/// subscriber hears all events, as the agents' devices do together, and hands each offer to whoever accepts it.
/// </summary>
internal sealed class ContactLifecycles(RunningCenter center, Population population)
{
    private readonly ConcurrentDictionary<ContactId, TaskCompletionSource<OfferId>> _waiting = new();
    private long _started, _ended;

    public long Ended => Interlocked.Read(ref _ended);

    /// <summary>Lets so many contacts live at a time until it is canceled.</summary>
    public async Task RunAsync(int inFlight, CancellationToken cancel)
    {
        using var listening = new CancellationTokenSource();
        await using var events = center.Center.SubscribeAsync(null, null, listening.Token).GetAsyncEnumerator(listening.Token);
        var first = events.MoveNextAsync();
        var listener = ListenAsync(events, first);
        var lives = Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(() => RepeatAsync(cancel), cancel)));
        // Where the listener fails, nobody would be offered anything any longer.
        await await Task.WhenAny(lives, listener);
        await listening.CancelAsync();
        await listener;
    }

    private async Task RepeatAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _started);
            var contact = new ContactId($"c{number}");
            var offered = new TaskCompletionSource<OfferId>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting[contact] = offered;
            await center.SendAsync<ContactReply>(new EnqueueContact(contact) { Requirements = population.RequirementsOf(number) });
            await center.SendAsync<ContactReply>(new AcceptOffer(await offered.Task));
            await center.SendAsync<ContactReply>(new CompleteContact(contact));
            Interlocked.Increment(ref _ended);
        }
    }

    private async Task ListenAsync(IAsyncEnumerator<CenterEvent> events, ValueTask<bool> next)
    {
        try
        {
            while (await next)
            {
                if (events.Current is ContactOffered offer && _waiting.TryRemove(offer.Contact, out var life))
                    life.SetResult(offer.Offer);
                next = events.MoveNextAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The lives are over.
        }
    }
}
