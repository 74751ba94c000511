using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// Matches contacts to agents after each command until nothing more matches. The first queued contact by rank goes to the ready
/// agent that its queue's strategy picks. Only contacts and agents in <see cref="PendingWork"/> can have a new match, so only
/// these are examined.
/// </summary>
internal sealed class Matchmaker(EngineState state)
{
    private readonly ReferenceMatcher? _referenceMatcher = state.WorkingSets is { } sets
        ? new ReferenceMatcher(state, sets)
        : null;

    private PendingWork Pending => state.Pending;

    public void Settle()
    {
        do
        {
            state.Plans.RunDue();
            while (_referenceMatcher is null ? MatchNext() : _referenceMatcher.RunRound(this))
            {
            }
        }
        while (state.Staffing.Settle());
        Pending.Finish();
        state.WorkingSets?.Flush([]);
    }

    /// <summary>Whether the cooldown between a waiting contact and an agent prevents an offer.</summary>
    public static bool CooldownHolds(Contact contact, Agent agent) =>
        contact.HasCooldown(agent) && (contact.IsFirm(agent) || CooldownsHold(contact));

    /// <summary>Whether only its pause keeps a contact from a free agent in cooldown: nobody else could serve it.</summary>
    public static bool IsHeldByPause(Contact contact) => contact is { PausedUntil: not null, HasCooldowns: true }
        && !HasOtherCandidates(contact)
        && contact.Cooldowns!.Exists(cooldown => cooldown.FirmUntil is null && HasRoomFor(cooldown.Agent, contact));

    private static bool CooldownsHold(Contact contact) => contact.PausedUntil is not null || HasOtherCandidates(contact);

    /// <summary>Takes the next pending contact and offers it or adds it to its line. False if there is none.</summary>
    private bool MatchNext()
    {
        if (Pending.DueChecks.Count > 0) state.Plans.RunDue();
        state.RoomKeeping.ReleaseWhereOver();
        if (Pending.CooldownsMayEnd) RecheckCooldowns();
        var waiting = FirstForFreedAgents();
        if (Pending.Contacts.TryPeek(out var next, out var key) && !(waiting is not null && waiting.Key < key))
        {
            Pending.Contacts.Dequeue();
            if (next.State == ContactState.Queued || next.FurtherLine is not null) OfferOrQueue(next);
            return true;
        }

        if (waiting is null) return false;
        OfferOrQueue(waiting);
        return true;
    }

    private void OfferOrQueue(Contact contact)
    {
        if (!TryOffer(contact) && !contact.WaitsForAgent) AddToLine(contact);
    }

    /// <summary>
    /// Offers a contact that waits for an agent to a ready one, or lets that agent keep its room. False if no agent is ready.
    /// </summary>
    public bool TryOffer(Contact contact)
    {
        if (!state.Settings.Open || FindAgent(contact) is not { } agent) return false;
        if (!state.RoomKeeping.KeepsInstead(agent, contact)) state.OfferTransitions.Create(contact, agent);
        else LookAgain(contact);
        return true;
    }

    /// <summary>Marks a contact as pending again: the agent that was ready for it keeps its room for an earlier one.</summary>
    private void LookAgain(Contact contact)
    {
        Pending.Add(contact);
        if (contact.WaitsForAgent) state.WorkingSets?.MarkChanged(contact);
    }

    /// <summary>Adds a contact to its line, where it waits.</summary>
    public void AddToLine(Contact contact)
    {
        state.Wait(contact);
        Pending.UnmatchedContacts.Add(contact);
    }

    /// <summary>
    /// The first waiting contact that a freed agent is ready for. Agents that are ready for no contact leave the pending work.
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

