using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A parked contact stays parked until its time, a command or a supervisor's assignment. Nothing that happens to waiting
/// contacts happens to it, and it comes back to the agent that parked it.
/// </summary>
internal sealed class ParkedContactsStay : Checker
{
    public override string Rule => "A parked contact comes back to its owner, and not before.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactEvent contactEvent) return null;
        if (!state.Contacts.TryGetValue(contactEvent.Contact, out var contact)) return null;
        return (contactEvent, contact.Parked) switch
        {
            (ContactUnparked, null) => $"The contact {contact.Id} comes back, but is not parked.",
            (ContactUnparked unparked, { } parked) => unparked.PreferredAgent == parked.Agent
                ? null
                : $"The contact {contact.Id} comes back to {unparked.PreferredAgent}; {parked.Agent} parked it.",
            (ContactParked { Until: { } until } park, _) when until <= park.At =>
                $"The contact {contact.Id} is parked until {until}.",
            (ContactOffered { Assigned: false } or ContactUnservable or PlanStepped, not null) =>
                $"{contactEvent.GetType().Name} of the contact {contact.Id}, which is parked.",
            (ContactClosed { Reason: CloseReason.Expired }, not null) => $"The contact {contact.Id} expires while it is parked.",
            _ => null,
        };
    }
}
