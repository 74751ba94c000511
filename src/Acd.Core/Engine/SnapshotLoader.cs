namespace Acd.Core;

/// <summary>Loads the engine's state from documents. Every index is rebuilt.</summary>
internal static class SnapshotLoader
{
    /// <summary>The state of a new center without storage and statistics.</summary>
    public static EngineState CreateEmpty(CenterSettings settings, Timestamp now) => new(settings, 0, now, null);

    public static EngineState Load(CenterDocuments documents, Timestamp now, int statisticsEvery, IReferenceMatching? matching)
    {
        var parts = SettingsDocuments.Parse(documents.Named);
        var settings = SettingsDocuments.Read(documents.Settings, parts);
        if (matching is not null) ReferenceMatchingValidator.ThrowIfUnsupported(settings, documents.Contacts);
        var checkpointer = StatisticsRestorer.CreateCheckpointer(documents with { Settings = settings }, now, statisticsEvery);
        var state = new EngineState(settings, documents.LastSequence, now, checkpointer, matching, parts);
        foreach (var document in documents.Named) state.Outages.Restore(document);
        foreach (var document in documents.Agents.OrderBy(agent => agent.Sequence)) AddAgent(state, document);
        foreach (var document in documents.Contacts.OrderBy(contact => contact.Sequence)) AddContact(state, document);
        foreach (var agent in state.AgentsInOrder) SortOffers(state, agent);
        foreach (var contact in documents.Closed) state.Closed.Add(contact);
        foreach (var document in documents.Named) state.AbandonedPlaces.Restore(document);
        state.Requests.Restore(documents.Named);
        state.Tracker.BaselineAvailability(state.AgentsInOrder);
        state.WorkingSets?.Flush([]);
        return state;
    }

    private static void AddAgent(EngineState state, AgentDocument document)
    {
        var agent = new Agent(document.Id, document.Sequence, document.Profile, state.Channels)
        {
            Presence = document.Presence,
            Reason = document.Reason,
            PresenceSince = document.PresenceSince,
            IdleOrder = document.IdleOrder,
            ContactOrder = document.ContactOrder,
            OfferOrder = document.OfferOrder,
            DailyCount = (document.CountedDay, document.ContactsToday),
            ContactsToday = document.CountedDay == state.Today.Date ? document.ContactsToday : 0,
            MissedOffers = document.MissedOffers,
            HasHeartbeat = document.HasHeartbeat,
            MissedAt = document.MissedAt,
            AcceptedAt = document.AcceptedAt,
            DeclinedOffers = document.DeclinedOffers,
        };
        foreach (var wrapUp in document.WrapUps ?? []) state.AgentWrapUps.Restore(agent, wrapUp);
        state.Add(agent);
        if (agent.HasHeartbeat) state.PresenceTransitions.ArmHeartbeat(agent);
    }

    private static void SortOffers(EngineState state, Agent agent)
    {
        if (agent.Offers.Count < 2) return;
        agent.SortOffers();
        state.MatchIndex.UpdateRosters(agent);
    }

    private static void AddContact(EngineState state, ContactDocument document)
    {
        var channel = state.Channels.NumberOf(document.Channel);
        var isKnown = channel >= 0 && state.FindQueue(document.Queue) is not null
            && (document.Gate is not { } gate || state.FindGate(gate) is not null);
        if (!isKnown)
            throw new InvalidOperationException($"The settings have no channel, queue or gate of the contact {document.Id}.");
        var contact = new Contact(document.Id, document.Sequence, document.Channel)
        {
            Line = state.AcquireLine(document.Queue, channel, document.Requirements),
            Gate = document.Gate,
            Requirements = document.Requirements,
            Asked = document.Asked ?? document.Requirements,
            State = document.State,
            Priority = document.Priority,
            EnteredAt = document.EnteredAt,
            Rank = document.Rank,
            WaitingSince = document.WaitingSince,
            InQueueSince = document.InQueueSince,
            CallerId = document.CallerId,
            Caller = document.Caller,
            PreferredAgent = document.PreferredAgent,
            PreferredUntil = document.PreferredUntil,
            Plan = document.Plan,
            PlanDone = document.PlanDone,
            Expired = document.Expired,
            Callback = document.Callback,
            Events = document.Events,
            Attributes = document.Attributes,
            ToldUnservable = document.ToldUnservable,
            AgentId = document.Agent,
            ConnectedAt = document.ConnectedAt,
            HeldSince = document.HeldSince,
            Held = document.Held,
            TalkEndedAt = document.TalkEndedAt,
            EndedBy = document.EndedBy,
            Disposition = document.Disposition,
            Note = document.Note,
            UnstaffedSince = document.UnstaffedSince,
            LeftEmpty = document.LeftEmpty,
            Refusals = document.Refusals,
            MetWhenRefused = document.MetWhenRefused,
            Parked = document.Parked,
            Round = document.Round,
            Request = document.Request,
            PausedUntil = document.PausedUntil,
        };
        state.Contacts.Add(contact.Id, contact);
        Restore(state, contact, document);
    }

