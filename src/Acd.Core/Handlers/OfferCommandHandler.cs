namespace Acd.Core;

/// <summary>What an agent's answer to an offer does, and what its silence does.</summary>
internal sealed class OfferCommandHandler(EngineState center)
{
    public CommandResult Accept(AcceptOffer command)
    {
        if (Find(command.Offer, command.By, out var offer) is { } refusal) return CommandResult.Of(refusal);
        if (offer!.State == OfferState.Pending) center.OfferTransitions.Accept(offer);
        return CommandResult.Of(offer.Contact);
    }

    public CommandResult Decline(DeclineOffer command)
    {
        if (Find(command.Offer, command.By, out var offer) is { } refusal) return CommandResult.Of(refusal);
        if (offer!.State != OfferState.Pending) return CommandResult.Of(Refusals.OfferNotPending(command.Offer));
        center.OfferTransitions.End(offer, OfferState.Declined);
        center.PresenceTransitions.ResetMissedOffers(offer.Agent);
        center.OfferTransitions.StartCooldown(offer.Contact, offer.Agent);
        ReturnToLineIfUnoffered(offer.Contact);
        return CommandResult.Of(offer.Contact);
    }

    public void TimeOut(Offer offer)
    {
        center.OfferTransitions.End(offer, OfferState.TimedOut);
        center.OfferTransitions.StartCooldown(offer.Contact, offer.Agent);
        center.PresenceTransitions.CountMissedOffer(offer.Agent, center.SettingsOf(offer.Contact).MaxMissedOffers);
        ReturnToLineIfUnoffered(offer.Contact);
    }

    private void ReturnToLineIfUnoffered(Contact contact)
    {
        if (contact.Offers.Count == 0) center.OfferTransitions.ReturnToLine(contact);
    }

    private Refusal? Find(OfferId id, AgentId? by, out Offer? offer)
    {
        offer = null;
        if (Offer.NumberOf(id) is not { } number || number > center.Tracker.LastSequence) return Refusals.OfferUnknown(id);
        if (!center.Offers.TryGetValue(number, out offer)) return Refusals.OfferNotPending(id);
        return by is { } agent && agent != offer.Agent.Id ? Refusals.OfferNotYours(id) : null;
    }
}
