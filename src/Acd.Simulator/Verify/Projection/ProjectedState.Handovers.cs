using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Applies hand-overs: a connected contact rings at a named agent, and moves only on the accept.</summary>
internal sealed partial class ProjectedState
{
    private void HandOver(ProjectedContact contact, ContactOffered offered)
    {
        if (offered.Agent is not { } id || !Agents.TryGetValue(id, out var agent)) return;
        var offer = new ProjectedOffer(
            offered.Offer, id, CostOf(agent, contact.Channel).Cost, offered.Due, offered.At, offered.Assigned);
        contact.Handover = offer;
        agent.Assignments.Add((contact, offer));
        agent.LastOffer = offered.Sequence;
    }

    /// <summary>The contact leaves its sender; the accept and the connection follow at once.</summary>
    private void LeaveSender(ProjectedContact contact, ContactTransferred moved)
    {
        LeaveAgent(contact, moved.At);
        (contact.WaitingSince, contact.InQueueSince) = (moved.At, moved.At);
        (contact.PlanDone, contact.Expired, contact.IsHeld, contact.Preference) = (null, false, false, null);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        (contact.State, contact.Agent) = (ContactState.Offered, null);
        if (contact.Handover is { } offer) contact.Offers.Add(offer);
        contact.Handover = null;
    }

    /// <summary>Ends a hand-over that was not accepted. False if the offer is none.</summary>
    private bool TryEndHandover(ProjectedContact contact, OfferEvent ended)
    {
        if (contact.Handover is not { } offer || offer.Id != ended.Offer) return false;
        if (ended is not OfferRevoked) CountMisses(offer, ended);
        contact.Handover = null;
        Release(contact, offer);
        return true;
    }
}
