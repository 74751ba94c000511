using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// Settles the engine after a command: as long as there is a queued contact that an agent is ready for, the first by rank
/// is offered to whom its queue's strategy picks of them. Only what is on the agenda can have anybody new to go with, so only
/// that is looked at.
/// </summary>
internal sealed class Matchmaker(EngineState center)
{
    private readonly ReferenceMatcher? _referenceMatcher = center.WorkingSets is { } sets ? new ReferenceMatcher(center, sets) : null;

    private PendingWork Pending => center.Pending;

    public void Settle()
    {
        do
        {
            center.Plans.RunDue();
            while (_referenceMatcher is null ? MatchNext() : _referenceMatcher.RunRound(this))
            {
            }

            ReportUnservable();
        }
        while (center.Plans.HandleUnservable());
        Pending.Finish();
        center.WorkingSets?.Flush([]);
    }

    /// <summary>
    /// Why a waiting contact is not offered to an agent: whether the cooldown between them, if there is one, holds.
    /// </summary>
    public static bool CooldownHolds(Contact contact, Agent agent) => contact.HasCooldown(agent) && HasOtherCandidates(contact);

    /// <summary>Takes the next contact on the agenda and offers it, or lets it wait; false when there is none.</summary>
    private bool MatchNext()
    {
        if (Pending.CooldownsMayEnd) RecheckCooldowns();
        var waiting = FirstForFreedAgents();
        if (Pending.Contacts.TryPeek(out var next, out var key) && !(waiting is not null && waiting.Key < key))
        {
            Pending.Contacts.Dequeue();
            if (next.State == ContactState.Queued) OfferOrQueue(next);
            return true;
        }

        if (waiting is null) return false;
        OfferOrQueue(waiting);
        return true;
    }

    private void OfferOrQueue(Contact contact)
    {
        if (!TryOffer(contact) && !contact.IsInLine) AddToLine(contact);
    }

    /// <summary>Offers a queued contact to who is ready for it; false where nobody is.</summary>
    public bool TryOffer(Contact contact)
    {
        if (!center.Settings.Open || FindAgent(contact) is not { } agent) return false;
        Offer(contact, agent);
        return true;
    }

    /// <summary>Lets a contact that has come in line wait there.</summary>
    public void AddToLine(Contact contact)
    {
        center.Wait(contact);
        Pending.UnmatchedContacts.Add(contact);
    }

    /// <summary>Offers a contact to an agent, and to the next ones where its queue rings several at once.</summary>
    private void Offer(Contact contact, Agent agent)
    {
        var most = center.SettingsOf(contact).OffersAtOnce;
        center.OfferTransitions.Create(contact, agent);
        for (var count = 1; count < most && contact.State == ContactState.Offered; count++)
        {
            if (FindAnother(contact) is not { } next) break;
            center.OfferTransitions.Create(contact, next);
        }
    }

    /// <summary>
    /// The first of the waiting contacts that a freed agent is ready for; agents that are ready for none are done with.
    /// </summary>
    private Contact? FirstForFreedAgents()
    {
        Contact? first = null;
        for (var index = Pending.Agents.Count - 1; index >= 0; index--)
        {
            if (FindContact(Pending.Agents[index]) is not { } contact) Pending.Agents.RemoveAt(index);
            else if (first is null || contact.Key < first.Key) first = contact;
        }

        return first;
    }

    /// <summary>The first agent, by the queue's strategy, who is ready for a contact.</summary>
    private Agent? FindAgent(Contact contact)
    {
        if (center.Reservations.ReservedAgentFor(contact) is { } keeper)
            return keeper.HasRoom(contact.Line.Key.Channel) ? keeper : null;
        if (center.WorkingSets is not null) return FindWithoutCooldown(contact, contact.HasCooldowns && HasOtherCandidates(contact));
        var roster = contact.Line.BestRoster();
        return roster is null || !contact.HasCooldowns || !HasOtherCandidates(contact)
            ? roster?.First
            : FindWithoutCooldown(contact, holds: true);
    }

    private Agent? FindWithoutCooldown(Contact contact, bool holds) =>
        BestAgent(contact, agent => !(holds && contact.HasCooldown(agent)));

    /// <summary>The first agent who is ready for a contact that is offered already, and to whom it is not offered yet.</summary>
    private Agent? FindAnother(Contact contact)
    {
        if (center.Reservations.ReservedAgentFor(contact) is not null) return null;
        var holds = contact.HasCooldowns && HasOtherCandidates(contact);
        return BestAgent(contact, agent => !contact.IsOfferedTo(agent) && !(holds && contact.HasCooldown(agent)));
    }

    /// <summary>The first agent with room whom a filter lets through: by the sets where they match, else by the index.</summary>
    private Agent? BestAgent(Contact contact, Predicate<Agent> accepts) => center.WorkingSets is { } sets
        ? sets.FirstReady(contact, center.Agents, accepts)
        : contact.Line.BestAgent(accepts);

    /// <summary>The first waiting contact that an agent is ready for.</summary>
    private Contact? FindContact(Agent agent)
    {
        if (agent.SkillProfile is null || !center.Settings.Open) return null;
        var first = agent.FirstReserved();
        foreach (var seat in agent.RosterEntries)
        {
            if (!seat.InHeap) continue;
            var contact = seat.Roster!.BestLine()?.First;
            if (contact is not null && CooldownHolds(contact, agent)) contact = FindWithoutCooldown(seat.Roster, agent);
            if (contact is not null && (first is null || contact.Key < first.Key)) first = contact;
        }

        return first;
    }

    private static Contact? FindWithoutCooldown(Roster roster, Agent agent) =>
        roster.BestContact(candidate => !CooldownHolds(candidate, agent));

    /// <summary>
    /// Whether an available agent, busy or not, has the skills and no cooldown for a contact: then its cooldowns hold.
    /// </summary>
    private static bool HasOtherCandidates(Contact contact)
    {
        var line = contact.Line;
        var others = 0;
        for (var index = 0; index < line.OppositeCount; index++) others += ((Roster)line.OppositeAt(index)).Profile.Available;
        foreach (var agent in contact.AgentsInCooldown)
            if (agent.Presence == Presence.Available && agent.SkillProfile!.Serves(line.Key.Requirements)) others--;
        return others > 0;
    }

    /// <summary>Puts the waiting contacts that have cooldowns on the agenda.</summary>
    public void RecheckCooldowns()
    {
        Pending.CooldownsMayEnd = false;
        foreach (var contact in center.ContactsInCooldown)
            if (contact.IsInLine) Pending.Add(contact);
    }

    private void ReportUnservable()
    {
        if (Pending.UnmatchedContacts.Count + Pending.UnservedLines.Count == 0) return;
        foreach (var line in Pending.UnservedLines) Pending.UnmatchedContacts.AddRange(line.InOrder());
        if (Pending.UnmatchedContacts.Count > 1) Pending.UnmatchedContacts.Sort((left, right) => left.Key.CompareTo(right.Key));
        foreach (var contact in Pending.UnmatchedContacts)
        {
            if (!contact.IsInLine || contact.ToldUnservable || contact.Line.ServingProfiles > 0) continue;
            contact.ToldUnservable = true;
            center.Emitter.ContactUnservable(contact);
            Pending.ReportedUnservable.Add(contact);
        }

        Pending.UnmatchedContacts.Clear();
        Pending.UnservedLines.Clear();
    }
}
