namespace Acd.Core.Tests;

/// <summary>Parked contacts.</summary>
public sealed partial class ReferenceModel
{
    /// <summary>Whether a contact cannot be parked until a time.</summary>
    private Refusal? Unparkable(ParkContact park) =>
        park.Until <= _now || park.Until - _now > TimeSpan.FromDays(30) ? Refusals.OutOfRange("until", "a time soon") : null;

    private void Park(ModelContact contact, ParkContact park)
    {
        var left = Detach(contact, ConnectionEnd.Parked, withCooldown: false)!;
        Forget(contact);
        RestartWait(contact);
        contact.Parked = new(left.Agent.Id, _now, park.Until, park.Reason);
        Emit(contact, new ContactParked
        {
            Agent = left.Agent.Id,
            Until = park.Until,
            Reason = park.Reason,
            Talk = left.Talk,
            Hold = left.Hold,
        });
        LeaveConnected(left);
    }

    private void Unpark(ModelContact contact)
    {
        if (contact.Parked is not { } parked)
            return;
        EndParking(contact);
        Prefer(contact, parked.Agent, null);
        if (contact.Callback is { } callback)
            contact.Callback = callback with { Expires = _now + QueueOf(contact).CallbackExpiry };
        Emit(contact, new ContactUnparked { PreferredAgent = parked.Agent });
        _backInLine.Add(contact);
    }

    /// <summary>A parked contact is offered, or becomes a callback: it waits since now.</summary>
    private void EndParking(ModelContact contact)
    {
        if (contact.Parked is null)
            return;
        contact.Parked = null;
        contact.WaitingSince = _now;
        contact.InQueueSince = _now;
    }
}
