using System.Collections.Concurrent;
using Acd.Core;

namespace Acd.Benchmarks;

/// <summary>
/// Runs whole contact lives in parallel: queued, offered, accepted, completed, and the agent free again. One subscriber receives
/// all events, like all agents' devices together, and passes each offer to its contact's task.
/// </summary>
internal sealed class ContactLifecycles(RunningCenter center, Population population)
{
    private readonly ConcurrentDictionary<ContactId, TaskCompletionSource<OfferId>> _waiting = new();
    private long _started, _ended;

    public long Ended => Interlocked.Read(ref _ended);

    /// <summary>Runs a number of parallel lives until it is canceled.</summary>
    public async Task RunAsync(int inFlight, CancellationToken cancel)
    {
        using var listening = new CancellationTokenSource();
        await using var events = center.Center.SubscribeAsync(null, null, listening.Token).GetAsyncEnumerator(listening.Token);
        var first = events.MoveNextAsync();
        var listener = ListenAsync(events, first);
        var lives = Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(() => RepeatAsync(cancel), cancel)));
        // Without the listener no offer would be accepted any longer.
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
            var requirements = population.RequirementsOf(number);
            await center.SendAsync<ContactReply>(new EnqueueContact(contact) { Requirements = requirements });
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
            // The run is canceled.
        }
    }
}
