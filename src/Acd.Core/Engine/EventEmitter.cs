namespace Acd.Core;

/// <summary>
/// Tells what happens: one method for each event, so that rules say what happened and not how events are numbered. Number,
/// time and whereabouts are put on every event in one place.
/// </summary>
internal sealed class EventEmitter(EngineState center)
{
    /// <param name="contact">The contact, whose sequence is the event's.</param>
    /// <param name="resumes">The contact whose place it has again, if it has one.</param>
    public void ContactQueued(Contact contact, ContactId? resumes) => Emit(contact, contact.Sequence, new ContactQueued
    {
        Requirements = contact.Requirements,
        Priority = contact.Priority,
        Rank = contact.Rank,
        CallerId = contact.CallerId,
        Resumes = resumes,
        PreferredAgent = contact.PreferredAgent,
    });

    public void ContactUnservable(Contact contact) => Emit(contact, new ContactUnservable());

    /// <summary>Tells of an offer, which is named after the event.</summary>
    public void ContactOffered(Offer offer) => Emit(offer.Contact, offer.Number, new ContactOffered
    {
        Agent = offer.Agent.Id,
        Offer = offer.Id,
        Due = offer.Document.Due,
        Whisper = center.GateOf(offer.Contact)?.Whisper,
        Callback = offer.Contact.Callback?.Number,
        Assigned = offer.Document.Assigned,
    });

    public void OfferEnded(Offer offer)
    {
        var (id, agent, ring) = (offer.Id, offer.Agent.Id, center.Now - offer.Document.At);
        Emit(offer.Contact, offer.State switch
        {
            OfferState.Accepted => new OfferAccepted { Agent = agent, Offer = id, Ring = ring },
            OfferState.Declined => new OfferDeclined { Agent = agent, Offer = id, Ring = ring },
            OfferState.TimedOut => new OfferTimedOut { Agent = agent, Offer = id, Ring = ring },
            OfferState.Revoked => new OfferRevoked { Agent = agent, Offer = id, Ring = ring },
            _ => throw new InvalidOperationException($"The offer {id} has not ended."),
        });
    }

    public void ContactConnected(Offer offer) => Emit(offer.Contact, new ContactConnected
    {
        Agent = offer.Agent.Id,
        Offer = offer.Id,
        Wait = center.Now - offer.Contact.WaitingSince,
        Ring = center.Now - offer.Document.At,
    });

    public void ContactHeld(Contact contact) => Emit(contact, new ContactHeld { Agent = contact.AgentId });

    public void ContactResumed(Contact contact, TimeSpan hold) =>
        Emit(contact, new ContactResumed { Agent = contact.AgentId, Hold = hold });

    /// <param name="contact">The contact, with its new needs.</param>
    /// <param name="from">The agent it left, if it was connected.</param>
    /// <param name="fromQueue">The queue it was in.</param>
    /// <param name="fromGate">The gate by which it had come there.</param>
    /// <param name="talk">How long it was connected.</param>
    /// <param name="hold">How much of that it was on hold.</param>
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

    public void ContactPriorityChanged(Contact contact) =>
        Emit(contact, new ContactPriorityChanged { Priority = contact.Priority, Rank = contact.Rank });

    public void ContactRequirementsChanged(Contact contact) =>
        Emit(contact, new ContactRequirementsChanged { Requirements = contact.Requirements });

    /// <param name="contact">The contact as it is after the action.</param>
    /// <param name="cause">Why it was taken.</param>
    /// <param name="after">The time of the step, if it is one of a plan.</param>
    /// <param name="fromQueue">The queue it was in, if it was moved.</param>
    /// <param name="fromGate">The gate by which it had come there, if it was moved.</param>
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

    /// <summary>Tells of a step of a plan that was passed over.</summary>
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

    /// <param name="contact">The contact, with the attempt counted.</param>
    /// <param name="agent">The agent who tried.</param>
    /// <param name="talk">How long they were connected.</param>
    /// <param name="hold">How much of that it was on hold.</param>
    public void CallbackFailed(Contact contact, Agent agent, TimeSpan talk, TimeSpan hold) => Emit(contact, new CallbackFailed
    {
        Agent = agent.Id,
        Attempts = contact.Callback!.Attempts,
        NotBefore = contact.Callback.NotBefore,
        Talk = talk,
        Hold = hold,
    });

    public void WrapUpStarted(Contact contact) => Emit(contact, new WrapUpStarted
    {
        Agent = contact.AgentId,
        Talk = contact.TalkAt(center.Now),
        Due = contact.WrapUpEnd!.Due,
    });

    public void ContactClosed(Contact contact) => Emit(contact, new ContactClosed
    {
        Agent = contact.AgentId,
        Reason = contact.Reason!.Value,
        Wait = (contact.ConnectedAt ?? center.Now) - contact.WaitingSince,
        Talk = contact.TalkAt(center.Now),
        Hold = contact.HoldAt(center.Now),
        WrapUp = contact.TalkEndedAt is { } ended ? center.Now - ended : TimeSpan.Zero,
    });

    /// <param name="agent">The agent.</param>
    /// <param name="forced">Whether somebody else said it for the agent.</param>
    public void AgentPresenceChanged(Agent agent, bool forced) => Emit(new AgentPresenceChanged
    {
        Agent = agent.Id,
        Presence = agent.Presence,
        Reason = agent.Reason,
        Forced = forced,
    });

    /// <param name="agent">The agent.</param>
    /// <param name="sequence">The event's sequence number, where it has one already.</param>
    /// <param name="isGone">Whether it was removed.</param>
    public void AgentChanged(Agent agent, long? sequence = null, bool isGone = false) =>
        Emit(new AgentChanged { Agent = agent.Id, Profile = isGone ? null : agent.Profile }, sequence);

    public void SettingsChanged() => Emit(new SettingsChanged { Settings = center.Settings });

    private void Emit(CenterEvent happened, long? sequence = null)
    {
        happened.Stamp(sequence ?? center.Tracker.NextSequence(), center.Now);
        center.Tracker.AddEvent(happened);
    }

    private void Emit(Contact contact, ContactEvent happened) => Emit(contact, center.Tracker.NextSequence(), happened);

    private void Emit(Contact contact, long sequence, ContactEvent happened)
    {
        happened.Stamp(contact);
        Emit(happened, sequence);
        center.Tracker.Changed(contact);
    }
}
