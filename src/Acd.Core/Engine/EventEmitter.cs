namespace Acd.Core;

/// <summary>
/// Emits events, with one method for each event type. It stamps the sequence number, the time and the contact's fields on every
/// event in one place.
/// </summary>
internal sealed class EventEmitter(EngineState state)
{
    /// <param name="contact">The contact. Its sequence is also the event's sequence.</param>
    /// <param name="resumes">The abandoned contact whose place this contact takes over, if any.</param>
    public void ContactQueued(Contact contact, ContactId? resumes) => Emit(contact, contact.Sequence, new ContactQueued
    {
        Requirements = contact.Requirements,
        Priority = contact.Priority,
        Rank = contact.Rank,
        CallerId = contact.CallerId,
        Caller = contact.Caller,
        Resumes = resumes,
        PreferredAgent = contact.PreferredAgent,
        Round = contact.Round,
    });

    public void ContactUnservable(Contact contact) => Emit(contact, new ContactUnservable());

    /// <summary>Emits an offer. The event's sequence number is also the offer's number.</summary>
    public void ContactOffered(Offer offer) => Emit(offer.Contact, offer.Number, new ContactOffered
    {
        Agent = offer.Agent.Id,
        Offer = offer.Id,
        Due = offer.Document.Due,
        Whisper = state.GateOf(offer.Contact)?.Whisper,
        Callback = offer.Contact.Callback?.Number,
        Assigned = offer.Document.Assigned,
        Picked = offer.IsPicked,
        From = offer.IsHandover ? offer.Contact.AgentId : null,
        Address = offer.Agent.Profile.Address,
        CallerId = offer.Contact.CallerId,
        Caller = offer.Contact.Caller,
        Requirements = offer.Contact.Requirements is { Count: > 0 } required ? required : null,
        Attributes = offer.Contact.Attributes,
    });

    public void OfferEnded(Offer offer)
    {
        var (id, agent, ring) = (offer.Id, offer.Agent.Id, state.Now - offer.Document.At);
        Emit(offer.Contact, offer.State switch
        {
            OfferState.Accepted => new OfferAccepted { Agent = agent, Offer = id, Ring = ring },
            OfferState.Declined => new OfferDeclined { Agent = agent, Offer = id, Ring = ring, Cause = offer.Document.Cause },
            OfferState.TimedOut => new OfferTimedOut { Agent = agent, Offer = id, Ring = ring },
            OfferState.Revoked => new OfferRevoked { Agent = agent, Offer = id, Ring = ring },
            _ => throw new InvalidOperationException($"The offer {id} has not ended."),
        });
    }

    public void OfferDueChanged(Offer offer) => Emit(offer.Contact, new OfferDueChanged
    {
        Agent = offer.Agent.Id,
        Offer = offer.Id,
        Due = offer.Document.Due,
    });

    public void WrapUpDueChanged(Contact contact) =>
        Emit(contact, new WrapUpDueChanged { Agent = contact.AgentId, Due = contact.WrapUpEnd!.Due });

    /// <param name="offer">The accepted offer.</param>
    /// <param name="from">The agent that handed the contact over, if one did.</param>
    public void ContactConnected(Offer offer, Agent? from) => Emit(offer.Contact, new ContactConnected
    {
        Agent = offer.Agent.Id,
        Offer = offer.Id,
        Wait = state.Now - offer.Contact.WaitingSince,
        Ring = state.Now - offer.Document.At,
        From = from?.Id,
    });

    public void ContactHeld(Contact contact) => Emit(contact, new ContactHeld { Agent = contact.AgentId });

    public void ContactResumed(Contact contact, TimeSpan hold) =>
        Emit(contact, new ContactResumed { Agent = contact.AgentId, Hold = hold });

