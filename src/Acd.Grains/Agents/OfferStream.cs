using System.Runtime.CompilerServices;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Grains;

/// <summary>An agent's offers for one device: the pending ones first, and their events from then on.</summary>
internal sealed class OfferStream(AgentId agent, ClusterEventFeed feed, IContactCenter center, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<OfferId> _readAsPending = [];

    /// <summary>The news, until the caller stops. After a gap it begins anew with the pending offers.</summary>
    public async IAsyncEnumerable<OfferNews> ReadAsync(long? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            if (after is null)
            {
                var begin = await ReadPendingAsync();
                if (begin is null)
                {
                    await Task.Delay(Pause, time, cancel);
                    continue;
                }

                after = begin.Position;
                yield return begin;
            }

            await using var events = feed.SubscribeAsync(agent, after, cancel).GetAsyncEnumerator(cancel);
            while (await MoveNextAsync(events) is { } moved)
            {
                if (!moved)
                {
                    after = null;
                    break;
                }

                if (events.Current is not OfferEvent next || WasReadAsPending(next)) continue;
                after = next.Sequence;
                yield return new OfferNews(next.Sequence, Event: next);
            }

            await Task.Delay(Pause, time, cancel);
        }
    }

    /// <summary>The offers that are pending now; null where the dispatcher does not answer.</summary>
    private async Task<OfferNews?> ReadPendingAsync()
    {
        var position = feed.Last;
        if (feed.Status != CenterStatus.Active) return null;
        if (await center.SendAsync(new GetAgent(agent)) is not AgentReply reply) return null;
        var pending = reply.Contacts
            .Where(has => has.State == ContactState.Offered)
            .Select(has => new LiveContact(has.Contact, has.State, has.Offer, has.Channel))
            .ToList();
        _readAsPending.Clear();
        _readAsPending.UnionWith(pending.Select(offered => offered.Offer));
        return new OfferNews(position, pending);
    }

    /// <summary>The events begin before the reply with the pending offers: some of these come again.</summary>
    private bool WasReadAsPending(OfferEvent next) => next is ContactOffered && _readAsPending.Remove(next.Offer);

    /// <returns>True with a next event; false at a gap; null where the stream must go on with a new subscription.</returns>
    private static async Task<bool?> MoveNextAsync(IAsyncEnumerator<CenterEvent> events)
    {
        try
        {
            return await events.MoveNextAsync() ? true : null;
        }
        catch (EventsGoneException)
        {
            return false;
        }
        catch (Exception e) when (e is SubscriberTooSlowException or CenterUnavailableException)
        {
            return null;
        }
    }
}
