using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What events about contacts and their offers come to.</summary>
internal sealed partial class CenterMirror
{
    private void Apply(ContactEvent about)
    {
        if (about is ContactQueued queued)
        {
            Contacts[about.Contact] = new MirrorContact(queued);
            Closed.Remove(about.Contact);
        }

        if (!Contacts.TryGetValue(about.Contact, out var contact)) return;
        contact.Events = about.ContactSequence;
        contact.Queue = about.Queue;
        switch (about)
        {
            case ContactUnservable:
                contact.ToldUnservable = true;
                break;
            case ContactOffered offered:
                Offer(contact, offered);
                break;
            case OfferAccepted accepted:
                Accept(contact, accepted);
                break;
            case OfferDeclined or OfferTimedOut:
                EndOffer(contact, (OfferEvent)about);
                Cool(contact, about.Agent, about.At);
                break;
            case OfferRevoked revoked:
                EndOffer(contact, revoked);
                break;
            case ContactConnected connected:
                contact.State = ContactState.Connected;
                contact.Agent = connected.Agent;
                contact.ToldUnservable = false;
                break;
            case ContactTransferred transferred:
                Transfer(contact, transferred);
                break;
            case ContactPriorityChanged changed:
                (contact.Priority, contact.Rank) = (changed.Priority, changed.Rank);
                break;
            case WrapUpStarted:
                contact.State = ContactState.WrapUp;
                break;
            case ContactClosed closed:
                Close(contact, closed);
                break;
        }
    }

    private void Offer(MirrorContact contact, ContactOffered offered)
    {
        contact.State = ContactState.Offered;
        if (offered.Agent is not { } id) return;
        OffersMade.Add((offered.Offer, contact.Id, id));
        if (!Agents.TryGetValue(id, out var agent)) return;
        var offer = new MirrorOffer(offered.Offer, id, CostOf(agent, contact.Channel).Cost);
        contact.Offers.Add(offer);
        agent.Has.Add((contact, offer));
    }

    private void Accept(MirrorContact contact, OfferAccepted accepted)
    {
        var index = contact.Offers.FindIndex(offer => offer.Id == accepted.Offer);
        if (index < 0 || !Agents.TryGetValue(contact.Offers[index].Agent, out var agent)) return;
        var taken = contact.Offers[index] with { Accepted = true };
        contact.Offers[index] = taken;
        agent.Has[agent.Has.FindIndex(one => one.Offer.Id == taken.Id)] = (contact, taken);
        Refresh(agent, accepted.At);
    }

    private void EndOffer(MirrorContact contact, OfferEvent ended)
    {
        if (contact.Offers.Find(offer => offer.Id == ended.Offer) is { } offer) Release(contact, offer);
        if (contact.State == ContactState.Offered && contact.Offers.Count == 0) contact.State = ContactState.Queued;
    }

    private void Transfer(MirrorContact contact, ContactTransferred transferred)
    {
        if (transferred.Agent is { } left)
        {
            LeaveAgent(contact, transferred.At);
            Cool(contact, left, transferred.At);
        }

        contact.Requirements = transferred.Requirements;
        contact.State = ContactState.Queued;
        contact.Agent = null;
        contact.ToldUnservable = false;
    }

    private void Close(MirrorContact contact, ContactClosed closed)
    {
        LeaveAgent(contact, closed.At);
        contact.State = ContactState.Closed;
        Contacts.Remove(contact.Id);
        Closed[contact.Id] = new ClosedContact(contact.Id, closed.At, closed.Reason);
    }

    /// <summary>Takes a contact from the agent it is connected to, or in wrap-up with.</summary>
    private void LeaveAgent(MirrorContact contact, Timestamp at)
    {
        foreach (var offer in contact.Offers.FindAll(offer => offer.Accepted))
        {
            if (Agents.TryGetValue(offer.Agent, out var agent)) Refresh(agent, at);
            Release(contact, offer);
        }
    }

    private void Release(MirrorContact contact, MirrorOffer offer)
    {
        contact.Offers.Remove(offer);
        if (Agents.TryGetValue(offer.Agent, out var agent)) agent.Has.RemoveAll(one => one.Offer.Id == offer.Id);
    }

    private void Cool(MirrorContact contact, AgentId? agent, Timestamp at)
    {
        var length = QueueOf(contact).RetryCooldown;
        if (agent is not { } id || length == TimeSpan.Zero) return;
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == id);
        contact.Cooldowns.Add(new Cooldown(id, at + length));
    }
}
