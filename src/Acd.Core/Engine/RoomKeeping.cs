namespace Acd.Core;

/// <summary>
/// The agents that keep the room that becomes free for a contact that needs more of it, so that small contacts do not pass it
/// for ever. A contact has one such agent, and an agent one such contact.
/// </summary>
internal sealed class RoomKeeping(EngineState state)
{
    private readonly List<Contact> _kept = [];

    /// <summary>The contacts for which an agent keeps room.</summary>
    public IReadOnlyList<Contact> Kept => _kept;

    private bool IsOn => state.Settings.KeepRoomForFirst > TimeSpan.Zero;

    /// <summary>
    /// Whether an agent, ready for a contact, keeps its room for an earlier one instead. It does from then on.
    /// </summary>
    public bool KeepsInstead(Agent agent, Contact contact)
    {
        // An agent without contacts has room for whatever fits at all, so centers whose contacts cost the same end here.
        if (agent.UsedCapacity == 0 || !IsOn || _kept.Count == Limits.RoomsKept || !MayKeep(agent, contact)) return false;
        if (FirstThatNeedsRoom(agent, contact) is not { } first) return false;
        if (agent.RoomKeptFor is { } other) Release(other);
        if (first.RoomKeeper is not null) Release(first);
        first.Room ??= new KeptRoom(state.Now);
        Keep(first, agent);
        state.Tracker.RoomChanged(first);
        return true;
    }

    /// <summary>Releases the room that is kept for no reason any longer. Its agents may be ready for other contacts.</summary>
    public void ReleaseWhereOver()
    {
        for (var index = _kept.Count - 1; index >= 0; index--)
            if (!IsReasonable(_kept[index])) Release(_kept[index]);
    }

    /// <summary>Releases the room that is kept for a contact.</summary>
    public void Release(Contact contact)
    {
        var (room, agent) = (contact.Room!, contact.RoomKeeper!);
        (room.Keeper, agent.RoomKeptFor) = (null, null);
        state.Deadlines.Disarm(room.End);
        room.End = null;
        _kept.Remove(contact);
        state.Tracker.RoomChanged(contact);
        state.Pending.Add(agent);
    }

    /// <summary>Forgets how long room was kept for a contact that is connected, or has another stay in line.</summary>
    public void Forget(Contact contact)
    {
        if (contact.RoomKeeper is not null) Release(contact);
        contact.Room = null;
    }

    /// <summary>
    /// Marks what may be matched after a waiting contact's rank has changed. From an earlier contact no room is kept.
    /// </summary>
    public void RankChanged(Contact contact)
    {
        if (_kept.Count == 0) return;
        state.Pending.Add(contact);
        if (contact.RoomKeeper is { } keeper) state.Pending.Add(keeper);
    }

    /// <summary>Schedules the end of all kept room anew, after the time that it is kept has changed.</summary>
    public void Rearm()
    {
        foreach (var contact in _kept)
        {
            state.Deadlines.Disarm(contact.Room!.End);
            Arm(contact);
        }
    }

    /// <summary>Restores what a loaded contact's document says.</summary>
    public void Restore(Contact contact, AgentId? keeper, Timestamp? since)
    {
        if (since is not { } began) return;
        contact.Room = new KeptRoom(began) { IsWritten = true };
        if (keeper is { } agent) Keep(contact, state.Agents[agent]);
        contact.Room.WrittenKeeper = contact.RoomKeeper;
    }

    /// <summary>Whether an earlier contact may lack room at an agent. Most decisions end here, without an allocation.</summary>
    private static bool MayKeep(Agent agent, Contact contact)
    {
        if (agent.HasReserved) return true;
        foreach (var entry in agent.RosterEntries)
        {
            if (entry.InHeap || !agent.IsShortFor(entry.Kind.Channel)) continue;
            if (entry.Roster!.BestLine() is { } line && line.First.Key < contact.Key) return true;
        }

        return false;
    }

    /// <summary>
    /// The first contact by rank before another one that needs the room which an agent has for that. No agent that keeps room
    /// for it lacks as little.
    /// </summary>
    private Contact? FirstThatNeedsRoom(Agent agent, Contact contact)
    {
        var (before, channel) = (contact.Key, contact.Line.Key.Channel);
        if (agent.RoomKeptFor is { } kept && kept.Key < before) before = kept.Key;
        var first = agent.FirstReserved(other => other.Key < before && NeedsRoom(other, agent, channel));
        if (first is not null) before = first.Key;
        foreach (var entry in agent.RosterEntries)
        {
            if (entry.InHeap || !agent.IsShortFor(entry.Kind.Channel)) continue;
            if (entry.Roster!.BestLine() is not { } line || !(line.First.Key < before)) continue;
            var limit = before;
            var found = NeedsRoom(line.First, agent, channel)
                ? line.First
                : entry.Roster.BestContact(other => !(other.Key < limit) || NeedsRoom(other, agent, channel));
            if (found is not null && found.Key < before) (first, before) = (found, found.Key);
        }

        return first;
    }

    /// <summary>Whether a waiting contact needs the room that an agent has for a contact of a channel.</summary>
    private bool NeedsRoom(Contact contact, Agent agent, int channel) =>
        contact.IsInLine && agent.IsShortFor(contact.Line.Key.Channel) && !agent.FitsBeside(contact, channel)
        && !IsOver(contact)
        && !Matchmaker.CooldownHolds(contact, agent)
        && !(contact.RoomKeeper is { } keeper && keeper.LacksFor(contact) <= agent.LacksFor(contact));

    private bool IsReasonable(Contact contact)
    {
        // A contact that moves is queued and not in line yet.
        var agent = contact.RoomKeeper!;
        var reservedFor = contact.IsInLine ? contact.ReservedFor : state.Reservations.ReservedAgentFor(contact);
        return contact.State == ContactState.Queued && !contact.IsAway && IsOn && !IsOver(contact)
            && agent.Presence == Presence.Available && agent.SkillProfile?.Serves(contact.Line.Key.Requirements) == true
            && (reservedFor ?? agent) == agent
            && agent.IsShortFor(contact.Line.Key.Channel) && !Matchmaker.CooldownHolds(contact, agent);
    }

    private bool IsOver(Contact contact) => contact.Room is { } room && EndOf(room) <= state.Now;

    private Timestamp EndOf(KeptRoom room) => room.Since + state.Settings.KeepRoomForFirst;

    private void Keep(Contact contact, Agent agent)
    {
        (contact.Room!.Keeper, agent.RoomKeptFor) = (agent, contact);
        Arm(contact);
        _kept.Add(contact);
    }

    private void Arm(Contact contact) => contact.Room!.End = state.Deadlines.Arm(
        DeadlineKind.RoomKeepingEnd, EndOf(contact.Room), contact.Sequence, contact);
}

/// <summary>The room that was kept for a contact in its stay in line.</summary>
/// <param name="since">When an agent first kept some.</param>
internal sealed class KeptRoom(Timestamp since)
{
    public Timestamp Since { get; } = since;

    /// <summary>The agent that keeps it, if one does now.</summary>
    public Agent? Keeper { get; set; }

    /// <summary>The deadline of its end, while it is kept.</summary>
    public Deadline? End { get; set; }

    /// <summary>Whether a document with it was taken, and the keeper in that.</summary>
    public bool IsWritten { get; set; }

    public Agent? WrittenKeeper { get; set; }
}
