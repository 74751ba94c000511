using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// Settles the engine after a command: as long as there is a queued contact that an agent is ready for, the first by rank
/// is offered to whom its queue's strategy picks of them. Only what is on the agenda can have anybody new to go with, so only
/// that is looked at.
/// </summary>
internal sealed class Distribution(Center center)
{
    private readonly Rounds? _rounds = center.Sets is { } sets ? new Rounds(center, sets) : null;

    private Agenda Agenda => center.Agenda;

    public void Settle()
    {
        do
        {
            center.Plans.TakeWhatIsDue();
            while (_rounds is null ? MatchNext() : _rounds.MatchRound(this))
            {
            }

            TellUnservable();
        }
        while (center.Plans.MeetUnservable());
        Agenda.Finish();
        center.Sets?.Tell([]);
    }

    /// <summary>
    /// Why a waiting contact is not offered to an agent: whether the cooldown between them, if there is one, holds.
    /// </summary>
    public static bool CooldownHolds(Contact contact, Agent agent) => contact.HasCooldown(agent) && OthersCouldServe(contact);

    /// <summary>Takes the next contact on the agenda and offers it, or lets it wait; false when there is none.</summary>
    private bool MatchNext()
    {
        if (Agenda.CooldownsMayEnd) LookAtCooldownsAgain();
        var waiting = FirstForFreedAgents();
        if (Agenda.Contacts.TryPeek(out var next, out var key) && !(waiting is not null && waiting.Key < key))
        {
            Agenda.Contacts.Dequeue();
            if (next.State == ContactState.Queued) OfferOrWait(next);
            return true;
        }

        if (waiting is null) return false;
        OfferOrWait(waiting);
        return true;
    }

    private void OfferOrWait(Contact contact)
    {
        if (!TryOffer(contact) && !contact.Waits) LetWait(contact);
    }

    /// <summary>Offers a queued contact to who is ready for it; false where nobody is.</summary>
    public bool TryOffer(Contact contact)
    {
        if (!center.Settings.Open || FindAgent(contact) is not { } agent) return false;
        Offer(contact, agent);
        return true;
    }

    /// <summary>Lets a contact that has come in line wait there.</summary>
    public void LetWait(Contact contact)
    {
        center.Wait(contact);
        Agenda.Unmatched.Add(contact);
    }

    /// <summary>Offers a contact to an agent, and to the next ones where its queue rings several at once.</summary>
    private void Offer(Contact contact, Agent agent)
    {
        var most = center.SettingsOf(contact).OffersAtOnce;
        center.OfferSteps.Make(contact, agent);
        for (var count = 1; count < most && contact.State == ContactState.Offered; count++)
        {
            if (FindAnother(contact) is not { } next) break;
            center.OfferSteps.Make(contact, next);
        }
    }

    /// <summary>
    /// The first of the waiting contacts that a freed agent is ready for; agents that are ready for none are done with.
    /// </summary>
    private Contact? FirstForFreedAgents()
    {
        Contact? first = null;
        for (var index = Agenda.Agents.Count - 1; index >= 0; index--)
        {
            if (FindContact(Agenda.Agents[index]) is not { } contact) Agenda.Agents.RemoveAt(index);
            else if (first is null || contact.Key < first.Key) first = contact;
        }

        return first;
    }

    /// <summary>The first agent, by the queue's strategy, who is ready for a contact.</summary>
    private Agent? FindAgent(Contact contact)
    {
        if (center.Preferences.KeeperOf(contact) is { } keeper)
            return keeper.HasRoom(contact.Line.Needs.Channel) ? keeper : null;
        if (center.Sets is not null) return FindUncooled(contact, contact.HasCooldowns && OthersCouldServe(contact));
        var roster = contact.Line.BestRoster();
        return roster is null || !contact.HasCooldowns || !OthersCouldServe(contact)
            ? roster?.First
            : FindUncooled(contact, holds: true);
    }

    private Agent? FindUncooled(Contact contact, bool holds) =>
        BestAgent(contact, agent => !(holds && contact.HasCooldown(agent)));

    /// <summary>The first agent who is ready for a contact that is offered already, and to whom it is not offered yet.</summary>
    private Agent? FindAnother(Contact contact)
    {
        if (center.Preferences.KeeperOf(contact) is not null) return null;
        var holds = contact.HasCooldowns && OthersCouldServe(contact);
        return BestAgent(contact, agent => !contact.IsOfferedTo(agent) && !(holds && contact.HasCooldown(agent)));
    }

    /// <summary>The first agent with room whom a filter lets through: by the sets where they match, else by the index.</summary>
    private Agent? BestAgent(Contact contact, Predicate<Agent> accepts) => center.Sets is { } sets
        ? sets.FirstReady(contact, center.Agents, accepts)
        : contact.Line.BestAgent(accepts);

    /// <summary>The first waiting contact that an agent is ready for.</summary>
    private Contact? FindContact(Agent agent)
    {
        if (agent.Skills is null || !center.Settings.Open) return null;
        var first = agent.FirstKept();
        foreach (var seat in agent.Seats)
        {
            if (!seat.InHeap) continue;
            var contact = seat.Roster!.BestLine()?.First;
            if (contact is not null && CooldownHolds(contact, agent)) contact = FindUncooled(seat.Roster, agent);
            if (contact is not null && (first is null || contact.Key < first.Key)) first = contact;
        }

        return first;
    }

    private static Contact? FindUncooled(Roster roster, Agent agent) =>
        roster.BestContact(candidate => !CooldownHolds(candidate, agent));

    /// <summary>
    /// Whether an available agent, busy or not, has the skills and no cooldown for a contact: then its cooldowns hold.
    /// </summary>
    private static bool OthersCouldServe(Contact contact)
    {
        var line = contact.Line;
        var others = 0;
        for (var index = 0; index < line.OppositeCount; index++) others += ((Roster)line.OppositeAt(index)).Profile.Available;
        foreach (var agent in contact.CooledAgents)
            if (agent.Presence == Presence.Available && agent.Skills!.Serves(line.Needs.Requirements)) others--;
        return others > 0;
    }

    /// <summary>Puts the waiting contacts that have cooldowns on the agenda.</summary>
    public void LookAtCooldownsAgain()
    {
        Agenda.CooldownsMayEnd = false;
        foreach (var contact in center.Cooling)
            if (contact.Waits) Agenda.Add(contact);
    }

    private void TellUnservable()
    {
        if (Agenda.Unmatched.Count + Agenda.Unserved.Count == 0) return;
        foreach (var line in Agenda.Unserved) Agenda.Unmatched.AddRange(line.InOrder());
        if (Agenda.Unmatched.Count > 1) Agenda.Unmatched.Sort((left, right) => left.Key.CompareTo(right.Key));
        foreach (var contact in Agenda.Unmatched)
        {
            if (!contact.Waits || contact.ToldUnservable || contact.Line.ServingProfiles > 0) continue;
            contact.ToldUnservable = true;
            center.Chronicle.ContactUnservable(contact);
            Agenda.Told.Add(contact);
        }

        Agenda.Unmatched.Clear();
        Agenda.Unserved.Clear();
    }
}
