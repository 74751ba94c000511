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

    /// <summary>Closes a contact that no agent has. A caller who gave up may return to the place.</summary>
    public void Abandon(Contact contact, CloseReason reason)
    {
        state.OfferTransitions.RevokeAll(contact);
        if (reason == CloseReason.Abandoned) state.AbandonedPlaces.Remember(contact);
        Close(contact, reason);
    }

    /// <summary>Ends a talk: the wrap-up starts, or the contact closes if its queue has none.</summary>
    public void EndTalk(Contact contact)
    {
        state.Handovers.Cancel(contact);
        var wrapUp = state.SettingsOf(contact).WrapUp;
        if (wrapUp == TimeSpan.Zero)
        {
            Finish(contact);
            return;
        }

        contact.Held = contact.HoldAt(state.Now);
        contact.HeldSince = null;
        state.Releases.Cancel(contact);
        contact.State = ContactState.WrapUp;
        contact.TalkEndedAt = state.Now;
        contact.WrapUpEnd = state.Deadlines.Arm(DeadlineKind.WrapUpEnd, state.Now + wrapUp, contact.Sequence, contact);
        state.Emitter.WrapUpStarted(contact);
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
        state.Handovers.Cancel(contact);
        var (talk, hold) = (contact.TalkAt(state.Now), contact.HoldAt(state.Now));
        var agent = state.OfferTransitions.DetachFromAgent(contact, end);
        (contact.AgentId, contact.ConnectedAt) = (null, null);
        (contact.HeldSince, contact.Held) = (null, TimeSpan.Zero);
        return (agent, talk, hold);
    }
}
