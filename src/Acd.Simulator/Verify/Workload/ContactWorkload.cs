using Acd.Core;
using static Acd.Core.ContactState;

namespace Acd.Simulator.Verify;

/// <summary>What customers want, and agents with a customer.</summary>
internal static class ContactWorkload
{
    /// <summary>So many open contacts are enough: more would only wait.</summary>
    private const int MaxOpenContacts = 16;

    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(28, choose => choose.State.Contacts.Count < MaxOpenContacts ? Enqueue(choose) : new AbandonContact(choose.Contact(Queued))),
        new(3, choose => ComeBack(choose) ?? Enqueue(choose)),
        new(12, choose => new CompleteContact(choose.Contact(Connected))),
        new(4, choose => new EndWrapUp(choose.Contact(WrapUp))),
        new(5, choose => new AbandonContact(choose.Contact(Queued, Offered), Reason(choose))),
        new(4, choose => new RequeueContact(choose.Contact(Connected, Offered, Queued))),
        new(4, Transfer),
        new(2, choose => new HoldContact(choose.Contact(Connected))),
        new(2, choose => new ResumeContact(choose.Contact(Connected))),
        new(4, choose => new ChangePriority(choose.Contact(Queued, Offered), choose.Random.NextBelow(10))),
    ];

    private static GeneratedRequest Enqueue(RequestContext choose)
    {
        var contact = WithoutGate(choose);
        return choose.Random.Chance(40) && choose.Gate() is { } gate ? contact with { Queue = null, Gate = gate } : contact;
    }

    /// <summary>Somebody who hung up calls again, if there is somebody.</summary>
    private static GeneratedRequest? ComeBack(RequestContext choose)
    {
        var left = choose.State.AbandonedPlaces.All.Select(place => place.Name.Split('/')).ToList();
        if (left.Count == 0) return null;
        var place = choose.Random.Pick(left);
        return WithoutGate(choose) with { Queue = new QueueId(place[0]), CallerId = place[1] };
    }

    private static GeneratedRequest Transfer(RequestContext choose)
    {
        var dice = choose.Random;
        var transfer = new TransferContact(
            choose.Contact(Connected, Queued, Offered), dice.Chance(60) ? choose.Requirements() : null)
        {
            Queue = dice.Chance(30) ? choose.Queue() : null,
            Agent = dice.Chance(choose.Features.Preferences) ? choose.Agent() : null,
            PreferredFor = dice.Chance(choose.Features.Preferences) ? dice.Seconds(0, 1, 3, 10) : null,
            NewPlace = dice.Chance(15),
        };
        return dice.Chance(25) && choose.Gate() is { } gate ? transfer with { Queue = null, Gate = gate } : transfer;
    }

    private static EnqueueContact WithoutGate(RequestContext choose) =>
        new(choose.Random.Chance(94) ? choose.NewContact() : choose.AnyContact())
        {
            Queue = choose.Random.Chance(35) ? choose.Queue() : null,
            Channel = choose.Random.Pick(choose.Parameters.Channels),
            Requirements = choose.Requirements(),
            Priority = choose.Random.Chance(60) ? null : choose.Random.NextBelow(10),
            PreferredAgent = choose.Random.Chance(choose.Features.Preferences) ? choose.Agent() : null,
            PreferredFor = choose.Random.Chance(choose.Features.Preferences) ? choose.Random.Seconds(0, 1, 3, 10) : null,
            Plan = choose.Random.Chance(choose.Features.Plans) ? PlanGenerator.Plan(choose) : null,
            CallerId = choose.Random.Chance(choose.Features.KnownCallers) ? $"t{choose.Random.NextBelow(5)}" : null,
            Attributes = choose.Random.Chance(10) ? "{\"crm\":7}" : null,
        };

    private static CloseReason Reason(RequestContext choose) => choose.Random.Pick(CloseReason.Abandoned, CloseReason.Canceled);
}

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

/// <summary>What supervisors do with contacts and agents, and what becomes of callers who would rather be called back.</summary>
internal static class SupervisorWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(3, choose => choose.IsSupervised()
            ? new AssignContact(choose.Contact(Queued, Offered), choose.Agent())
            : Look(choose)),
        new(3, choose => choose.IsSupervised() ? Callback(choose) : Look(choose)),
        new(6, choose => choose.Callback() is { } connected ? new FailCallback(connected) : Look(choose)),
        new(2, choose => new SetPresence(
            choose.Agent(), choose.Random.Pick(Presence.NotReady, Presence.Available, Presence.Draining), "training",
            Forced: true)),
    ];

    private static RequestCallback Callback(RequestContext choose) =>
        new(choose.Contact(Queued, Offered), choose.Random.Chance(60) ? null : choose.Random.Pick("555", "556"));

    private static GetContact Look(RequestContext choose) => new(choose.Contact(Queued, Offered, Connected));
}