    /// <summary>Restores what other parts of the engine know of a contact, and its deadlines.</summary>
    private static void Restore(EngineState state, Contact contact, ContactDocument document)
    {
        AddOffers(state, contact, document);
        AddCooldowns(state, contact, document);
        state.OfferPauses.Arm(contact);
        state.UpdatePlacesTaken(contact);
        state.FurtherRings.Restore(contact);
        state.RoomKeeping.Restore(contact, document.RoomAt, document.RoomKeptSince);
        RestoreWait(state, contact);
        if (document.Release is { } release) state.Releases.Arm(contact, release);
        if (document.WrapUpDue is { } due)
            contact.WrapUpEnd = state.Deadlines.Arm(DeadlineKind.WrapUpEnd, due, contact.Sequence, contact);
    }

    private static void RestoreWait(EngineState state, Contact contact)
    {
        if (contact.Parked is not null)
        {
            state.Parks.Arm(contact);
        }
        else if (contact.State == ContactState.Queued)
        {
            if (contact.Callback?.NotBefore is null)
            {
                state.Wait(contact);
                state.Reservations.ArmIfElapsed(contact);
                if (state.Staffing.IsOutdated(contact)) state.Pending.UnmatchedContacts.Add(contact);
            }

            state.Plans.Arm(contact);
        }
    }

    private static void AddOffers(EngineState state, Contact contact, ContactDocument document)
    {
        var lasting = contact.State switch
        {
            ContactState.Offered => OfferState.Pending,
            ContactState.Connected or ContactState.WrapUp => OfferState.Accepted,
            _ => (OfferState?)null,
        };
        var newest = document.Offers.Count - 1;
        while (newest >= 0 && document.Offers[newest].State != lasting) newest--;
        for (var index = 0; index < document.Offers.Count; index++)
        {
            // A contact may have been connected before. Only its newest accepted offer is still active.
            var offer = document.Offers[index];
            var lasts = offer.State == lasting && (lasting == OfferState.Pending || index == newest);
            if (!lasts) (contact.PastOffers ??= []).Add(offer);
            else if (state.Agents.TryGetValue(offer.Agent, out var agent)) RestoreOffer(state, new Offer(offer, contact, agent));
            else throw new InvalidOperationException($"The offer {offer.Id} has an agent that does not exist.");
        }

        if (document.Handover is { } handover)
            RestoreOffer(state, contact.Handover = new Offer(handover, contact, state.Agents[handover.Agent]));
        if (lasting is not null && contact.Offers.Count == 0)
            throw new InvalidOperationException($"The contact {contact.Id} is {contact.State} but has no such offer.");
    }

    private static void RestoreOffer(EngineState state, Offer offer)
    {
        offer.Rings = offer.State == OfferState.Pending;
        state.OfferTransitions.Attach(offer);
        if (offer.Rings) state.OfferTransitions.Arm(offer);
    }

    private static void AddCooldowns(EngineState state, Contact contact, ContactDocument document)
    {
        if (document.Cooldowns.Count == 0) return;
        contact.Cooldowns = [.. document.Cooldowns.Select(own => (state.Agents[own.Agent], own.Until, own.FirmUntil))];
        state.ContactsInCooldown.Add(contact);
        state.OfferTransitions.ArmCooldown(contact);
    }
}
