namespace Acd.Core;

/// <summary>The transitions that end a contact.</summary>
internal sealed class CloseTransitions(EngineState state)
{
    /// <param name="contact">The contact.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="rejectedFor">The limit for which its queue rejects it, if any.</param>
    public void Close(Contact contact, CloseReason reason, RejectCause? rejectedFor = null)
    {
        state.StopWaiting(contact);
        state.RoomKeeping.Forget(contact);
        state.Staffing.Forget(contact);
        state.Plans.Disarm(contact);
        state.Parks.Forget(contact);
        contact.State = ContactState.Closed;
        contact.Reason = reason;
        contact.RejectedFor = rejectedFor;
        contact.ClosedAt = state.Now;
        state.UpdatePlacesTaken(contact);
        state.Deadlines.Disarm(contact.WrapUpEnd);
        state.Deadlines.Disarm(contact.CooldownEnd);
        state.OfferPauses.Clear(contact);
        state.Emitter.ContactClosed(contact);
        contact.WrapUpEnd = null;
        contact.Cooldowns = null;
        contact.HeldSince = null;
        state.ContactsInCooldown.Remove(contact);
        state.Contacts.Remove(contact.Id);
        state.Closed.Add(new ClosedContact(contact.Id, state.Now, reason));
        state.MatchIndex.ReleaseLine(contact.Line);
    }

    /// <summary>Closes a contact whose talk and wrap-up are over.</summary>
    public void Finish(Contact contact)
    {
        contact.TalkEndedAt ??= state.Now;
        contact.Held = contact.HoldAt(contact.TalkEndedAt.Value);
        contact.HeldSince = null;
        var agent = state.OfferTransitions.DetachFromAgent(contact, ConnectionEnd.Completed);
        Close(contact, CloseReason.Completed);
        state.PresenceTransitions.DrainIfDone(agent);
    }

    /// <summary>Removes a connected contact from its agent, and clears the connection in the contact.</summary>
    /// <returns>The agent, the connected time and the part of it on hold.</returns>
    public (Agent Agent, TimeSpan Talk, TimeSpan Hold) Disconnect(Contact contact, ConnectionEnd end)
    {
        var (talk, hold) = (contact.TalkAt(state.Now), contact.HoldAt(state.Now));
        var agent = state.OfferTransitions.DetachFromAgent(contact, end);
        (contact.AgentId, contact.ConnectedAt) = (null, null);
        (contact.HeldSince, contact.Held) = (null, TimeSpan.Zero);
        return (agent, talk, hold);
    }
}
