namespace Acd.Core;

/// <summary>
/// The pauses of contacts whose agents did not take them. During its pause a contact is not offered again to an agent in
/// cooldown, even if nobody else could serve it: a telephone that rejects at once must not be asked in a loop.
/// </summary>
internal sealed class OfferPauses(EngineState state)
{
    /// <summary>Pauses a contact for as long as its queue says. A pause that lasts longer stays.</summary>
    public void Start(Contact contact)
    {
        var length = state.SettingsOf(contact).OfferPause;
        var until = state.Now + length;
        if (length == TimeSpan.Zero || until <= contact.PausedUntil) return;
        contact.PausedUntil = until;
        Arm(contact);
        state.Tracker.Changed(contact);
    }

    /// <summary>Ends a contact's pause when its time is over.</summary>
    public void End(Contact contact)
    {
        Clear(contact);
        state.Tracker.Changed(contact);
        if (contact.WaitsForAgent) state.Pending.Add(contact);
    }

    /// <summary>Schedules the end of a contact's pause.</summary>
    public void Arm(Contact contact)
    {
        state.Deadlines.Disarm(contact.PauseEnd);
        contact.PauseEnd = contact.PausedUntil is { } until
            ? state.Deadlines.Arm(DeadlineKind.PauseEnd, until, contact.Sequence, contact)
            : null;
    }

    /// <summary>Forgets the pause of a contact that closes.</summary>
    public void Clear(Contact contact)
    {
        state.Deadlines.Disarm(contact.PauseEnd);
        (contact.PausedUntil, contact.PauseEnd) = (null, null);
    }
}
