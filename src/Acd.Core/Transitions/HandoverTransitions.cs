namespace Acd.Core;

/// <summary>
/// Direct hand-overs: a connected contact stays with its agent while it rings at a named one, and moves only on the accept.
/// </summary>
internal sealed class HandoverTransitions(EngineState state)
{
    /// <summary>Lets a connected contact ring at a named agent. A repetition changes nothing.</summary>
    public Refusal? Begin(Contact contact, AgentId to)
    {
        if (!state.Agents.TryGetValue(to, out var agent)) return Refusals.AgentUnknown(to) with { Field = "agent" };
        if (contact.State == ContactState.WrapUp) return Refusals.ContactInWrapUp(contact.Id);
        if (contact.State != ContactState.Connected) return Refusals.ContactNotConnected(contact.Id);
        if (contact.AgentId == to || contact.Handover?.Agent == agent) return null;
        if (SupervisorCommandHandler.CheckAssignable(agent, contact.Line.Key.Channel) is { } refusal) return refusal;
        if (contact.Handover is { } before) Fail(before, OfferState.Revoked, HandoverFailure.Replaced);
        Create(contact, agent);
        return null;
    }

    /// <summary>Ends a hand-over that the named agent did not accept. The contact stays with the sender, who is told.</summary>
    public void Fail(Offer offer, OfferState outcome, HandoverFailure reason)
    {
        state.OfferTransitions.End(offer, outcome);
        state.Emitter.HandoverFailed(offer, reason);
    }

    /// <summary>Revokes a contact's hand-over, if one rings, because the contact leaves its agent.</summary>
    public void Cancel(Contact contact)
    {
        if (contact.Handover is { } offer) state.OfferTransitions.End(offer, OfferState.Revoked);
    }

    /// <summary>
    /// Removes a contact from its sender, since the named agent accepts. Nobody waits meanwhile, so a new wait begins only
    /// with a later return to the line.
    /// </summary>
    public Agent LeaveSender(Offer offer)
    {
        var contact = offer.Contact;
        contact.Handover = null;
        var wrapUp = state.AgentWrapUps.Of(contact);
        var (sender, talk, hold) = state.Closing.Disconnect(contact, ConnectionEnd.HandedOver);
        contact.Offers.Add(offer);
        (contact.PreferredAgent, contact.PreferredUntil) = (null, null);
        (contact.WaitingSince, contact.InQueueSince) = (state.Now, state.Now);
        (contact.PlanDone, contact.Expired) = (null, false);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        state.Emitter.ContactHandedOver(contact, sender, offer.Agent, talk, hold);
        if (wrapUp is not null) state.AgentWrapUps.Start(sender, wrapUp);
        return sender;
    }

    private void Create(Contact contact, Agent agent)
    {
        var queue = state.SettingsOf(contact);
        var number = state.Tracker.NextSequence();
        var document = new OfferDocument(
            Offer.IdOf(number), agent.Id, OfferState.Pending, state.Now, state.Now + queue.OfferTimeout)
        {
            Cost = agent.CostOf(contact.Line.Key.Channel),
            Assigned = true,
        };
        var offer = new Offer(document, contact, agent) { Rings = !agent.Profile.AutoAccept && !queue.AutoAccept };
        contact.Handover = offer;
        state.OfferTransitions.Attach(offer);
        state.Tracker.AvailabilityChanged(agent);
        state.Emitter.ContactOffered(offer);
        if (offer.Rings) state.OfferTransitions.Arm(offer);
        else state.OfferTransitions.Accept(offer);
    }
}