    /// <param name="contact">The contact, with its new requirements.</param>
    /// <param name="from">The agent that the contact left, if it was connected.</param>
    /// <param name="fromQueue">The queue that the contact was in.</param>
    /// <param name="fromGate">The gate by which the contact had entered that queue.</param>
    /// <param name="talk">How long the contact was connected.</param>
    /// <param name="hold">The part of that time that was on hold.</param>
    public void ContactTransferred(
        Contact contact, Agent? from, QueueId fromQueue, GateId? fromGate, TimeSpan talk, TimeSpan hold)
    {
        var moved = contact.Queue != fromQueue || contact.Gate != fromGate;
        Emit(contact, new ContactTransferred
        {
            Agent = from?.Id,
            Requirements = contact.Requirements,
            FromQueue = moved ? fromQueue : null,
            FromGate = moved ? fromGate : null,
            PreferredAgent = contact.PreferredAgent,
            Rank = contact.Rank,
            Talk = talk,
            Hold = hold,
        });
    }

    /// <param name="contact">The contact, which has left its sender.</param>
    /// <param name="from">The sender.</param>
    /// <param name="to">The agent that accepts it.</param>
    /// <param name="talk">How long the contact was connected to the sender.</param>
    /// <param name="hold">The part of that time that was on hold.</param>
    public void ContactHandedOver(Contact contact, Agent from, Agent to, TimeSpan talk, TimeSpan hold) =>
        Emit(contact, new ContactTransferred
        {
            Agent = from.Id,
            Requirements = contact.Requirements,
            Rank = contact.Rank,
            Talk = talk,
            Hold = hold,
            To = to.Id,
        });

    public void HandoverFailed(Offer offer, HandoverFailure reason) => Emit(offer.Contact, new HandoverFailed
    {
        Agent = offer.Contact.AgentId,
        Offer = offer.Id,
        To = offer.Agent.Id,
        Reason = reason,
    });

    public void ContactPriorityChanged(Contact contact) =>
        Emit(contact, new ContactPriorityChanged { Priority = contact.Priority, Rank = contact.Rank });

    public void ContactAttributesChanged(Contact contact) => Emit(contact, new ContactAttributesChanged());

    public void ContactRequirementsChanged(Contact contact) =>
        Emit(contact, new ContactRequirementsChanged { Requirements = contact.Requirements });

    /// <param name="contact">The contact after the action.</param>
    /// <param name="cause">The cause of the action.</param>
    /// <param name="after">The waiting time of the plan step, if a plan step caused the action.</param>
    /// <param name="fromQueue">The queue that the contact left, if it moved.</param>
    /// <param name="fromGate">The gate by which the contact had entered that queue, if it moved.</param>
    public void PlanStepped(
        Contact contact, StepCause cause, TimeSpan? after, QueueId? fromQueue = null, GateId? fromGate = null) =>
        Emit(contact, new PlanStepped
        {
            Cause = cause,
            After = after,
            FromQueue = fromQueue,
            FromGate = fromGate,
            Requirements = contact.Requirements,
            Priority = contact.Priority,
            Rank = contact.Rank,
        });

    /// <summary>Emits a plan step that was skipped.</summary>
    public void PlanStepSkipped(Contact contact, TimeSpan after) => Emit(contact, new PlanStepped
    {
        Cause = StepCause.Plan,
        After = after,
        Skipped = true,
        Requirements = contact.Requirements,
        Priority = contact.Priority,
        Rank = contact.Rank,
    });

    public void CallbackRequested(Contact contact) => Emit(contact, new CallbackRequested
    {
        Number = contact.Callback!.Number,
        Expires = contact.Callback.Expires,
    });

    /// <param name="contact">The contact, with the failed attempt already counted.</param>
    /// <param name="agent">The agent of the failed attempt.</param>
    /// <param name="talk">How long the contact was connected.</param>
    /// <param name="hold">The part of that time that was on hold.</param>
    public void CallbackFailed(Contact contact, Agent agent, TimeSpan talk, TimeSpan hold) => Emit(contact, new CallbackFailed
    {
        Agent = agent.Id,
        Attempts = contact.Callback!.Attempts,
        NotBefore = contact.Callback.NotBefore,
        Talk = talk,
        Hold = hold,
    });

    /// <param name="contact">The contact.</param>
    /// <param name="agent">The agent that it leaves.</param>
    /// <param name="action">The action.</param>
    /// <param name="talk">How long the contact was connected, unless it closes.</param>
    /// <param name="hold">The part of that time that was on hold, unless it closes.</param>
    public void ContactReleased(
        Contact contact, AgentId agent, AgentGoneAction action, TimeSpan? talk = null, TimeSpan? hold = null) =>
        Emit(contact, new ContactReleased { Agent = agent, Do = action, Talk = talk, Hold = hold });

