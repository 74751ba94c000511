using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// What agents say to offers: those that are pending, late ones, and ones of others. Silence is what is not said.
/// </summary>
internal static class OfferWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(40, choose => Answer(choose, (offer, by) => new AcceptOffer(offer, by))),
        new(8, choose => Answer(choose, (offer, by) => new DeclineOffer(offer, by))),
    ];

    /// <summary>The offer that is meant, as it is numbered in this run.</summary>
    public static OfferId Find(ProjectedState center, OfferReference offer)
    {
        var found = center.OffersMade.Where(made => made.Contact == offer.Contact).Skip(offer.Index).FirstOrDefault().Offer;
        return found.Value is null ? new OfferId("o999999") : found;
    }

    private static GeneratedRequest Answer(RequestContext choose, Func<OfferId, AgentId?, Command> say)
    {
        var made = choose.State.OffersMade;
        if (made.Count == 0) return new SetPresence(choose.Agent(Presence.Offline, Presence.NotReady), Presence.Available);
        var pending = made.FindAll(offer => IsPending(choose.State, offer.Offer, offer.Contact));
        var (id, contact, agent) = pending.Count > 0 && choose.Random.Chance(90)
            ? choose.Random.Pick(pending)
            : made[choose.Random.Between(Math.Max(0, made.Count - 8), made.Count - 1)];
        var before = made.Where(offer => offer.Contact == contact).TakeWhile(offer => offer.Offer != id).Count();
        AgentId? by = choose.Random.NextBelow(100) switch { < 50 => null, < 93 => agent, _ => choose.Agent() };
        return new GeneratedRequest(say(id, by), new OfferReference(contact, before));
    }

    private static bool IsPending(ProjectedState center, OfferId offer, ContactId contact) =>
        center.Contacts.GetValueOrDefault(contact)?.Offers.Exists(one => one.Id == offer && !one.Accepted) == true;
}
