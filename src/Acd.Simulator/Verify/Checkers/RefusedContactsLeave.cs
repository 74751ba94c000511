using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact that agents have declined or missed as often as its queue allows gets the queue's action at once, once in each
/// stay, and no other contact gets it.
/// </summary>
internal sealed class RefusedContactsLeave : Checker
{
    public override string Rule => "A contact that is refused too often gets its queue's action, once.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent) =>
        centerEvent is PlanStepped { Cause: StepCause.Refused } stepped
        && state.Contacts.TryGetValue(stepped.Contact, out var contact) && !state.IsRefused(contact)
            ? $"The contact {contact.Id} meets its queue's limit of refusals after {contact.Refusals}, or twice."
            : null;

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in state.Waiting)
        {
            if (state.IsRefused(contact))
                return $"The contact {contact.Id} was refused {contact.Refusals} times and waits on.";
        }

        foreach (var document in commit.Changes.Contacts)
        {
            if (!state.Contacts.TryGetValue(document.Id, out var contact)) continue;
            if ((document.Refusals, document.MetWhenRefused) != (contact.Refusals, contact.MetWhenRefused))
                return $"By its document {document.Id} was refused {document.Refusals} times, by its events {contact.Refusals}.";
        }

        return null;
    }
}