    /// <summary>The first ready agent for a contact, by the queue's strategy.</summary>
    private Agent? FindAgent(Contact contact)
    {
        if (contact.FurtherLine is not null) return FindAnother(contact);
        if (state.Reservations.ReservedAgentFor(contact) is { } keeper)
            return keeper.HasRoom(contact.Line.Key.Channel) && !keeper.KeepsRoomFrom(contact) ? keeper : null;
        if (contact.HasCooldowns) return FindDespiteCooldowns(contact);
        if (state.WorkingSets is not null) return FindWithoutKeptRoom(contact);
        var roster = contact.Line.BestRoster();
        return roster is null || !roster.First.KeepsRoomFrom(contact) ? roster?.First : FindWithoutKeptRoom(contact);
    }

    private Agent? FindWithoutKeptRoom(Contact contact) => BestAgent(contact, agent => !agent.KeepsRoomFrom(contact));

    /// <summary>
    /// The first ready agent without a cooldown. If everybody who could serve it has one, the agent of the oldest that is not
    /// firm, rather one at whom nothing rings.
    /// </summary>
    private Agent? FindDespiteCooldowns(Contact contact)
    {
        if (CooldownsHold(contact))
            return BestAgent(contact, agent =>
                !contact.HasCooldown(agent) && !contact.IsOfferedTo(agent) && !agent.KeepsRoomFrom(contact));
        return contact.Cooldowns!.Find(cooldown => IsReadyFor(cooldown.Agent, contact) && cooldown.Agent.Ringing == 0).Agent
            ?? contact.Cooldowns!.Find(cooldown => IsReadyFor(cooldown.Agent, contact)).Agent;
    }

    private static bool IsReadyFor(Agent agent, Contact contact) =>
        HasRoomFor(agent, contact) && !contact.IsFirm(agent) && !contact.IsOfferedTo(agent) && !agent.KeepsRoomFrom(contact);

    private static bool HasRoomFor(Agent agent, Contact contact) =>
        agent.HasRoom(contact.Line.Key.Channel) && agent.SkillProfile!.Serves(contact.Line.Key.Requirements);

    /// <summary>The next ready agent for an offered contact that has no offer of it yet.</summary>
    private Agent? FindAnother(Contact contact)
    {
        return contact.HasCooldowns
            ? FindDespiteCooldowns(contact)
            : BestAgent(contact, agent => !contact.IsOfferedTo(agent) && !agent.KeepsRoomFrom(contact));
    }

    /// <summary>
    /// The first agent with free capacity that a filter accepts. Working sets answer if the engine matches by them, else the
    /// index.
    /// </summary>
    private Agent? BestAgent(Contact contact, Predicate<Agent> accepts) => state.WorkingSets is { } sets
        ? sets.FirstReady(contact, state.Agents, accepts)
        : contact.Line.BestAgent(accepts);

    /// <summary>The first waiting contact that an agent is ready for.</summary>
    private Contact? FindContact(Agent agent)
    {
        if (agent.SkillProfile is null || !state.Settings.Open) return null;
        var first = agent.HasReserved ? agent.FirstReserved() : null;
        foreach (var entry in agent.RosterEntries)
        {
            if (!entry.InHeap) continue;
            var contact = entry.Roster!.BestLine()?.First;
            if (contact is null || agent.KeepsRoomFrom(contact)) continue;
            if (!MayRingAt(contact, agent)) contact = FirstThatMayRingAt(entry.Roster, agent);
            if (contact is not null && (first is null || contact.Key < first.Key)) first = contact;
        }

        return first;
    }

    private static Contact? FirstThatMayRingAt(Roster roster, Agent agent) =>
        roster.BestContact(candidate => MayRingAt(candidate, agent));

    private static bool MayRingAt(Contact contact, Agent agent) =>
        !CooldownHolds(contact, agent) && !agent.KeepsRoomFrom(contact)
        && !(contact.FurtherLine is not null && contact.IsOfferedTo(agent));

    /// <summary>
    /// Whether another available agent has the skills and no cooldown, with or without free capacity. If so, the cooldowns hold.
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

    /// <summary>Marks the waiting contacts that have cooldowns as pending.</summary>
    public void RecheckCooldowns()
    {
        Pending.CooldownsMayEnd = false;
        foreach (var contact in state.ContactsInCooldown)
            if (contact.WaitsForAgent) Pending.Add(contact);
    }
}
