namespace Acd.Core;

/// <summary>
/// Matches by working sets outside the engine. A round takes contacts from the line in order, and offers each to its first ready
/// agent or sets it aside. After the round, contacts that were set aside are put back. <see cref="Matchmaker"/> makes the
/// offers, as with the index.
/// </summary>
internal sealed class ReferenceMatcher(EngineState state, WorkingSetTracker sets)
{
    // Queued contacts that are new in the current round and had no turn yet.
    private readonly List<Contact> _newInLine = [];

    // Whether the last round left contacts in line that had no turn.
    private bool _endedEarly;

    private PendingWork Pending => state.Pending;

    /// <summary>Runs a round if the pending work can lead to a match. False if it cannot.</summary>
    public bool RunRound(Matchmaker matchmaker)
    {
        state.Plans.RunDue();
        state.RoomKeeping.ReleaseWhereOver();
        if (Pending.CooldownsMayEnd) matchmaker.RecheckCooldowns();
        var canMatch = _endedEarly || Pending.Contacts.Count > 0 || Pending.Agents.Exists(HasRoom);
        Pending.Agents.Clear();
        if (!canMatch) return false;
        _endedEarly = false;
        while (Pending.Contacts.TryDequeue(out var contact, out _))
            if (contact.State == ContactState.Queued && !contact.IsInLine) _newInLine.Add(contact);
        sets.Flush(_newInLine);
        if (state.Settings.Open && sets.HasReadyAgents) MatchInOrder(matchmaker);
        foreach (var contact in _newInLine)
            if (contact.State == ContactState.Queued && !contact.IsInLine) matchmaker.AddToLine(contact);
        _newInLine.Clear();
        return true;
    }

    /// <summary>
    /// Takes contacts from the line in order. It stops when an offer leaves pending work: a contact that was set aside may have
    /// an agent now. The next round then starts at the front.
    /// </summary>
    private void MatchInOrder(Matchmaker matchmaker)
    {
        while (sets.TakeFirst(state.Contacts) is { } contact)
        {
            if (matchmaker.TryOffer(contact))
            {
                // The room that was kept for the contact is free now, and may be kept for another.
                state.RoomKeeping.ReleaseWhereOver();
                if (Pending.IsEmpty) continue;
                EndRoundEarly();
                return;
            }

            if (contact.WaitsForAgent) sets.MarkChanged(contact);
            else matchmaker.AddToLine(contact);
        }
    }

    /// <summary>Leaves the contacts that had no turn to the next round.</summary>
    private void EndRoundEarly()
    {
        _endedEarly = true;
        foreach (var contact in _newInLine)
            if (contact.State == ContactState.Queued && !contact.IsInLine) Pending.Add(contact);
        _newInLine.Clear();
    }

    private static bool HasRoom(Agent agent)
    {
        foreach (var entry in agent.RosterEntries)
            if (entry.InHeap) return true;
        return false;
    }
}
