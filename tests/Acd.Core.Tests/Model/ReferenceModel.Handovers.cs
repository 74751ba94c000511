using System.Globalization;
using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

/// <summary>Connected contacts that ring at a named agent, and move to it only on its accept.</summary>
public sealed partial class ReferenceModel
{
    private void HandOver(ModelContact contact, ModelAgent agent)
    {
        if (contact.Handover is { } before)
            FailHandover(contact, before, OfferState.Revoked, HandoverFailure.Replaced);
        var queue = QueueOf(contact);
        var offer = new ModelOffer
        {
            Id = new("o" + (_sequence + 1).ToString(CultureInfo.InvariantCulture)),
            Number = _sequence + 1,
            Agent = agent.Id,
            At = _now,
            Due = _now + queue.OfferTimeout,
            Cost = CostOf(agent, contact.Channel).Cost,
            Assigned = true,
        };
        contact.Handover = offer;
        agent.LastOffer = offer.Number;
        EmitOffered(contact, offer, picked: false, from: contact.Agent);
        if (agent.Profile.AutoAccept || queue.AutoAccept)
            AcceptHandover(contact, offer, agent);
    }

    /// <summary>The sender is done with the contact, and nobody waits between the two.</summary>
    private void AcceptHandover(ModelContact contact, ModelOffer offer, ModelAgent agent)
    {
        contact.Handover = null;
        var wrapUp = WrapUpOf(contact);
        var sent = contact.Taken;
        var sender = Agent(sent.Agent);
        sent.Left = ConnectionEnd.HandedOver;
        LeftConnection left = new(sender, sent, contact.TalkUntil(_now), contact.HoldUntil(_now));
        contact.Release = null;
        contact.PreferredAgent = null;
        contact.PreferredUntil = null;
        RestartWait(contact);
        RenewIdleOrders(sender);
        Emit(contact, new ContactTransferred
        {
            Agent = sender.Id,
            Requirements = contact.Requirements,
            Rank = contact.Rank,
            Talk = left.Talk,
            Hold = left.Hold,
            To = agent.Id,
        });
        StartWrapUp(wrapUp, left);
        contact.Offers.Add(offer);
        Accept(contact, offer, agent, sender);
        Leave(sender, sent);
    }

    private void DeclineHandover(ModelContact contact, ModelOffer offer, string? cause)
    {
        var agent = Agent(offer.Agent);
        offer.Cause = cause;
        FailHandover(contact, offer, OfferState.Declined, HandoverFailure.Declined);
        if (cause != "unreachable")
            agent.MissedOffers = 0;
        else if (agent.Presence == Presence.Available)
            BecomeNotReady(agent, "deviceUnreachable");
    }

    private void TimeOutHandover(ModelContact contact, ModelOffer offer)
    {
        FailHandover(contact, offer, OfferState.TimedOut, HandoverFailure.Unanswered);
        var agent = Agent(offer.Agent);
        if (!(offer.At <= agent.AcceptedAt))
            CountMiss(contact, offer, agent);
    }

    private void FailHandover(ModelContact contact, ModelOffer offer, OfferState outcome, HandoverFailure reason)
    {
        EndHandover(contact, offer, outcome);
        Emit(contact, new HandoverFailed { Agent = contact.Agent, Offer = offer.Id, To = offer.Agent, Reason = reason });
    }

    /// <summary>A contact that leaves its agent rings nowhere any longer.</summary>
    private void CancelHandover(ModelContact contact)
    {
        if (contact.Handover is { } offer)
            EndHandover(contact, offer, OfferState.Revoked);
    }

    private void EndHandover(ModelContact contact, ModelOffer offer, OfferState outcome)
    {
        contact.Handover = null;
        contact.Offers.Add(offer);
        End(offer, outcome);
        if (outcome == OfferState.Declined)
            EmitDeclined(contact, offer);
        else if (outcome == OfferState.TimedOut)
            EmitTimedOut(contact, offer);
        else
            EmitRevoked(contact, offer);
        Leave(Agent(offer.Agent), offer);
    }

    /// <summary>Whether a contact is with the named agent, or rings there.</summary>
    private static bool IsHandedOver(ModelContact contact, AgentId to) =>
        contact.State == Connected && (contact.Agent == to || contact.Handover?.Agent == to);
}
