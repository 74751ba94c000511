namespace Acd.Core;

/// <summary>
/// What follows for waiting contacts from who is there: the report of those that are unservable, and the grace after which those
/// that are unstaffed leave. Lines count their serving profiles, so only contacts of changed lines are examined.
/// </summary>
internal sealed class StaffingTransitions(EngineState state)
{
    private PendingWork Pending => state.Pending;

    /// <summary>Whether an action on entry applies: the contact is unstaffed and no promised callback.</summary>
    public static bool MeetsJoinEmpty(Contact contact) => contact.Callback is null && contact.Line.StaffProfiles == 0;

    /// <summary>
    /// Reports the contacts that became unservable, and applies their queues' actions to those that leave at once. False if none
    /// leaves.
    /// </summary>
    public bool Settle()
    {
        if (Pending.UnmatchedContacts.Count + Pending.StaffChangedLines.Count == 0) return false;
        foreach (var line in Pending.StaffChangedLines) Pending.UnmatchedContacts.AddRange(line.PlacesInOrder());
        Pending.StaffChangedLines.Clear();
        if (Pending.UnmatchedContacts.Count > 1) Pending.UnmatchedContacts.Sort((left, right) => left.Key.CompareTo(right.Key));
        foreach (var contact in Pending.UnmatchedContacts)
            if (contact.IsInLine) UpdateMark(contact);
        var any = false;
        foreach (var contact in Pending.UnmatchedContacts)
        {
            if (!contact.IsInLine || !StartsAndEndsGrace(contact)) continue;
            any = true;
            state.Plans.RunLeaveWhenEmpty(contact);
        }

        Pending.UnmatchedContacts.Clear();
        return any;
    }

    /// <summary>When a waiting contact leaves because it is unstaffed. Null if it stays.</summary>
    public Timestamp? EndOfGrace(Contact contact) =>
        contact.UnstaffedSince is { } since && Leaves(contact)
            ? state.Outages.AfterGrace(since + state.SettingsOf(contact).EmptyFor)
            : null;

    /// <summary>Ends what a contact remembers about being unstaffed.</summary>
    public void Forget(Contact contact)
    {
        if (contact is { UnstaffedSince: null, LeftEmpty: false }) return;
        (contact.UnstaffedSince, contact.LeftEmpty) = (null, false);
        state.Deadlines.Disarm(contact.WaitDeadlines?.EndOfGrace);
        state.Tracker.Changed(contact);
    }

    /// <summary>Whether a loaded contact differs from what its line says. Documents of older versions may.</summary>
    public bool IsOutdated(Contact contact) => contact.ToldUnservable != (contact.Line.ServingProfiles == 0)
        || Leaves(contact) != (contact.UnstaffedSince is not null || contact.LeftEmpty);

    private void UpdateMark(Contact contact)
    {
        var isUnservable = contact.Line.ServingProfiles == 0;
        if (contact.ToldUnservable == isUnservable) return;
        contact.ToldUnservable = isUnservable;
        if (isUnservable) state.Emitter.ContactUnservable(contact);
        else state.Tracker.Changed(contact);
    }

    /// <summary>Starts or ends the grace of a contact in line. True if it ends at once.</summary>
    private bool StartsAndEndsGrace(Contact contact)
    {
        if (!Leaves(contact))
        {
            Forget(contact);
            return false;
        }

        if (contact.LeftEmpty || contact.UnstaffedSince is not null) return false;
        contact.UnstaffedSince = state.Now;
        state.Tracker.Changed(contact);
        if (EndOfGrace(contact) <= state.Now) return true;
        state.Plans.ArmEndOfGrace(contact);
        return false;
    }

    private bool Leaves(Contact contact) =>
        contact.Line.StaffProfiles == 0 && contact.Callback is null && state.SettingsOf(contact).LeaveWhenEmpty is not null;
}
