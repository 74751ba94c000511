namespace Acd.Core;

/// <summary>The steps in an offer's life. Who is matched afterwards is left to the agenda.</summary>
internal sealed class OfferTransitions(EngineState center)
{
    /// <summary>
    /// Holds a contact that is queued, or offered to others, out to an agent that is ready for it, or to whom it is assigned.
    /// </summary>
    public void Create(Contact contact, Agent agent, bool assigned = false)
    {
        center.StopWaiting(contact);
        center.Plans.Disarm(contact);
        var queue = center.SettingsOf(contact);
        var number = center.Tracker.NextSequence();
        var due = center.Now + queue.OfferTimeout;
        var cost = agent.CostOf(contact.Line.Key.Channel);
        var document = new OfferDocument(Offer.IdOf(number), agent.Id, OfferState.Pending, center.Now, due)
        {
            Cost = cost,
            Assigned = assigned,
        };
        var offer = new Offer(document, contact, agent);
        contact.State = ContactState.Offered;
        Attach(offer);
        center.Tracker.AvailabilityChanged(agent);
        center.Emitter.ContactOffered(offer);
        if (agent.Profile.AutoAccept || queue.AutoAccept) Accept(offer);
        else Arm(offer);
    }

    /// <summary>Connects a contact with the agent of a pending offer.</summary>
    public void Accept(Offer offer)
    {
        var (contact, agent) = (offer.Contact, offer.Agent);
        center.Deadlines.Disarm(offer.Timeout);
        offer.End(OfferState.Accepted, center.Now);
        contact.State = ContactState.Connected;
        contact.AgentId = agent.Id;
        contact.ConnectedAt = center.Now;
        contact.TalkEndedAt = null;
        contact.Held = TimeSpan.Zero;
        contact.ToldUnservable = false;
        center.UpdatePlacesTaken(contact);
        center.Emitter.OfferEnded(offer);
        center.Emitter.ContactConnected(offer);
        while (contact.Offers.Count > 1) End(contact.Offers[contact.Offers[0] == offer ? 1 : 0], OfferState.Revoked);
        agent.MissedOffers = 0;
        agent.CountContact(center.Today.Date);
        center.RenewIdleOrder(agent);
        if (agent.Profile.ManualIn && agent.Presence == Presence.Available)
            center.PresenceTransitions.Set(agent, Presence.NotReady, "manualIn");
        else
            center.MatchIndex.UpdateRosters(agent);
    }

    /// <summary>Ends a pending offer that came to nothing, or takes it back.</summary>
    public void End(Offer offer, OfferState state)
    {
        center.Deadlines.Disarm(offer.Timeout);
        offer.End(state, center.Now);
        offer.Contact.PastOffers = AppendPastOffer(offer.Contact.PastOffers, offer.Document);
        Detach(offer);
        center.Emitter.OfferEnded(offer);
        center.PresenceTransitions.DrainIfDone(offer.Agent);
    }

    /// <summary>Ends all pending offers of a contact.</summary>
    public void RevokeAll(Contact contact)
    {
        while (contact.Offers.Count > 0) End(contact.Offers[0], OfferState.Revoked);
    }

    /// <summary>Takes a connected contact, or one in wrap-up, from its agent.</summary>
    public Agent DetachFromAgent(Contact contact)
    {
        var offer = contact.Offers[0];
        contact.PastOffers = AppendPastOffer(contact.PastOffers, offer.Document);

        // First its new place among the idle, then its seats: taking its old place for a moment would be told to every line.
        center.RenewIdleOrder(offer.Agent);
        Detach(offer);
        return offer.Agent;
    }

    /// <summary>Puts a contact back in line at its rank, to be matched once what is due of it has happened.</summary>
    public void ReturnToLine(Contact contact)
    {
        contact.State = ContactState.Queued;
        center.UpdatePlacesTaken(contact);
        center.Pending.DueChecks.Add(contact);
    }

    /// <summary>Lets a contact not be offered to an agent for a while.</summary>
    public void StartCooldown(Contact contact, Agent agent)
    {
        var length = center.SettingsOf(contact).RetryCooldown;
        if (length == TimeSpan.Zero) return;
        var cooldowns = contact.Cooldowns ??= [];
        cooldowns.RemoveAll(cooldown => cooldown.Agent == agent);
        cooldowns.Add((agent, center.Now + length));
        center.ContactsInCooldown.Add(contact);
        ArmCooldown(contact);
        center.Tracker.Changed(contact);
    }

    /// <summary>Removes a contact's cooldowns that are over, and those with an agent that is gone.</summary>
    public void EndCooldowns(Contact contact, Agent? gone = null)
    {
        contact.Cooldowns!.RemoveAll(cooldown => cooldown.Until <= center.Now || cooldown.Agent == gone);
        ArmCooldown(contact);
        if (!contact.HasCooldowns) center.ContactsInCooldown.Remove(contact);
        if (contact.IsInLine) center.Reservations.Reevaluate(contact);
        center.Tracker.Changed(contact);
    }

    /// <summary>Arms the deadline at which a contact's earliest cooldown is over.</summary>
    public void ArmCooldown(Contact contact)
    {
        center.Deadlines.Disarm(contact.CooldownEnd);
        contact.CooldownEnd = null;
        if (!contact.HasCooldowns) return;
        var due = contact.Cooldowns!.Min(cooldown => cooldown.Until);
        contact.CooldownEnd = center.Deadlines.Arm(DeadlineKind.CooldownEnd, due, contact.Sequence, contact);
    }

    /// <summary>Enters an offer that lasts in its contact and its agent.</summary>
    public void Attach(Offer offer)
    {
        offer.Contact.Offers.Add(offer);
        offer.Agent.AddOffer(offer);
        center.Offers.Add(offer.Number, offer);
        center.MatchIndex.UpdateRosters(offer.Agent);
    }

    /// <summary>Arms a pending offer's timeout.</summary>
    public void Arm(Offer offer) =>
        offer.Timeout = center.Deadlines.Arm(DeadlineKind.OfferTimeout, offer.Document.Due, offer.Number, offer);

    private void Detach(Offer offer)
    {
        offer.Contact.Offers.Remove(offer);
        offer.Agent.RemoveOffer(offer);
        if (offer.Agent.CountOffer(offer)) center.Tracker.Changed(offer.Agent);
        center.Offers.Remove(offer.Number);
        center.Tracker.AvailabilityChanged(offer.Agent);
        center.Pending.Add(offer.Agent);
        center.MatchIndex.UpdateRosters(offer.Agent);
    }

    private static List<OfferDocument> AppendPastOffer(List<OfferDocument>? past, OfferDocument offer)
    {
        past ??= new List<OfferDocument>(1);
        var number = Offer.NumberOf(offer.Id);
        var at = past.Count;
        while (at > 0 && Offer.NumberOf(past[at - 1].Id) > number) at--;
        past.Insert(at, offer);
        if (past.Count > Limits.PastOffersKept) past.RemoveAt(0);
        return past;
    }
}
