namespace Acd.Core.Tests;

/// <summary>The model's events, one method for each type.</summary>
public sealed partial class ReferenceModel
{
    private void EmitQueued(ModelContact contact, ContactId? resumes) => Emit(contact, new ContactQueued
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

    private void EmitUnservable(ModelContact contact) => Emit(contact, new ContactUnservable());

    private void EmitHeld(ModelContact contact) => Emit(contact, new ContactHeld { Agent = contact.Agent });

    private void EmitResumed(ModelContact contact, TimeSpan hold) =>
        Emit(contact, new ContactResumed { Agent = contact.Agent, Hold = hold });

    private void EmitPriorityChanged(ModelContact contact) =>
        Emit(contact, new ContactPriorityChanged { Priority = contact.Priority, Rank = contact.Rank });

    private void EmitWrapUpStarted(ModelContact contact) => Emit(contact, new WrapUpStarted
    {
        Agent = contact.Agent,
        Talk = contact.TalkUntil(_now),
        Due = contact.WrapUpDue!.Value,
        EndedBy = contact.EndedBy,
    });

    private void EmitClosed(ModelContact contact)
    {
        // Times with an agent count only if the contact closes from there; a transfer has its own event.
        var served = contact.ConnectedAt is not null;
        Emit(contact, new ContactClosed
        {
            Agent = served ? contact.Agent : null,
            Reason = contact.Reason!.Value,
            RejectedFor = contact.RejectedFor,
            Wait = (contact.ConnectedAt ?? _now) - contact.WaitingSince,
            Talk = contact.TalkUntil(_now),
            Hold = contact.HoldUntil(_now),
            WrapUp = contact.TalkEndedAt is { } ended ? _now - ended : TimeSpan.Zero,
            EndedBy = contact.EndedBy,
            Disposition = contact.Disposition,
            Note = contact.Note,
        });
    }

    private void EmitPresenceChanged(ModelAgent agent, bool forced) => Emit(new AgentPresenceChanged
    {
        Agent = agent.Id,
        Presence = agent.Presence,
        Reason = agent.Reason,
        Forced = forced,
    });

    private void EmitAgentChanged(AgentId agent, AgentProfile? profile) =>
        Emit(new AgentChanged { Agent = agent, Profile = profile });

    private void Emit(ModelContact contact, ContactEvent centerEvent) => Emit(centerEvent with
    {
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
    });

    private void Emit(CenterEvent centerEvent) => Events.Add(centerEvent with { Sequence = ++_sequence, At = _now });
}

/// <summary>The events of contacts in line.</summary>
public sealed partial class ReferenceModel
{
    private void EmitTransferred(
        ModelContact contact, LeftConnection? left, (QueueId Queue, GateId? Gate)? from = null) =>
        Emit(contact, new ContactTransferred
        {
            Agent = left?.Agent.Id,
            Requirements = contact.Requirements,
            FromQueue = from?.Queue,
            FromGate = from?.Gate,
            PreferredAgent = contact.PreferredAgent,
            Rank = contact.Rank,
            Talk = left?.Talk ?? TimeSpan.Zero,
            Hold = left?.Hold ?? TimeSpan.Zero,
        });

    private void EmitPlanStepped(
        ModelContact contact, StepCause cause, TimeSpan? after,
        (QueueId Queue, GateId? Gate)? from = null, bool skipped = false) =>
        Emit(contact, new PlanStepped
        {
            Cause = cause,
            After = after,
            Skipped = skipped,
            FromQueue = from?.Queue,
            FromGate = from?.Gate,
            Requirements = contact.Requirements,
            Priority = contact.Priority,
            Rank = contact.Rank,
        });

    private void EmitRequirementsChanged(ModelContact contact) =>
        Emit(contact, new ContactRequirementsChanged { Requirements = contact.Requirements });

    private void EmitCallbackRequested(ModelContact contact) => Emit(contact, new CallbackRequested
    {
        Number = contact.Callback!.Number,
        Expires = contact.Callback.Expires,
    });

    private void EmitCallbackFailed(ModelContact contact, LeftConnection left) => Emit(contact, new CallbackFailed
    {
        Agent = left.Agent.Id,
        Attempts = contact.Callback!.Attempts,
        NotBefore = contact.Callback.NotBefore,
        Talk = left.Talk,
        Hold = left.Hold,
    });
}

/// <summary>The events of offers.</summary>
public sealed partial class ReferenceModel
{
    private void EmitOffered(ModelContact contact, ModelOffer offer, bool picked, AgentId? from = null) =>
        Emit(contact, new ContactOffered
        {
            Agent = offer.Agent,
            Offer = offer.Id,
            Due = offer.Due,
            Whisper = GateOf(contact)?.Whisper,
            Callback = contact.Callback?.Number,
            Assigned = offer.Assigned,
            Picked = picked,
            From = from,
            Address = Agent(offer.Agent).Profile.Address,
            CallerId = contact.CallerId,
            Caller = contact.Caller,
            Requirements = contact.Requirements.Count == 0 ? null : contact.Requirements,
            Attributes = contact.Attributes,
        });

    private void EmitAccepted(ModelContact contact, ModelOffer offer) =>
        Emit(contact, new OfferAccepted { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void EmitDeclined(ModelContact contact, ModelOffer offer) =>
        Emit(contact, new OfferDeclined { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At, Cause = offer.Cause });

    private void EmitTimedOut(ModelContact contact, ModelOffer offer) =>
        Emit(contact, new OfferTimedOut { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void EmitRevoked(ModelContact contact, ModelOffer offer) =>
        Emit(contact, new OfferRevoked { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void EmitConnected(ModelContact contact, ModelOffer offer, AgentId? from) => Emit(contact, new ContactConnected
    {
        Agent = offer.Agent,
        Offer = offer.Id,
        Wait = _now - contact.WaitingSince,
        Ring = _now - offer.At,
        From = from,
    });
}
