using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// The agents that keep the room that becomes free for a contact that needs more of it, so that small contacts do not pass it for
/// ever. A contact has one such agent, and an agent one such contact.
/// </summary>
internal sealed class RoomKeeping(EngineState state)
{
    private readonly List<Contact> _kept = [];

    /// <summary>The contacts for which an agent keeps room.</summary>
    public IReadOnlyList<Contact> Kept => _kept;

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
        Keep(first, agent);
        state.Tracker.Changed(first);
        return true;
    }

    /// <summary>Releases the room that is kept for no reason any longer. Its agents may be ready for other contacts.</summary>
    public void ReleaseWhereOver()
    {
        for (var index = _kept.Count - 1; index >= 0; index--)
            if (!IsReasonable(_kept[index])) Release(_kept[index]);
    }

    /// <summary>Schedules the end of all kept room anew, after the time that it is kept has changed.</summary>
    public void Rearm()
    {
        foreach (var contact in _kept)
        {
            state.Deadlines.Disarm(contact.RoomKeepingEnd);
            Arm(contact);
        }
    }

    /// <summary>Restores what a loaded contact's document says.</summary>
    public void Restore(Contact contact, AgentId? keeper)
    {
        if (keeper is { } agent) Keep(contact, state.Agents[agent]);
    }

    /// <summary>Forgets how long room was kept for a contact that is connected, or has another stay in line.</summary>
    public void Forget(Contact contact)
    {
        if (contact.RoomKeeper is not null) Release(contact);
        contact.RoomKeptSince = null;
    }

    /// <summary>Releases the room that is kept for a contact.</summary>
    public void Release(Contact contact)
    {
        var agent = contact.RoomKeeper!;
        (contact.RoomKeeper, agent.RoomKeptFor) = (null, null);
        state.Deadlines.Disarm(contact.RoomKeepingEnd);
        contact.RoomKeepingEnd = null;
        _kept.Remove(contact);
        state.Tracker.Changed(contact);
        state.Pending.Add(agent);
    }

    private bool IsOn => state.Settings.KeepRoomForFirst > TimeSpan.Zero;

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
    /// The first contact by rank before a key that needs the room of an agent. No agent that keeps room for it lacks less.
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
        var agent = contact.RoomKeeper!;
        return contact.IsInLine && IsOn && !IsOver(contact)
            && agent.Presence == Presence.Available && agent.SkillProfile?.Serves(contact.Line.Key.Requirements) == true
            && (contact.ReservedFor ?? agent) == agent
            && agent.IsShortFor(contact.Line.Key.Channel) && !Matchmaker.CooldownHolds(contact, agent);
    }

    private bool IsOver(Contact contact) => contact.RoomKeptSince + state.Settings.KeepRoomForFirst <= state.Now;

    private void Keep(Contact contact, Agent agent)
    {
        (contact.RoomKeeper, agent.RoomKeptFor) = (agent, contact);
        contact.RoomKeptSince ??= state.Now;
        Arm(contact);
        _kept.Add(contact);
    }

    private void Arm(Contact contact) => contact.RoomKeepingEnd = state.Deadlines.Arm(
        DeadlineKind.RoomKeepingEnd, contact.RoomKeptSince!.Value + state.Settings.KeepRoomForFirst, contact.Sequence, contact);
}
