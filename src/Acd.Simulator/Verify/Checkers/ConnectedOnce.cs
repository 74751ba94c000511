using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A contact is connected by one offer, to one agent, and nobody else is told that it has it.</summary>
internal sealed class ConnectedOnce : Checker
{
    public override string Rule => "No contact is connected twice.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened is not ContactConnected connected) return null;
        if (!center.Contacts.TryGetValue(connected.Contact, out var contact)) return null;
        if (contact is { State: ContactState.Connected or ContactState.WrapUp, Agent: { } other })
            return $"The contact {contact.Id} is connected to {connected.Agent}, but {other} has it.";
        return contact.Offers.Exists(offer => offer.Id == connected.Offer && offer.Agent == connected.Agent && offer.Accepted)
            ? null
            : $"The contact {contact.Id} is connected to {connected.Agent} without an offer that this agent took.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            if (contact.State is not (ContactState.Connected or ContactState.WrapUp)) continue;
            var by = contact.Offers.LastOrDefault(offer => offer.State == OfferState.Accepted)?.Agent;
            if (contact.Agent != by)
                return $"The contact {contact.Id} is connected to {contact.Agent}, but it was {by} who took it.";
        }

        return null;
    }

    public override string? OnReply(RevealedReply answer, ProjectedState center, SimulatedDatabase database)
    {
        if (answer is not { Request: AcceptOffer accept, Reply: ContactReply { Contact: var told } }) return null;
        var taken = told.Offers.FirstOrDefault(offer => offer.Id == accept.Offer);
        if (taken is not { State: OfferState.Accepted })
            return $"{accept.By?.Value ?? "An agent"} was told that it has the contact {told.Id} by the offer {accept.Offer}, "
                + "which was not accepted.";
        return told.Agent == taken.Agent ? null : $"{taken.Agent} was told that it has the contact {told.Id} of {told.Agent}.";
    }
}
