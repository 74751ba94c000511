namespace Acd.Core;

/// <summary>The transitions of offers. Matching afterwards is left to <see cref="PendingWork"/>.</summary>
internal sealed class OfferTransitions(EngineState state)
{
    /// <summary>Offers a queued or offered contact to a ready agent, or to an agent that a supervisor assigned.</summary>
    public void Create(Contact contact, Agent agent, bool assigned = false, bool connects = false, bool picked = false)
    {
        state.StopWaiting(contact);
        state.Staffing.Forget(contact);
        state.Plans.Disarm(contact);
        state.Parks.End(contact);
        var queue = state.SettingsOf(contact);
        var number = state.Tracker.NextSequence();
        var due = state.Now + queue.OfferTimeout;
        var cost = agent.CostOf(contact.Line.Key.Channel);
        var document = new OfferDocument(Offer.IdOf(number), agent.Id, OfferState.Pending, state.Now, due)
        {
            Cost = cost,
            Assigned = assigned,
        };
        var offer = new Offer(document, contact, agent)
        {
            Rings = !connects && !agent.Profile.AutoAccept && !queue.AutoAccept,
            IsPicked = picked,
        };
        contact.State = ContactState.Offered;
        EngineState.UpdateRinging(contact);
        Attach(offer);
        state.Tracker.AvailabilityChanged(agent);
        state.Emitter.ContactOffered(offer);
        if (!offer.Rings)
        {
            Accept(offer);
            return;
        }

        Arm(offer);
        if (queue.OffersAtOnce > 1) state.FurtherRings.Update(contact);
    }

    /// <summary>Connects a contact with the agent of a pending offer.</summary>
    public void Accept(Offer offer)
    {
        var (contact, agent) = (offer.Contact, offer.Agent);
        state.FurtherRings.Leave(contact);
        state.Deadlines.Disarm(offer.Timeout);
        var sender = offer.IsHandover ? state.Handovers.LeaveSender(offer) : null;
        offer.End(OfferState.Accepted, state.Now);
        contact.State = ContactState.Connected;
        contact.AgentId = agent.Id;
        contact.ConnectedAt = state.Now;
        contact.TalkEndedAt = null;
        contact.Held = TimeSpan.Zero;
        contact.ToldUnservable = false;
        if (contact.HasCooldowns) EndFirmCooldowns(contact, arrived: true);
        state.RoomKeeping.Forget(contact);
        state.UpdatePlacesTaken(contact);
        state.Emitter.OfferEnded(offer);
        state.Emitter.ContactConnected(offer, sender);
        while (contact.Offers.Count > 1) End(contact.Offers[contact.Offers[0] == offer ? 1 : 0], OfferState.Revoked);
        (agent.MissedOffers, agent.DeclinedOffers) = (0, 0);
        if (agent.StopRinging(offer)) state.Pending.Add(agent);
        if (agent.Ringing > 0) agent.AcceptedAt = state.Now;
        agent.CountContact(state.Today.Date);
        state.RenewIdleOrder(agent);
        if (agent.Profile.ManualIn && agent.Presence == Presence.Available)
            state.PresenceTransitions.Set(agent, Presence.NotReady, "manualIn");
        else
            state.MatchIndex.UpdateRosters(agent);
        if (sender is not null) state.PresenceTransitions.DrainIfDone(sender);
    }

    /// <summary>Ends a pending offer that was not accepted.</summary>
    public void End(Offer offer, OfferState outcome, ConnectionEnd? by = null)
    {
        state.Deadlines.Disarm(offer.Timeout);
        offer.End(outcome, state.Now, by);
        offer.Contact.PastOffers = AppendPastOffer(offer.Contact.PastOffers, offer.Document);
        Detach(offer);
        state.Emitter.OfferEnded(offer);
        state.PresenceTransitions.DrainIfDone(offer.Agent);
    }

    /// <summary>Revokes all pending offers of a contact.</summary>
    public void RevokeAll(Contact contact, ConnectionEnd? by = null)
    {
        state.FurtherRings.Leave(contact);
        while (contact.Offers.Count > 0) End(contact.Offers[0], OfferState.Revoked, by);
    }

    /// <summary>Removes a contact from the agent that it is connected to or in wrap-up with.</summary>
    public Agent DetachFromAgent(Contact contact, ConnectionEnd end)
    {
        var offer = contact.Offers[0];
        state.Releases.Cancel(contact);
        offer.Leave(end);
        contact.PastOffers = AppendPastOffer(contact.PastOffers, offer.Document);

        // The idle order changes before the roster entries: the old position must not reach the lines in between.
        state.RenewIdleOrder(offer.Agent);
        Detach(offer);
        return offer.Agent;
    }

    /// <summary>After the end of an offer: the contact rings on, at a further agent too, or goes back in line.</summary>
    public void ContinueRinging(Contact contact)
    {
        if (contact.Offers.Count == 0) ReturnToLine(contact);
        else state.FurtherRings.Update(contact);
    }

