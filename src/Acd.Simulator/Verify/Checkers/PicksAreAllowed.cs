using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>An agent picks only what its queue allows and what the agent could be offered, and has it at once.</summary>
internal sealed class PicksAreAllowed : Checker
{
    private ContactOffered? _picked;

    public override string Rule => "An agent picks only what it may, and has it at once.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        var open = _picked;
        _picked = centerEvent as ContactOffered is { Picked: true } picked ? picked : null;
        if (open is not null && !(centerEvent is OfferAccepted accepted && accepted.Offer == open.Offer))
            return $"{open.Agent} picked {open.Contact} and does not have it at once.";
        if (_picked is not { Agent: { } id } || !state.Contacts.TryGetValue(_picked.Contact, out var contact)) return null;
        if (!state.QueueOf(contact).MayPick) return $"{id} picks {contact.Id}, which its queue does not allow.";
        if (contact.State != ContactState.Queued || contact.IsAway) return $"{id} picks {contact.Id}, which is in no line.";
        return state.Agents.TryGetValue(id, out var agent) && agent.Presence is Presence.Available or Presence.NotReady
            && agent.Serves(contact.Requirements)
            ? null
            : $"{id} picks {contact.Id} and could not be offered it.";
    }

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed is not { Request: PickContact pick, Reply: ContactReply { Contact: var contact } }) return null;
        return contact.State is ContactState.Connected or ContactState.WrapUp or ContactState.Closed
            && contact.LastAgent == pick.Agent
            ? null
            : $"{pick.Agent} picked {contact.Id}, which is {contact.State} with {contact.Agent}.";
    }
}
