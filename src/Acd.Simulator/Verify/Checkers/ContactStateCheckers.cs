using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact is in exactly one state, changes it only as the rules allow, and its document agrees.
/// </summary>
internal sealed class ValidTransitions : Checker
{
    public override string Rule => "No contact is in two states.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactEvent contactEvent) return null;
        if (!state.Contacts.TryGetValue(contactEvent.Contact, out var contact))
            return contactEvent is ContactQueued
                ? null
                : $"{Name(contactEvent)} of the contact {contactEvent.Contact}, which is not open.";
        return IsAllowed(contactEvent, contact)
            ? null
            : $"{Name(contactEvent)} of the contact {contact.Id}, which is {contact.State}.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            if (Contradiction(contact) is { } wrong) return $"The contact {contact.Id} is {contact.State}, but {wrong}.";
            var isClosed = contact.State == ContactState.Closed;
            if (isClosed != database.Closed.ContainsKey(contact.Id) && !commit.Changes.ForgottenContacts.Contains(contact.Id))
                return $"The contact {contact.Id} is {contact.State}, but its entry among the closed contacts contradicts that.";
        }

        return null;
    }

    private static bool IsAllowed(ContactEvent contactEvent, ProjectedContact contact) => (contactEvent, contact.State) switch
    {
        (ContactHeld, ContactState.Connected) => !contact.IsHeld,
        (ContactResumed, ContactState.Connected) => contact.IsHeld,
        (ContactHeld or ContactResumed, _) => false,
        (ContactOffered { From: not null }, var state) => state == ContactState.Connected && contact.Handover is null,
        (ContactTransferred { To: not null } or HandoverFailed, var state) => state == ContactState.Connected,
        (OfferDeclined or OfferTimedOut, ContactState.Connected) => contact.Handover?.Id == ((OfferEvent)contactEvent).Offer,
        (OfferDueChanged moved, ContactState.Connected) => contact.Handover?.Id == moved.Offer,
        (ContactClosed { Reason: CloseReason.Completed }, var state) => state is ContactState.Connected or ContactState.WrapUp,
        (_, var state) => IsAllowed(contactEvent, state),
    };

    private static bool IsAllowed(ContactEvent contactEvent, ContactState state) => contactEvent switch
    {
        ContactQueued => false,
        ContactUnservable or PlanStepped or CallbackRequested or ContactClosed => state == ContactState.Queued,
        ContactUnparked => state == ContactState.Queued,
        ContactOffered => state is ContactState.Queued or ContactState.Offered,
        OfferAccepted or OfferDeclined or OfferTimedOut => state == ContactState.Offered,
        OfferRevoked => state is ContactState.Offered or ContactState.Connected,
        ContactConnected => state == ContactState.Offered,
        WrapUpStarted or CallbackFailed or ContactReleased or ContactParked => state == ContactState.Connected,
        WrapUpDueChanged => state == ContactState.WrapUp,
        OfferDueChanged => state == ContactState.Offered,
        ContactPriorityChanged or ContactRequirementsChanged or ContactAttributesChanged =>
            state is ContactState.Queued or ContactState.Offered,
        ContactTransferred => state is ContactState.Queued or ContactState.Offered or ContactState.Connected,
        _ => true,
    };

    private static string? Contradiction(ContactDocument contact)
    {
        var pending = contact.Offers.Any(offer => offer.State == OfferState.Pending);
        var connected = contact.State is ContactState.Connected or ContactState.WrapUp;
        if (pending != (contact.State == ContactState.Offered)) return pending ? "an offer is pending" : "no offer is pending";
        if (connected && contact is not { Agent: not null, ConnectedAt: not null }) return "it has no agent";
        if (connected && !contact.Offers.Any(offer => offer.State == OfferState.Accepted)) return "no offer was accepted";
        if (!connected && contact is { State: not ContactState.Closed, Agent: not null }) return "it has an agent";
        if (contact.HeldSince is not null && contact.State != ContactState.Connected) return "it is on hold";
        if ((contact.WrapUpDue is not null) != (contact.State == ContactState.WrapUp)) return "its wrap-up disagrees";
        if (contact.Parked is not null && contact.State != ContactState.Queued) return "it is parked";
        if (contact.Release is not null && contact.State != ContactState.Connected) return "it is to leave an agent";
        var closed = contact is { ClosedAt: not null, Reason: not null };
        return closed == (contact.State == ContactState.Closed) ? null : "its closing time disagrees";
    }

    private static string Name(ContactEvent contactEvent) => $"{contactEvent.GetType().Name} (event {contactEvent.Sequence})";
}

