namespace Acd.Core;

/// <summary>What an agent's answer to an offer does, and what its silence does.</summary>
internal sealed class OfferRules(Center center)
{
    public Result Accept(AcceptOffer command)
    {
        if (Find(command.Offer, command.By, out var offer) is { } refusal) return Result.Of(refusal);
        if (offer!.State == OfferState.Pending) center.OfferSteps.Accept(offer);
        return Result.Of(offer.Contact);
    }

    public Result Decline(DeclineOffer command)
    {
        if (Find(command.Offer, command.By, out var offer) is { } refusal) return Result.Of(refusal);
        if (offer!.State != OfferState.Pending) return Result.Of(Refusals.OfferNotPending(command.Offer));
        center.OfferSteps.End(offer, OfferState.Declined);
        center.Presences.HasAnswered(offer.Agent);
        center.OfferSteps.StartCooldown(offer.Contact, offer.Agent);
        BackInLine(offer.Contact);
        return Result.Of(offer.Contact);
    }

    public void TimeOut(Offer offer)
    {
        center.OfferSteps.End(offer, OfferState.TimedOut);
        center.OfferSteps.StartCooldown(offer.Contact, offer.Agent);
        center.Presences.MissOffer(offer.Agent, center.SettingsOf(offer.Contact).MaxMissedOffers);
        BackInLine(offer.Contact);
    }

    private void BackInLine(Contact contact)
    {
        if (contact.Offers.Count == 0) center.OfferSteps.BackInLine(contact);
    }

    private Refusal? Find(OfferId id, AgentId? by, out Offer? offer)
    {
        offer = null;
        if (Offer.NumberOf(id) is not { } number || number > center.Journal.LastSequence) return Refusals.OfferUnknown(id);
        if (!center.Offers.TryGetValue(number, out offer)) return Refusals.OfferNotPending(id);
        return by is { } agent && agent != offer.Agent.Id ? Refusals.OfferNotYours(id) : null;
    }
}
