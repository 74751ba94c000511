namespace Acd.Core;

/// <summary>The steps by which a contact ends.</summary>
internal sealed class CloseTransitions(EngineState center)
{
    public void Close(Contact contact, CloseReason reason)
    {
        center.StopWaiting(contact);
        center.Plans.Disarm(contact);
        contact.State = ContactState.Closed;
        contact.Reason = reason;
        contact.ClosedAt = center.Now;
        center.UpdatePlacesTaken(contact);
        center.Deadlines.Disarm(contact.WrapUpEnd);
        center.Deadlines.Disarm(contact.CooldownEnd);
        center.Emitter.ContactClosed(contact);
        contact.WrapUpEnd = null;
        contact.Cooldowns = null;
        contact.HeldSince = null;
        center.ContactsInCooldown.Remove(contact);
        center.Contacts.Remove(contact.Id);
        center.Closed.Add(new ClosedContact(contact.Id, center.Now, reason));
        center.MatchIndex.ReleaseLine(contact.Line);
    }

    /// <summary>Closes a contact whose talk, and wrap-up, is over.</summary>
    public void Finish(Contact contact)
    {
        contact.TalkEndedAt ??= center.Now;
        contact.Held = contact.HoldAt(contact.TalkEndedAt.Value);
        contact.HeldSince = null;
        var agent = center.OfferTransitions.DetachFromAgent(contact);
        Close(contact, CloseReason.Completed);
        center.PresenceTransitions.DrainIfDone(agent);
    }

    /// <summary>Takes a connected contact from its agent. The contact keeps nothing of it.</summary>
    /// <returns>The agent, how long they were connected, and how much of that was on hold.</returns>
    public (Agent Agent, TimeSpan Talk, TimeSpan Hold) Disconnect(Contact contact)
    {
        var (talk, hold) = (contact.TalkAt(center.Now), contact.HoldAt(center.Now));
        var agent = center.OfferTransitions.DetachFromAgent(contact);
        (contact.AgentId, contact.ConnectedAt) = (null, null);
        (contact.HeldSince, contact.Held) = (null, TimeSpan.Zero);
        return (agent, talk, hold);
    }
}
