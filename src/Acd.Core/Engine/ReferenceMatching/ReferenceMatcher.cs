namespace Acd.Core;

/// <summary>
/// Matches by working sets outside of the engine. A round takes the first contact out of line, asks who is ready for it, offers
/// it to the first of them or sets it aside, and so on until nobody is in line; then those who were set aside are put back.
/// What each offer is, is <see cref="Matchmaker"/>'s to say, as with the index.
/// </summary>
internal sealed class ReferenceMatcher(EngineState center, WorkingSetTracker sets)
{
    // Queued contacts that have come in line with the present round, and had no turn yet.
    private readonly List<Contact> _newInLine = [];

    // Whether the last round left contacts in line that had no turn.
    private bool _endedEarly;

    private PendingWork Pending => center.Pending;

    /// <summary>
    /// A round, where anything can come of what is on the agenda; false where nothing can.
    /// </summary>
    public bool RunRound(Matchmaker distribution)
    {
        if (Pending.CooldownsMayEnd) distribution.RecheckCooldowns();
        var canMatch = _endedEarly || Pending.Contacts.Count > 0 || Pending.Agents.Exists(HasRoom);
        Pending.Agents.Clear();
        if (!canMatch) return false;
        _endedEarly = false;
        while (Pending.Contacts.TryDequeue(out var contact, out _))
            if (contact.State == ContactState.Queued && !contact.IsInLine) _newInLine.Add(contact);
        sets.Flush(_newInLine);
        if (center.Settings.Open && sets.HasReadyAgents) MatchInOrder(distribution);
        foreach (var contact in _newInLine)
            if (contact.State == ContactState.Queued && !contact.IsInLine) distribution.AddToLine(contact);
        _newInLine.Clear();
        return true;
    }

    /// <summary>
    /// Takes one after the other out of line, unless an offer leaves something on the agenda: then somebody who was set aside
    /// may have an agent now, and the next round begins with the first of all again.
    /// </summary>
    private void MatchInOrder(Matchmaker distribution)
    {
        while (sets.TakeFirst(center.Contacts) is { } contact)
        {
            if (distribution.TryOffer(contact))
            {
                if (Pending.IsEmpty) continue;
                EndRoundEarly();
                return;
            }

            if (contact.IsInLine) sets.MarkChanged(contact);
            else distribution.AddToLine(contact);
        }
    }

    /// <summary>Leaves those who had no turn to the next round.</summary>
    private void EndRoundEarly()
    {
        _endedEarly = true;
        foreach (var contact in _newInLine)
            if (contact.State == ContactState.Queued && !contact.IsInLine) Pending.Add(contact);
        _newInLine.Clear();
    }

    private static bool HasRoom(Agent agent)
    {
        foreach (var seat in agent.RosterEntries)
            if (seat.InHeap) return true;
        return false;
    }
}
