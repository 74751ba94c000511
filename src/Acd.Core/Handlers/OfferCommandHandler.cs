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
        if (FieldValidator.Length("cause", command.Cause, 1, Limits.ReasonLength) is { } wrong) return CommandResult.Of(wrong);
        if (offer!.State != OfferState.Pending) return CommandResult.Of(Refusals.OfferNotPending(command.Offer));
        offer.DeclinedFor(command.Cause);
        if (offer.IsHandover)
        {
            DeclineHandover(offer);
            return CommandResult.Of(offer.Contact);
        }

        offer.Contact.Refusals++;
        state.OfferTransitions.End(offer, OfferState.Declined);
        state.OfferTransitions.StartCooldown(offer.Contact, offer.Agent);
        if (command.Cause == DeclineCauses.Unreachable)
            state.PresenceTransitions.SetAside(offer.Agent, SetAsideReasons.DeviceUnreachable);
        else
            state.PresenceTransitions.CountDeclinedOffer(offer.Agent, state.SettingsOf(offer.Contact).MaxDeclines);
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
        if (offer.IsHandover)
        {
            state.Handovers.Fail(offer, OfferState.TimedOut, HandoverFailure.Unanswered);
            if (!couldNotTakeIt) state.PresenceTransitions.CountMissedOffer(offer, queue.MaxMissedOffers);
            return;
        }

        offer.Contact.Refusals++;
        state.OfferTransitions.End(offer, OfferState.TimedOut);
        if (!couldNotTakeIt || queue.OffersAtOnce == 1) state.OfferTransitions.StartCooldown(offer.Contact, offer.Agent);
        if (!couldNotTakeIt) state.PresenceTransitions.CountMissedOffer(offer, queue.MaxMissedOffers);
        state.OfferTransitions.ContinueRinging(offer.Contact);
    }

    /// <summary>
    /// Ends a hand-over that its agent declines. A colleague's question may be answered with no, so it counts in no row of
    /// declines.
    /// </summary>
    private void DeclineHandover(Offer offer)
    {
        var agent = offer.Agent;
        var isUnreachable = offer.Document.Cause == DeclineCauses.Unreachable;
        state.Handovers.Fail(offer, OfferState.Declined, HandoverFailure.Declined);
        if (isUnreachable)
        {
            state.PresenceTransitions.SetAside(agent, SetAsideReasons.DeviceUnreachable);
        }
        else if (agent.MissedOffers > 0)
        {
            agent.MissedOffers = 0;
            state.Tracker.Changed(agent);
        }
    }

    private Refusal? Find(OfferId id, AgentId? by, out Offer? offer)
    {
        offer = null;
        if (Offer.NumberOf(id) is not { } number || number > state.Tracker.LastSequence) return Refusals.OfferUnknown(id);
        if (!state.Offers.TryGetValue(number, out offer)) return Refusals.OfferNotPending(id);
        return by is { } agent && agent != offer.Agent.Id ? Refusals.OfferNotYours(id) : null;
    }
}
