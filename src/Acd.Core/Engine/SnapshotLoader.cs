namespace Acd.Core;

/// <summary>Makes a center of what a store has. Every index is made anew from the documents.</summary>
internal static class SnapshotLoader
{
    /// <summary>A new center of which nothing is kept, boards neither.</summary>
    public static EngineState CreateEmpty(CenterSettings settings, Timestamp now) => new(settings, 0, now, null);

    public static EngineState Load(CenterDocuments documents, Timestamp now, int boardsEvery, IReferenceMatching? matching)
    {
        var settings = FoundationSettings.Completed(documents.Settings ?? new CenterSettings());
        if (matching is not null) ReferenceMatchingValidator.ThrowIfUnsupported(settings, documents.Contacts);
        var keeping = StatisticsRestorer.CreateCheckpointer(documents with { Settings = settings }, now, boardsEvery);
        var center = new EngineState(settings, documents.LastSequence, now, keeping, matching);
        foreach (var document in documents.Agents.OrderBy(agent => agent.Sequence)) AddAgent(center, document);
        foreach (var document in documents.Contacts.OrderBy(contact => contact.Sequence)) AddContact(center, document);
        foreach (var agent in center.AgentsInOrder) SortOffers(center, agent);
        foreach (var contact in documents.Closed) center.Closed.Add(contact);
        foreach (var document in documents.Named) center.AbandonedPlaces.Restore(document);
        center.Tracker.BaselineAvailability(center.AgentsInOrder);
        center.WorkingSets?.Flush([]);
        return center;
    }

    private static void AddAgent(EngineState center, AgentDocument document)
    {
        var agent = new Agent(document.Id, document.Sequence, document.Profile, center.Channels)
        {
            Presence = document.Presence,
            Reason = document.Reason,
            PresenceSince = document.PresenceSince,
            IdleOrder = document.IdleOrder,
            ContactOrder = OrOf(document.ContactOrder, document.IdleOrder),
            OfferOrder = document.OfferOrder,
            DailyCount = (document.CountedDay, document.ContactsToday),
            ContactsToday = document.CountedDay == center.Today.Date ? document.ContactsToday : 0,
            MissedOffers = document.MissedOffers,
            HasHeartbeat = document.HasHeartbeat,
        };
        center.Add(agent);
        if (agent.HasHeartbeat) center.PresenceTransitions.ArmHeartbeat(agent);
    }

    private static void SortOffers(EngineState center, Agent agent)
    {
        if (agent.Offers.Count < 2) return;
        agent.SortOffers();
        center.MatchIndex.UpdateRosters(agent);
    }

    /// <summary>Documents that were written before breaks could be left out of account have one order only.</summary>
    private static long OrOf(long order, long without) => order == 0 ? without : order;

    private static void AddContact(EngineState center, ContactDocument document)
    {
        var channel = center.Channels.NumberOf(document.Channel);
        var isKnown = channel >= 0 && center.FindQueue(document.Queue) is not null
            && (document.Gate is not { } gate || center.FindGate(gate) is not null);
        if (!isKnown)
            throw new InvalidOperationException($"The channel, queue or gate of {document.Id} is not among the settings.");
        var contact = new Contact(document.Id, document.Sequence, document.Channel)
        {
            Line = center.AcquireLine(document.Queue, channel, document.Requirements),
            Gate = document.Gate,
            Requirements = document.Requirements,
            Asked = document.Asked ?? document.Requirements,
            State = document.State,
            Priority = document.Priority,
            EnteredAt = document.EnteredAt,
            Rank = document.Rank,
            WaitingSince = document.WaitingSince,
            InQueueSince = document.InQueueSince ?? document.WaitingSince,
            CallerId = document.CallerId,
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
        };
        center.Contacts.Add(contact.Id, contact);
        AddOffers(center, contact, document);
        AddCooldowns(center, contact, document);
        center.UpdatePlacesTaken(contact);
        if (contact.State == ContactState.Queued)
        {
            if (contact.Callback?.NotBefore is null)
            {
                center.Wait(contact);
                center.Reservations.ArmIfElapsed(contact);
            }

            center.Plans.Arm(contact);
        }

        if (document.WrapUpDue is { } due)
            contact.WrapUpEnd = center.Deadlines.Arm(DeadlineKind.WrapUpEnd, due, contact.Sequence, contact);
    }

    private static void AddOffers(EngineState center, Contact contact, ContactDocument document)
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
            // Of a contact that was connected before, only the newest accepted offer is the one that lasts.
            var offer = document.Offers[index];
            var lasts = offer.State == lasting && (lasting == OfferState.Pending || index == newest);
            if (!lasts) (contact.PastOffers ??= []).Add(offer);
            else if (center.Agents.TryGetValue(offer.Agent, out var agent)) RestoreOffer(center, new Offer(offer, contact, agent));
            else throw new InvalidOperationException($"The offer {offer.Id} is held out to an agent that does not exist.");
        }

        if (lasting is not null && contact.Offers.Count == 0)
            throw new InvalidOperationException($"The contact {contact.Id} is {contact.State}, but has no offer for it.");
    }

    private static void RestoreOffer(EngineState center, Offer offer)
    {
        center.OfferTransitions.Attach(offer);
        if (offer.State == OfferState.Pending) center.OfferTransitions.Arm(offer);
    }

    private static void AddCooldowns(EngineState center, Contact contact, ContactDocument document)
    {
        if (document.Cooldowns.Count == 0) return;
        contact.Cooldowns = [.. document.Cooldowns.Select(cooldown => (center.Agents[cooldown.Agent], cooldown.Until))];
        center.ContactsInCooldown.Add(contact);
        center.OfferTransitions.ArmCooldown(contact);
    }
}