    /// <summary>Puts a contact back in line at its rank. Its due plan steps and limits run before matching.</summary>
    public void ReturnToLine(Contact contact)
    {
        state.FurtherRings.Leave(contact);
        contact.State = ContactState.Queued;
        state.UpdatePlacesTaken(contact);
        state.Pending.DueChecks.Add(contact);
    }

    /// <summary>Starts a cooldown: the contact is not offered to the agent for a while.</summary>
    public void StartCooldown(Contact contact, Agent agent)
    {
        var queue = state.SettingsOf(contact);
        var length = queue.RetryCooldown > queue.OfferPause ? queue.RetryCooldown : queue.OfferPause;
        if (length == TimeSpan.Zero) return;
        state.OfferPauses.Start(contact);
        var cooldowns = contact.Cooldowns ??= [];
        cooldowns.RemoveAll(cooldown => cooldown.Agent == agent);
        cooldowns.Add((agent, state.Now + length, null));
        state.ContactsInCooldown.Add(contact);
        ArmCooldown(contact);
        state.Tracker.Changed(contact);
    }

    /// <summary>
    /// Makes the cooldown of an agent that has sent the contact to another firm until a time. Its length counts from then on.
    /// </summary>
    public void KeepFromSender(Contact contact, Agent sender, Timestamp until)
    {
        if (until <= state.Now) return;
        var cooldowns = contact.Cooldowns ??= [];
        var at = cooldowns.FindIndex(cooldown => cooldown.Agent == sender);
        var length = at < 0 ? TimeSpan.Zero : cooldowns[at].Until - state.Now;
        if (at >= 0) cooldowns.RemoveAt(at);
        cooldowns.Add((sender, until + length, until));
        state.ContactsInCooldown.Add(contact);
        ArmCooldown(contact);
        state.Tracker.Changed(contact);
    }

    /// <summary>
    /// Ends what keeps a contact from its sender. Where it has arrived at an agent nothing is left of it, else a usual cooldown.
    /// </summary>
    public void EndFirmCooldowns(Contact contact, bool arrived)
    {
        var cooldowns = contact.Cooldowns!;
        if (!cooldowns.Exists(cooldown => cooldown.FirmUntil is not null)) return;
        if (arrived) cooldowns.RemoveAll(cooldown => cooldown.FirmUntil is not null);
        for (var index = 0; index < cooldowns.Count; index++) cooldowns[index] = cooldowns[index] with { FirmUntil = null };
        ArmCooldown(contact);
        if (cooldowns.Count == 0) state.ContactsInCooldown.Remove(contact);
        state.Tracker.Changed(contact);
    }

    /// <summary>Removes a contact's elapsed cooldowns, and those with a removed agent.</summary>
    public void EndCooldowns(Contact contact, Agent? gone = null)
    {
        var cooldowns = contact.Cooldowns!;
        cooldowns.RemoveAll(cooldown => cooldown.Until <= state.Now || cooldown.Agent == gone);
        for (var index = 0; index < cooldowns.Count; index++)
            if (cooldowns[index].FirmUntil <= state.Now) cooldowns[index] = cooldowns[index] with { FirmUntil = null };
        ArmCooldown(contact);
        if (!contact.HasCooldowns) state.ContactsInCooldown.Remove(contact);
        if (contact.IsInLine) state.Reservations.Reevaluate(contact);
        state.Tracker.Changed(contact);
    }

    /// <summary>Schedules the end of a contact's earliest cooldown.</summary>
    public void ArmCooldown(Contact contact)
    {
        state.Deadlines.Disarm(contact.CooldownEnd);
        contact.CooldownEnd = null;
        if (!contact.HasCooldowns) return;
        var due = contact.Cooldowns!.Min(cooldown => cooldown.FirmUntil ?? cooldown.Until);
        contact.CooldownEnd = state.Deadlines.Arm(DeadlineKind.CooldownEnd, due, contact.Sequence, contact);
    }

    /// <summary>Adds an active offer to its contact and its agent.</summary>
    public void Attach(Offer offer)
    {
        if (!offer.IsHandover) offer.Contact.Offers.Add(offer);
        offer.Agent.AddOffer(offer);
        state.Offers.Add(offer.Number, offer);
        state.MatchIndex.UpdateRosters(offer.Agent);
    }

    /// <summary>Schedules a pending offer's timeout.</summary>
    public void Arm(Offer offer) =>
        offer.Timeout = state.Deadlines.Arm(DeadlineKind.OfferTimeout, offer.Document.Due, offer.Number, offer);

    private void Detach(Offer offer)
    {
        if (offer.IsHandover) offer.Contact.Handover = null;
        else offer.Contact.Offers.Remove(offer);
        offer.Agent.RemoveOffer(offer);
        if (offer.Agent.CountOffer(offer)) state.Tracker.Changed(offer.Agent);
        state.Offers.Remove(offer.Number);
        state.Tracker.AvailabilityChanged(offer.Agent);
        state.Pending.Add(offer.Agent);
        state.MatchIndex.UpdateRosters(offer.Agent);
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
