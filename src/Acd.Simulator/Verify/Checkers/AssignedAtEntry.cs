using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A contact that is posted for one agent rings at that agent and at no other, or is connected at once.</summary>
internal sealed class AssignedAtEntry : Checker
{
    public override string Rule => "A contact that is assigned as it enters goes to its agent at once.";

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed.Request is not EnqueueContact { AssignTo: { } agent } enqueue) return null;
        if (revealed.Reply is not ContactReply { Created: true, Contact: var contact }) return null;
        if (contact.Offers is not [{ Assigned: true } offer] || offer.Agent != agent)
            return $"The contact {contact.Id} is for {agent}, and its offers are {string.Join(", ", contact.Offers)}.";
        return enqueue.Connected && contact is not { State: ContactState.Connected } && offer.State != OfferState.Accepted
            ? $"The contact {contact.Id} is connected to {agent} on the telephone, and is {contact.State}."
            : null;
    }
}
