namespace Acd.Core;

/// <summary>
/// Matches by working sets outside of the engine. A round takes the first contact out of line, asks who is ready for it, offers
/// it to the first of them or sets it aside, and so on until nobody is in line; then those who were set aside are put back.
/// What each offer is, is <see cref="Distribution"/>'s to say, as with the index.
/// </summary>
internal sealed class Rounds(Center center, WorkingSets sets)
{
    // Queued contacts that have come in line with the present round, and had no turn yet.
    private readonly List<Contact> _entering = [];

    // Whether the last round left contacts in line that had no turn.
    private bool _brokenOff;

    private Agenda Agenda => center.Agenda;

    /// <summary>
    /// A round, where anything can come of what is on the agenda; false where nothing can.
    /// </summary>
    public bool MatchRound(Distribution distribution)
    {
        if (Agenda.CooldownsMayEnd) distribution.LookAtCooldownsAgain();
        var canMatch = _brokenOff || Agenda.Contacts.Count > 0 || Agenda.Agents.Exists(HasRoom);
        Agenda.Agents.Clear();
        if (!canMatch) return false;
        _brokenOff = false;
        while (Agenda.Contacts.TryDequeue(out var contact, out _))
            if (contact.State == ContactState.Queued && !contact.Waits) _entering.Add(contact);
        sets.Tell(_entering);
        if (center.Settings.Open && sets.AnyoneReady) TakeAll(distribution);
        foreach (var contact in _entering)
            if (contact.State == ContactState.Queued && !contact.Waits) distribution.LetWait(contact);
        _entering.Clear();
        return true;
    }

    /// <summary>
    /// Takes one after the other out of line, unless an offer leaves something on the agenda: then somebody who was set aside
    /// may have an agent now, and the next round begins with the first of all again.
    /// </summary>
    private void TakeAll(Distribution distribution)
    {
        while (sets.TakeFirst(center.Contacts) is { } contact)
        {
            if (distribution.TryOffer(contact))
            {
                if (Agenda.IsEmpty) continue;
                BreakOff();
                return;
            }

            if (contact.Waits) sets.Touch(contact);
            else distribution.LetWait(contact);
        }
    }

    /// <summary>Leaves those who had no turn to the next round.</summary>
    private void BreakOff()
    {
        _brokenOff = true;
        foreach (var contact in _entering)
            if (contact.State == ContactState.Queued && !contact.Waits) Agenda.Add(contact);
        _entering.Clear();
    }

    private static bool HasRoom(Agent agent)
    {
        foreach (var seat in agent.Seats)
            if (seat.InHeap) return true;
        return false;
    }
}
