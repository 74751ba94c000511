namespace Acd.Core;

/// <summary>Handles accepted, declined and unanswered offers.</summary>
internal sealed class OfferCommandHandler(EngineState state)
{
    public CommandResult Accept(AcceptOffer command)
    {
        if (Find(command.Offer, command.By, out var offer) is { } refusal) return CommandResult.Of(refusal);
        if (offer!.State == OfferState.Pending) state.OfferTransitions.Accept(offer);
        return CommandResult.Of(offer.Contact);
    }

    public CommandResult Decline(DeclineOffer command)
    {
        if (Find(command.Offer, command.By, out var offer) is { } refusal) return CommandResult.Of(refusal);
        if (offer!.State != OfferState.Pending) return CommandResult.Of(Refusals.OfferNotPending(command.Offer));
        offer.Contact.Refusals++;
        state.OfferTransitions.End(offer, OfferState.Declined);
        state.PresenceTransitions.ResetMissedOffers(offer.Agent);
        state.OfferTransitions.StartCooldown(offer.Contact, offer.Agent);
        ReturnToLineIfUnoffered(offer.Contact);
        return CommandResult.Of(offer.Contact);
    }

    public void TimeOut(Offer offer)
    {
        offer.Contact.Refusals++;
        state.OfferTransitions.End(offer, OfferState.TimedOut);
        state.OfferTransitions.StartCooldown(offer.Contact, offer.Agent);
        state.PresenceTransitions.CountMissedOffer(offer.Agent, state.SettingsOf(offer.Contact).MaxMissedOffers);
        ReturnToLineIfUnoffered(offer.Contact);
    }

    private void ReturnToLineIfUnoffered(Contact contact)
    {
        if (contact.Offers.Count == 0) state.OfferTransitions.ReturnToLine(contact);
    }

    private Refusal? Find(OfferId id, AgentId? by, out Offer? offer)
    {
        offer = null;
        if (Offer.NumberOf(id) is not { } number || number > state.Tracker.LastSequence) return Refusals.OfferUnknown(id);
        if (!state.Offers.TryGetValue(number, out offer)) return Refusals.OfferNotPending(id);
        return by is { } agent && agent != offer.Agent.Id ? Refusals.OfferNotYours(id) : null;
    }
}