/// <summary>A contact is connected by one accepted offer, to one agent, and no other agent gets a reply that says so.</summary>
internal sealed class ConnectedOnce : Checker
{
    public override string Rule => "No contact is connected twice.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactConnected connected) return null;
        if (!state.Contacts.TryGetValue(connected.Contact, out var contact)) return null;
        if (contact is { State: ContactState.Connected or ContactState.WrapUp, Agent: { } other })
            return $"The contact {contact.Id} is connected to {connected.Agent}, but {other} has it.";
        return contact.Offers.Exists(offer => offer.Id == connected.Offer && offer.Agent == connected.Agent && offer.Accepted)
            ? null
            : $"The contact {contact.Id} is connected to {connected.Agent} without an offer that this agent accepted.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            if (contact.State is not (ContactState.Connected or ContactState.WrapUp)) continue;
            var by = contact.Offers.LastOrDefault(offer => offer.State == OfferState.Accepted)?.Agent;
            if (contact.Agent != by)
                return $"The contact {contact.Id} is connected to {contact.Agent}, but {by} accepted it.";
        }

        return null;
    }

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed is not { Request: AcceptOffer accept, Reply: ContactReply { Contact: var replied } }) return null;
        var taken = replied.Offers.FirstOrDefault(offer => offer.Id == accept.Offer);
        if (taken is not { State: OfferState.Accepted })
            return $"A reply to {accept.By?.Value ?? "an agent"} gives it the contact {replied.Id} by the offer {accept.Offer}, "
                + "which was not accepted.";
        return replied.Agent == taken.Agent
            ? null
            : $"A reply gives {taken.Agent} the contact {replied.Id}, which is connected to {replied.Agent}.";
    }
}

/// <summary>An offer ends with its contact, and with its agent's logout.</summary>
internal sealed class NoDanglingOffer : Checker
{
    public override string Rule => "No offer is pending for a contact or an agent that is gone.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        switch (centerEvent)
        {
            case ContactClosed closed when state.Contacts.TryGetValue(closed.Contact, out var contact):
                var alive = contact.Handover ?? contact.Offers.Find(offer => !offer.Accepted);
                return alive is null ? null : $"The contact {contact.Id} closes while its offer {alive.Id} is pending.";
            case AgentChanged { Agent: { } id, Profile: null } when state.Agents.TryGetValue(id, out var agent):
                if (agent.WrapUps is [var wrapUp, ..]) return $"The agent {id} is removed in the wrap-up of {wrapUp.Contact}.";
                return agent.Assignments is [] ? null : $"The agent {id} is removed with {agent.Assignments[0].Contact.Id}.";
            default:
                return null;
        }
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            foreach (var offer in contact.Offers.Append(contact.Handover).OfType<OfferDocument>()
                .Where(offer => offer.State == OfferState.Pending))
            {
                if (contact.State == ContactState.Closed) return $"The contact {contact.Id} is closed with {offer.Id} pending.";
                if (!database.Agents.TryGetValue(offer.Agent, out var agent))
                    return $"The offer {offer.Id} is pending for {offer.Agent}, who does not exist.";
                if (agent.Document.Presence == Presence.Offline)
                    return $"The offer {offer.Id} is pending for {offer.Agent}, who is offline.";
            }
        }

        // An agent that logs out without an end of its offers changes no contact's document.
        foreach (var agent in commit.Changes.Agents.Where(agent => agent.Presence == Presence.Offline))
        {
            if (state.Agents.GetValueOrDefault(agent.Id)?.Assignments.Find(one => !one.Offer.Accepted) is { Offer: { } offer })
                return $"The agent {agent.Id} is offline while its offer {offer.Id} is pending.";
        }

        return null;
    }
}
