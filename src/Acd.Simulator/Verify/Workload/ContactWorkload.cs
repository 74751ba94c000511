using Acd.Core;
using static Acd.Core.ContactState;

namespace Acd.Simulator.Verify;

/// <summary>Requests of customers, and of agents with a customer.</summary>
internal static class ContactWorkload
{
    /// <summary>The greatest number of open contacts. More would only wait.</summary>
    private const int MaxOpenContacts = 16;

    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(28, context => context.State.Contacts.Count < MaxOpenContacts
            ? Enqueue(context)
            : new AbandonContact(context.Contact(Queued))),
        new(3, context => ComeBack(context) ?? Enqueue(context)),
        new(12, context => Meant(context, new CompleteContact(context.Contact(Connected)))),
        new(4, context => Meant(context, new EndWrapUp(context.Contact(WrapUp)))),
        new(2, context => Meant(context, new ExtendWrapUp(context.Contact(WrapUp), context.Random.Seconds(1, 3, 10)))),
        new(4, context => Meant(context, new HangUpContact(
            context.Contact(Connected, Queued, Offered), context.Random.Pick<Party?>(null, Party.Customer, Party.Agent)))),
        new(5, context => new AbandonContact(context.Contact(Queued, Offered), Reason(context))),
        new(4, context => new PickContact(
            context.Contact(Queued, Offered), context.Agent(Presence.Available, Presence.NotReady))),
        new(4, context => Meant(context, new RequeueContact(context.Contact(Connected, Offered, Queued)))),
        new(4, context => Meant(context, Transfer(context))),
        new(2, context => Meant(context, new HoldContact(context.Contact(Connected)))),
        new(2, context => Meant(context, new ResumeContact(context.Contact(Connected)))),
        new(3, context => new PatchContact(context.Contact(Queued, Offered))
        {
            Attributes = context.Random.Chance(60) ? context.Random.Pick("{\"crm\":8}", "{\"a\":{\"b\":1}}") : null,
            Requirements = context.Random.Chance(60) ? context.Requirements() : null,
        }),
        new(2, Reopen),
        new(3, context => Meant(context, Park(context))),
        new(2, context => new UnparkContact(context.Parked())),
        new(4, context => new ChangePriority(context.Contact(Queued, Offered), context.Random.NextBelow(10))),
        new(5, context => Meant(context, new HandOverContact(
            context.Contact(Connected), context.Agent(Presence.Available, Presence.NotReady)))),
    ];

    private static GeneratedRequest Enqueue(RequestContext context)
    {
        var contact = WithoutGate(context);
        if (context.Random.Chance(5))
        {
            contact = contact with
            {
                AssignTo = context.Agent(Presence.Available, Presence.NotReady),
                Connected = context.Random.Chance(50),
            };
        }

        return context.Random.Chance(40) && context.Gate() is { } gate ? contact with { Queue = null, Gate = gate } : contact;
    }

    /// <summary>A caller who hung up calls again; null if there is none.</summary>
    private static GeneratedRequest? ComeBack(RequestContext context)
    {
        var left = context.State.AbandonedPlaces.All.Select(place => place.Name.Split('/')).ToList();
        if (left.Count == 0) return null;
        var place = context.Random.Pick(left);
        return WithoutGate(context) with { Queue = new QueueId(place[0]), CallerId = place[1] };
    }

    /// <summary>Sometimes names the connection that is meant: often an earlier one of the contact.</summary>
    public static GeneratedRequest Meant(RequestContext context, ConnectionCommand command)
    {
        var made = context.State.OffersMade.FindAll(offer => offer.Contact == command.Contact);
        if (made.Count == 0 || !context.Random.Chance(40)) return command;
        var first = context.Random.Chance(60) ? made.Count - 1 : Math.Max(0, made.Count - 3);
        var index = context.Random.Between(first, made.Count - 1);
        return new GeneratedRequest(command with { Offer = made[index].Offer }, new OfferReference(command.Contact, index));
    }

    /// <summary>Opens a closed contact again, by its document. Sometimes another contact has its id by then.</summary>
    private static GeneratedRequest Reopen(RequestContext context)
    {
        var closed = context.State.Closed.Keys.OrderBy(id => id.Value, StringComparer.Ordinal).ToList();
        var id = closed.Count > 0 && context.Random.Chance(85) ? context.Random.Pick(closed) : context.AnyContact();
        return new ReopenContact(id)
        {
            Document = context.State.ClosedDocuments.GetValueOrDefault(id),
            Queue = context.Random.Chance(20) ? context.AnyQueue() : null,
        };
    }

    private static ParkContact Park(RequestContext context) => new(context.Contact(Connected))
    {
        // Before the first event no time is known.
        Until = context.Random.Chance(60) && context.State.Time.Now.Milliseconds > 0
            ? context.State.Time.Now + context.Random.Seconds(1, 5, 20, 60)
            : null,
        Reason = context.Random.Chance(20) ? "waits for parts" : null,
    };

    private static TransferContact Transfer(RequestContext context)
    {
        var random = context.Random;
        var transfer = new TransferContact(
            context.Contact(Connected, Queued, Offered), random.Chance(60) ? context.Requirements() : null)
        {
            Queue = random.Chance(30) ? context.Queue() : null,
            Agent = random.Chance(context.Features.Preferences)
                ? context.Agent(Presence.Available, Presence.NotReady)
                : null,
            PreferredFor = random.Chance(context.Features.Preferences) ? random.Seconds(0, 1, 3, 10) : null,
            NewPlace = random.Chance(15),
        };
        return random.Chance(25) && context.Gate() is { } gate ? transfer with { Queue = null, Gate = gate } : transfer;
    }

    private static EnqueueContact WithoutGate(RequestContext context)
    {
        var contact = WithOneSpelling(context);

        // Another spelling of the same caller.
        return contact.CallerId is { } caller && context.Random.Chance(30)
            ? contact with { CallerId = $"({caller})", Caller = caller }
            : contact;
    }

    private static EnqueueContact WithOneSpelling(RequestContext context) =>
        new(context.Random.Chance(94) ? context.NewContact() : context.AnyContact())
        {
            Queue = context.Random.Chance(35) ? context.Queue() : null,
            Channel = context.Random.Pick(context.Parameters.Channels),
            Requirements = context.Requirements(),
            Priority = context.Random.Chance(60) ? null : context.Random.NextBelow(10),
            PreferredAgent = context.Random.Chance(context.Features.Preferences) ? context.Agent() : null,
            PreferredFor = context.Random.Chance(context.Features.Preferences) ? context.Random.Seconds(0, 1, 3, 10) : null,
            Plan = context.Random.Chance(context.Features.Plans) ? PlanGenerator.Plan(context) : null,
            CallerId = context.Random.Chance(context.Features.KnownCallers) ? $"t{context.Random.NextBelow(5)}" : null,
            Attributes = context.Random.Chance(10) ? "{\"crm\":7}" : null,
        };

    private static CloseReason Reason(RequestContext context) =>
        context.Random.Pick(CloseReason.Abandoned, CloseReason.Canceled);
}