    /// <param name="contact">The parked contact.</param>
    /// <param name="talk">How long the contact was connected.</param>
    /// <param name="hold">The part of that time that was on hold.</param>
    public void ContactParked(Contact contact, TimeSpan talk, TimeSpan hold) => Emit(contact, new ContactParked
    {
        Agent = contact.Parked!.Agent,
        Until = contact.Parked.Until,
        Reason = contact.Parked.Reason,
        Talk = talk,
        Hold = hold,
    });

    public void ContactUnparked(Contact contact) =>
        Emit(contact, new ContactUnparked { PreferredAgent = contact.PreferredAgent!.Value });

    public void WrapUpStarted(Contact contact) => Emit(contact, new WrapUpStarted
    {
        Agent = contact.AgentId,
        Talk = contact.TalkAt(state.Now),
        Due = contact.WrapUpEnd!.Due,
        EndedBy = contact.EndedBy,
    });

    public void ContactClosed(Contact contact) => Emit(contact, new ContactClosed
    {
        Agent = contact.AgentId,
        Reason = contact.Reason!.Value,
        RejectedFor = contact.RejectedFor,
        Wait = (contact.ConnectedAt ?? state.Now) - contact.WaitingSince,
        Talk = contact.TalkAt(state.Now),
        Hold = contact.HoldAt(state.Now),
        WrapUp = contact.TalkEndedAt is { } ended ? state.Now - ended : TimeSpan.Zero,
        EndedBy = contact.EndedBy,
        Disposition = contact.Disposition,
        Note = contact.Note,
    });

    /// <param name="agent">The agent.</param>
    /// <param name="forced">Whether a supervisor or the system made the change, not the agent.</param>
    public void AgentPresenceChanged(Agent agent, bool forced) => Emit(new AgentPresenceChanged
    {
        Agent = agent.Id,
        Presence = agent.Presence,
        Reason = agent.Reason,
        Forced = forced,
    });

    /// <param name="agent">The agent.</param>
    /// <param name="sequence">The event's sequence number, if it is already assigned.</param>
    /// <param name="isGone">Whether the agent was removed.</param>
    public void AgentChanged(Agent agent, long? sequence = null, bool isGone = false) =>
        Emit(new AgentChanged { Agent = agent.Id, Profile = isGone ? null : agent.Profile }, sequence);

    public void SettingsChanged(SettingsChanged change) => Emit(change);

    public void CenterReturned(Timestamp awayFrom) => Emit(new CenterReturned { AwayFrom = awayFrom });

    public void AgentWrapUpStarted(AgentWrapUp wrapUp) => Emit(new AgentWrapUpStarted
    {
        Agent = wrapUp.Agent.Id,
        Contact = wrapUp.Document.Contact,
        Offer = wrapUp.Document.Offer,
        Queue = wrapUp.Document.Queue,
        Gate = wrapUp.Document.Gate,
        Channel = wrapUp.Document.Channel,
        Cost = wrapUp.Document.Cost,
        Due = wrapUp.Document.Due,
    });

    public void AgentWrapUpEnded(AgentWrapUp wrapUp) => Emit(new AgentWrapUpEnded
    {
        Agent = wrapUp.Agent.Id,
        Contact = wrapUp.Document.Contact,
        Offer = wrapUp.Document.Offer,
        Queue = wrapUp.Document.Queue,
        Gate = wrapUp.Document.Gate,
        WrapUp = state.Now - wrapUp.Document.Since,
    });

    private void Emit(CenterEvent centerEvent, long? sequence = null)
    {
        centerEvent.Stamp(sequence ?? state.Tracker.NextSequence(), state.Now);
        state.Tracker.AddEvent(centerEvent);
    }

    private void Emit(Contact contact, ContactEvent centerEvent) => Emit(contact, state.Tracker.NextSequence(), centerEvent);

    private void Emit(Contact contact, long sequence, ContactEvent centerEvent)
    {
        centerEvent.Stamp(contact);
        Emit(centerEvent, sequence);
        state.Tracker.Changed(contact);
    }
}
