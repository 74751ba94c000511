using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>An offer ends with its contact, and with its agent's presence.</summary>
internal sealed class NoDanglingOffer : Checker
{
    public override string Rule => "No offer is alive for a contact or an agent that is gone.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        switch (happened)
        {
            case ContactClosed closed when center.Contacts.TryGetValue(closed.Contact, out var contact):
                var alive = contact.Offers.Find(offer => !offer.Accepted);
                return alive is null ? null : $"The contact {contact.Id} closes while its offer {alive.Id} is pending.";
            case AgentChanged { Agent: { } id, Profile: null } when center.Agents.TryGetValue(id, out var agent):
                return agent.Assignments is [] ? null : $"The agent {id} is removed while it has {agent.Assignments[0].Contact.Id}.";
            default:
                return null;
        }
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            foreach (var offer in contact.Offers.Where(offer => offer.State == OfferState.Pending))
            {
                if (contact.State == ContactState.Closed) return $"The contact {contact.Id} is closed with {offer.Id} pending.";
                if (!database.Agents.TryGetValue(offer.Agent, out var agent))
                    return $"The offer {offer.Id} is held out to {offer.Agent}, who does not exist.";
                if (agent.Document.Presence == Presence.Offline)
                    return $"The offer {offer.Id} is held out to {offer.Agent}, who is offline.";
            }
        }

        // An agent that left without a word about its offers is no change of a contact's document.
        foreach (var agent in commit.Changes.Agents.Where(agent => agent.Presence == Presence.Offline))
        {
            if (center.Agents.GetValueOrDefault(agent.Id)?.Assignments.Find(one => !one.Offer.Accepted) is { Offer: { } offer })
                return $"The agent {agent.Id} is offline while its offer {offer.Id} is pending.";
        }

        return null;
    }
}