/// <summary>
/// Agents' answers to pending offers, ended offers and offers of other agents. An offer may get no answer.
/// </summary>
internal static class OfferWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(40, context => Respond(context, (offer, by) => new AcceptOffer(offer, by))),
        new(8, context => Respond(context, (offer, by) => new DeclineOffer(offer, by) { Cause = Cause(context) })),
    ];

    private static string? Cause(RequestContext context) => context.Random.Pick(
        null, null, DeclineCauses.Busy, DeclineCauses.Unreachable, DeclineCauses.Rejected, DeclineCauses.Failed, "at lunch");

    /// <summary>The id of an offer in this run.</summary>
    public static OfferId Find(ProjectedState state, OfferReference offer)
    {
        var found = state.OffersMade.Where(made => made.Contact == offer.Contact).Skip(offer.Index).FirstOrDefault().Offer;
        return found.Value is null ? new OfferId("o999999") : found;
    }

    private static GeneratedRequest Respond(RequestContext context, Func<OfferId, AgentId?, Command> createCommand)
    {
        var made = context.State.OffersMade;
        if (made.Count == 0) return new SetPresence(context.Agent(Presence.Offline, Presence.NotReady), Presence.Available);
        var pending = made.FindAll(offer => IsPending(context.State, offer.Offer, offer.Contact));
        var (id, contact, agent) = pending.Count > 0 && context.Random.Chance(90)
            ? context.Random.Pick(pending)
            : made[context.Random.Between(Math.Max(0, made.Count - 8), made.Count - 1)];
        var before = made.Where(offer => offer.Contact == contact).TakeWhile(offer => offer.Offer != id).Count();
        AgentId? by = context.Random.NextBelow(100) switch { < 50 => null, < 93 => agent, _ => context.Agent() };
        return new GeneratedRequest(createCommand(id, by), new OfferReference(contact, before));
    }

    private static bool IsPending(ProjectedState state, OfferId offer, ContactId contact) =>
        state.Contacts.GetValueOrDefault(contact) is { } open
        && (open.Handover?.Id == offer || open.Offers.Exists(one => one.Id == offer && !one.Accepted));
}

/// <summary>Supervisors' requests about contacts and agents, and requests about callbacks.</summary>
internal static class SupervisorWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(3, context => context.IsSupervised()
            ? new AssignContact(context.Contact(Queued, Offered, Connected), context.Agent())
            : Look(context)),
        new(3, context => context.IsSupervised() ? Callback(context) : Look(context)),
        new(20, context => context.Callback() is { } connected
            ? ContactWorkload.Meant(context, new FailCallback(connected))
            : Look(context)),
        new(2, context => new SetPresence(
            context.Agent(), context.Random.Pick(Presence.NotReady, Presence.Available, Presence.Draining), "training",
            Forced: true)),
    ];

    private static RequestCallback Callback(RequestContext context) =>
        new(context.Contact(Queued, Offered), context.Random.Chance(60) ? null : context.Random.Pick("555", "556"));

    private static GetContact Look(RequestContext context) => new(context.Contact(Queued, Offered, Connected));
}
