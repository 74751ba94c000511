namespace Acd.Core;

/// <summary>Parks connected contacts, and brings them back to the agent that parked them.</summary>
internal sealed class ParkTransitions(EngineState state)
{
    /// <summary>The longest time for which a contact is parked.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(Limits.ParkedDays);

    public Refusal? Park(Contact contact, ParkContact command)
    {
        if (contact.Parked is not null) return null;
        if (FieldValidator.Length("reason", command.Reason, 0, Limits.ReasonLength) is { } wrong) return wrong;
        if (contact.State == ContactState.WrapUp) return Refusals.ContactInWrapUp(contact.Id);
        if (contact.State != ContactState.Connected) return Refusals.ContactNotConnected(contact.Id);
        if (command.Until is { } until && (until <= state.Now || until > state.Now + Longest))
            return Refusals.OutOfRange("until", $"later than now, by at most {Limits.ParkedDays} days");
        var (agent, talk, hold) = state.Closing.Disconnect(contact, ConnectionEnd.Parked);
        contact.State = ContactState.Queued;
        contact.Parked = new ParkedDocument(agent.Id, state.Now, command.Until, command.Reason);
        (contact.PreferredAgent, contact.PreferredUntil) = (null, null);
        (contact.WaitingSince, contact.InQueueSince) = (state.Now, state.Now);
        (contact.PlanDone, contact.Expired, contact.ToldUnservable) = (null, false, false);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        state.Staffing.Forget(contact);
        state.UpdatePlacesTaken(contact);
        Arm(contact);
        state.Emitter.ContactParked(contact, talk, hold);
        state.PresenceTransitions.DrainIfDone(agent);
        return null;
    }

    /// <summary>Puts a parked contact back in line. Its owner is preferred.</summary>
    public void Unpark(Contact contact)
    {
        var settings = state.SettingsOf(contact);
        contact.PreferredAgent = contact.Parked!.Agent;
        contact.PreferredUntil = state.Now + settings.PreferredFor;
        if (contact.Callback is { } callback)
            contact.Callback = callback with { Expires = state.Now + settings.CallbackExpiry };
        End(contact);
        state.Emitter.ContactUnparked(contact);
        state.OfferTransitions.ReturnToLine(contact);
    }

    /// <summary>Ends the parking of a contact that waits, rings or moves instead. Its wait begins now.</summary>
    public void End(Contact contact)
    {
        if (contact.Parked is null) return;
        Forget(contact);
        (contact.WaitingSince, contact.InQueueSince) = (state.Now, state.Now);
        state.UpdatePlacesTaken(contact);
    }

    /// <summary>Forgets the parking of a contact that closes.</summary>
    public void Forget(Contact contact)
    {
        state.Deadlines.Disarm(contact.ParkEnd);
        (contact.Parked, contact.ParkEnd) = (null, null);
    }

    /// <summary>Schedules the return of a parked contact, if it has a time.</summary>
    public void Arm(Contact contact)
    {
        if (contact.Parked!.Until is { } until)
            contact.ParkEnd = state.Deadlines.Arm(DeadlineKind.ParkEnd, until, contact.Sequence, contact);
    }
}
