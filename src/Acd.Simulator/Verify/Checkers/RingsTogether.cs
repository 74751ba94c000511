using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact rings at as many agents at once as its queue allows and are ready, all of them from the same moment on; whoever
/// answers first has it, and it rings nowhere else any longer.
/// </summary>
internal sealed class SimultaneousOffers : Checker
{
    /// <summary>The offer that was the last event, if that was one.</summary>
    private ContactOffered? _last;

    public override string Rule => "A contact rings at several agents at once only as its queue says.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        var before = _last;
        _last = happened as ContactOffered;
        if (happened is ContactOffered offered && center.Contacts.TryGetValue(offered.Contact, out var contact))
        {
            if (contact.Offers.Count > 0) return Another(center, contact, offered, before);
            if (offered.Contact == before?.Contact) return null;
        }

        return before is null ? null : TooFew(center, before);
    }

    public override string? AfterEvents(ProjectedState center)
    {
        var last = _last;
        _last = null;
        if (last is not null && TooFew(center, last) is { } wrong) return wrong;
        foreach (var contact in center.Contacts.Values)
        {
            var isServed = contact.State is ContactState.Connected or ContactState.WrapUp;
            if (isServed && contact.Offers.Find(offer => !offer.Accepted) is { } loser)
                return $"The contact {contact.Id} is {contact.State} with {contact.Agent}, and still rings at {loser.Agent}.";
        }

        return null;
    }

    private static string? Another(ProjectedState center, ProjectedContact contact, ContactOffered offered, ContactOffered? before)
    {
        if (offered.Assigned) return $"The contact {contact.Id} is assigned to {offered.Agent} while it rings elsewhere.";
        if (before?.Contact != contact.Id)
            return $"The contact {contact.Id} rings already, and is offered to {offered.Agent} too.";
        if (contact.Offers.Exists(offer => offer.Agent == offered.Agent))
            return $"The contact {contact.Id} is offered to {offered.Agent} twice.";
        var most = center.QueueOf(contact).OffersAtOnce;
        return contact.Offers.Count < most ? null : $"The contact {contact.Id} rings at more than {most} agents.";
    }

    /// <summary>Why a contact should have rung at one more agent, when nobody was added to those at whom it rings.</summary>
    private static string? TooFew(ProjectedState center, ContactOffered last)
    {
        if (last.Assigned || !center.Contacts.TryGetValue(last.Contact, out var contact)) return null;
        var queue = center.QueueOf(contact);

        // Who accepts by itself ends the ringing.
        var accepts = queue.AutoAccept
            || (last.Agent is { } id && center.Agents.TryGetValue(id, out var agent) && agent.Profile.AutoAccept);
        if (accepts || contact.Offers.Count >= queue.OffersAtOnce) return null;
        var ready = center.Agents.Values.FirstOrDefault(other =>
            !contact.Offers.Exists(offer => offer.Agent == other.Id) && center.IsSurelyReady(contact, other, last.At));
        return ready is null
            ? null
            : $"The contact {contact.Id} rings at {contact.Offers.Count} of up to {queue.OffersAtOnce}, "
                + $"and {ready.Id} is ready.";
    }
}
