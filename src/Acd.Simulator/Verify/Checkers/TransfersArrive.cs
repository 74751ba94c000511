using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact that an agent sends to a named agent does not come back to the sender while it is meant for the named one. Nor does
/// a customer whom nobody has answered begin to wait anew.
/// </summary>
internal sealed class TransfersArrive : Checker
{
    public override string Rule => "A transfer does not come straight back, and costs nobody the time already waited.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactOffered { Assigned: false, Agent: { } agent } offered) return null;
        if (!state.Contacts.TryGetValue(offered.Contact, out var contact)) return null;
        return contact.Sender == agent && contact.Preference?.Until > offered.At
            ? $"{agent} sent {contact.Id} to {contact.Preference.Agent}, and is offered it before {contact.Preference.Until}."
            : null;
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var document in commit.Changes.Contacts)
        {
            if (!state.Contacts.TryGetValue(document.Id, out var contact) || contact.Sequence != document.Sequence) continue;
            if (document.State is ContactState.Queued or ContactState.Offered && document.WaitingSince != contact.WaitingSince)
                return $"{contact.Id} waits since {contact.WaitingSince} by its events, not {document.WaitingSince}.";
        }

        return null;
    }
}
