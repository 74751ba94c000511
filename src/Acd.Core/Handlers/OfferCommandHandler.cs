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
        state.OfferTransitions.ContinueRinging(offer.Contact);
        return CommandResult.Of(offer.Contact);
    }

    /// <summary>
    /// Ends an offer that nobody answered. An agent that accepted another contact while it rang was there, so it is no miss.
    /// </summary>
    public void TimeOut(Offer offer)
    {
        var queue = state.SettingsOf(offer.Contact);
        var couldNotTakeIt = offer.Document.At <= offer.Agent.AcceptedAt;
        offer.Contact.Refusals++;
        state.OfferTransitions.End(offer, OfferState.TimedOut);
        if (!couldNotTakeIt || queue.OffersAtOnce == 1) state.OfferTransitions.StartCooldown(offer.Contact, offer.Agent);
        if (!couldNotTakeIt) state.PresenceTransitions.CountMissedOffer(offer, queue.MaxMissedOffers);
        state.OfferTransitions.ContinueRinging(offer.Contact);
    }

    private Refusal? Find(OfferId id, AgentId? by, out Offer? offer)
    {
        offer = null;
        if (Offer.NumberOf(id) is not { } number || number > state.Tracker.LastSequence) return Refusals.OfferUnknown(id);
        if (!state.Offers.TryGetValue(number, out offer)) return Refusals.OfferNotPending(id);
        return by is { } agent && agent != offer.Agent.Id ? Refusals.OfferNotYours(id) : null;
    }
}
