using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What events about offers come to.</summary>
internal sealed partial class ProjectedState
{
    private void ApplyOffer(ProjectedContact contact, ContactEvent about)
    {
        switch (about)
        {
            case ContactOffered offered:
                Offer(contact, offered);
                break;
            case OfferAccepted accepted:
                Accept(contact, accepted);
                break;
            case OfferRevoked revoked:
                EndOffer(contact, revoked);
                break;
            case OfferEvent ended:
                EndOffer(contact, ended);
                AddCooldown(contact, ended.Agent, contact.Queue, ended.At);
                break;
            case ContactConnected connected:
                (contact.State, contact.Agent, contact.ToldUnservable) = (ContactState.Connected, connected.Agent, false);
                break;
        }
    }

    private void Offer(ProjectedContact contact, ContactOffered offered)
    {
        (contact.State, contact.WasOffered) = (ContactState.Offered, true);
        if (offered.Agent is not { } id) return;
        OffersMade.Add((offered.Offer, contact.Id, id));
        if (!Agents.TryGetValue(id, out var agent)) return;
        var offer = new ProjectedOffer(offered.Offer, id, CostOf(agent, contact.Channel).Cost, offered.Due);
        contact.Offers.Add(offer);
        agent.Assignments.Add((contact, offer));
        agent.LastOffer = offered.Sequence;
    }

    private void Accept(ProjectedContact contact, OfferAccepted accepted)
    {
        var index = contact.Offers.FindIndex(offer => offer.Id == accepted.Offer);
        if (index < 0 || !Agents.TryGetValue(contact.Offers[index].Agent, out var agent)) return;
        var taken = contact.Offers[index] with { Accepted = true };
        contact.Offers[index] = taken;
        agent.Assignments[agent.Assignments.FindIndex(one => one.Offer.Id == taken.Id)] = (contact, taken);
        var today = this.DayOf(accepted.At);
        agent.Accepted = (today, agent.Accepted.Day == today ? agent.Accepted.Contacts + 1 : 1);
        Refresh(agent, accepted.At);
    }

    private void EndOffer(ProjectedContact contact, OfferEvent ended)
    {
        if (contact.Offers.Find(offer => offer.Id == ended.Offer) is { } offer) Release(contact, offer);
        if (contact.State == ContactState.Offered && contact.Offers.Count == 0) contact.State = ContactState.Queued;
    }

    private void Release(ProjectedContact contact, ProjectedOffer offer)
    {
        contact.Offers.Remove(offer);
        if (Agents.TryGetValue(offer.Agent, out var agent)) agent.Assignments.RemoveAll(one => one.Offer.Id == offer.Id);
    }

    /// <summary>Lets a contact not be offered to an agent for a while: as long as the queue says that it was in.</summary>
    private void AddCooldown(ProjectedContact contact, AgentId? agent, QueueId queue, Timestamp at)
    {
        var length = QueueOf(queue).RetryCooldown;
        if (agent is not { } id || length == TimeSpan.Zero) return;
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == id);
        contact.Cooldowns.Add(new Cooldown(id, at + length));
    }
}
