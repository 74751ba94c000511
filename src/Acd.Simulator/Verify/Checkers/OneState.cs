using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact is in exactly one state, comes to it by the way that is allowed, and its document says nothing else.
/// </summary>
internal sealed class ValidTransitions : Checker
{
    public override string Rule => "No contact is in two states.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened is not ContactEvent about) return null;
        if (!center.Contacts.TryGetValue(about.Contact, out var contact))
            return about is ContactQueued ? null : $"{Name(about)} of the contact {about.Contact}, which is not open.";
        return IsAllowed(about, contact) ? null : $"{Name(about)} of the contact {contact.Id}, which is {contact.State}.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            if (Contradiction(contact) is { } wrong) return $"The contact {contact.Id} is {contact.State}, but {wrong}.";
            var isClosed = contact.State == ContactState.Closed;
            if (isClosed != database.Closed.ContainsKey(contact.Id) && !commit.Changes.ForgottenContacts.Contains(contact.Id))
                return $"The contact {contact.Id} is {contact.State}, but its place among the closed ones says otherwise.";
        }

        return null;
    }

    private static bool IsAllowed(ContactEvent about, ProjectedContact contact) => (about, contact.State) switch
    {
        (ContactHeld, ContactState.Connected) => !contact.IsHeld,
        (ContactResumed, ContactState.Connected) => contact.IsHeld,
        (ContactHeld or ContactResumed, _) => false,
        (ContactClosed { Reason: CloseReason.Completed }, var state) => state is ContactState.Connected or ContactState.WrapUp,
        (_, var state) => IsAllowed(about, state),
    };

    private static bool IsAllowed(ContactEvent about, ContactState state) => about switch
    {
        ContactQueued => false,
        ContactUnservable or PlanStepped or CallbackRequested or ContactClosed => state == ContactState.Queued,
        ContactOffered => state is ContactState.Queued or ContactState.Offered,
        OfferAccepted or OfferDeclined or OfferTimedOut => state == ContactState.Offered,
        OfferRevoked => state is ContactState.Offered or ContactState.Connected,
        ContactConnected => state == ContactState.Offered,
        WrapUpStarted or CallbackFailed => state == ContactState.Connected,
        ContactPriorityChanged or ContactRequirementsChanged => state is ContactState.Queued or ContactState.Offered,
        ContactTransferred => state is ContactState.Queued or ContactState.Offered or ContactState.Connected,
        _ => true,
    };

    private static string? Contradiction(ContactDocument contact)
    {
        var pending = contact.Offers.Any(offer => offer.State == OfferState.Pending);
        var connected = contact.State is ContactState.Connected or ContactState.WrapUp;
        if (pending != (contact.State == ContactState.Offered)) return pending ? "an offer is pending" : "no offer is pending";
        if (connected && contact is not { Agent: not null, ConnectedAt: not null }) return "it has no agent";
        if (connected && !contact.Offers.Any(offer => offer.State == OfferState.Accepted)) return "no offer was accepted";
        if (!connected && contact is { State: not ContactState.Closed, Agent: not null }) return "it has an agent";
        if (contact.HeldSince is not null && contact.State != ContactState.Connected) return "it is on hold";
        if ((contact.WrapUpDue is not null) != (contact.State == ContactState.WrapUp)) return "its wrap-up's end says otherwise";
        var closed = contact is { ClosedAt: not null, Reason: not null };
        return closed == (contact.State == ContactState.Closed) ? null : "its end says otherwise";
    }

    private static string Name(ContactEvent about) => $"{about.GetType().Name} (event {about.Sequence})";
}
