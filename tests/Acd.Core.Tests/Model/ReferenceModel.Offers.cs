using System.Globalization;
using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private void Offer(ModelContact contact, ModelAgent agent, bool assigned = false, bool connects = false,
        bool picked = false)
    {
        var queue = QueueOf(contact);
        var offer = new ModelOffer
        {
            Id = new("o" + (_sequence + 1).ToString(CultureInfo.InvariantCulture)),
            Number = _sequence + 1,
            Agent = agent.Id,
            At = _now,
            Due = _now + queue.OfferTimeout,
            Cost = CostOf(agent, contact.Channel).Cost,
            Assigned = assigned,
        };
        EndParking(contact);
        contact.Offers.Add(offer);
        contact.State = Offered;
        ForgetEmptiness(contact);
        agent.LastOffer = offer.Number;
        EmitOffered(contact, offer, picked);
        if (connects || agent.Profile.AutoAccept || queue.AutoAccept)
            Accept(contact, offer, agent);
    }

    private Func<Reply> Accept(AcceptOffer command)
    {
        if (Live(command.Offer, command.By, out var contact, out var offer) is { } refusal)
            return () => refusal;
        if (contact.Handover == offer)
            AcceptHandover(contact, offer, Agent(offer.Agent));
        else if (contact.State == Offered)
            Accept(contact, offer, Agent(offer.Agent));
        return () => new ContactReply(contact.Document());
    }

    private void Accept(ModelContact contact, ModelOffer offer, ModelAgent agent, ModelAgent? sender = null)
    {
        End(offer, OfferState.Accepted);
        contact.State = Connected;
        contact.Agent = agent.Id;
        contact.ConnectedAt = _now;
        contact.HeldSince = null;
        contact.Held = TimeSpan.Zero;
        contact.TalkEndedAt = null;
        contact.ToldUnservable = false;
        contact.Cooldowns.RemoveAll(cooldown => cooldown.FirmUntil is not null);
        ForgetRoom(contact);
        EmitAccepted(contact, offer);
        EmitConnected(contact, offer, sender?.Id);
        RevokeOffers(contact);
        agent.MissedOffers = 0;
        agent.DeclinedOffers = 0;
        RenewIdleOrders(agent);
        CountAccepted(agent);
        if (IsRinging(agent))
            agent.AcceptedAt = _now;
        if (agent.Profile.ManualIn && agent.Presence == Presence.Available)
            BecomeNotReady(agent, "manualIn");
    }

    private Func<Reply> Decline(DeclineOffer command)
    {
        if (Live(command.Offer, command.By, out var contact, out var offer) is { } refusal)
            return () => refusal;
        if (command.Cause is { Length: < 1 or > 64 })
            return () => Refusals.OutOfRange("cause", "1 to 64 characters");
        if (contact.Handover == offer)
        {
            DeclineHandover(contact, offer, command.Cause);
            return () => new ContactReply(contact.Document());
        }

        if (contact.State != Offered)
            return () => Refusals.OfferNotPending(command.Offer);
        End(offer, OfferState.Declined);
        offer.Cause = command.Cause;
        contact.Refusals++;
        EmitDeclined(contact, offer);
        StartCooldown(contact, offer.Agent);
        ReturnIfUnoffered(contact, offer);
        if (command.Cause != "unreachable")
            CountDecline(Agent(offer.Agent), QueueOf(contact).MaxDeclines);
        else if (Agent(offer.Agent) is { Presence: Presence.Available } unreachable)
            BecomeNotReady(unreachable, "deviceUnreachable");
        return () => new ContactReply(contact.Document());
    }

    private void CountDecline(ModelAgent agent, int most)
    {
        agent.MissedOffers = 0;
        agent.DeclinedOffers++;
        if (agent.DeclinedOffers < most || agent.Presence != Presence.Available)
            return;
        agent.DeclinedOffers = 0;
        BecomeNotReady(agent, "declined");
    }

    private void TimeOut(ModelContact contact, ModelOffer offer)
    {
        End(offer, OfferState.TimedOut);
        contact.Refusals++;
        EmitTimedOut(contact, offer);
        var agent = Agent(offer.Agent);
        var tookAnother = offer.At <= agent.AcceptedAt;
        if (!tookAnother || QueueOf(contact).OffersAtOnce == 1)
            StartCooldown(contact, offer.Agent);
        ReturnIfUnoffered(contact, offer);
        if (!tookAnother)
            CountMiss(contact, offer, agent);
    }

    private void CountMiss(ModelContact contact, ModelOffer offer, ModelAgent agent)
    {
        if (offer.At < agent.MissedAt)
            return;
        agent.MissedAt = _now;
        agent.MissedOffers++;
        if (agent.MissedOffers >= QueueOf(contact).MaxMissedOffers && agent.Presence == Presence.Available)
        {
            agent.MissedOffers = 0;
            BecomeNotReady(agent, "ringNoAnswer");
        }
    }

    /// <summary>Revokes the pending offers of a contact. The caller decides on the contact.</summary>
    private void RevokeOffers(ModelContact contact)
    {
        foreach (var offer in contact.Pending)
            Revoke(contact, offer);
    }

    private void Revoke(ModelContact contact, ModelOffer offer)
    {
        End(offer, OfferState.Revoked);
        EmitRevoked(contact, offer);
        ReturnIfUnoffered(contact, offer);
    }

    /// <summary>Ends an offer that was not accepted. After its last offer the contact is back in line.</summary>
    private void ReturnIfUnoffered(ModelContact contact, ModelOffer offer)
    {
        if (contact.State == Offered && contact.Pending.Count == 0)
        {
            contact.State = Queued;
            _backInLine.Add(contact);
        }

        Leave(Agent(offer.Agent), offer);
    }

    /// <summary>A contact has left an agent. A draining agent goes offline after its last one.</summary>
    private void Leave(ModelAgent agent, ModelOffer offer)
    {
        agent.OfferOrder = Math.Max(agent.OfferOrder, offer.Number);
        if (agent.Presence == Presence.Draining && HasNothing(agent))
            ChangePresence(agent, Presence.Offline, "drained");
    }

    private void LeaveConnected(ModelAgent agent, ModelOffer offer)
    {
        RenewIdleOrders(agent);
        Leave(agent, offer);
    }

    private void LeaveConnected(LeftConnection? left)
    {
        if (left is not null)
            LeaveConnected(left.Agent, left.Offer);
    }

    private void End(ModelOffer offer, OfferState state)
    {
        offer.State = state;
        offer.EndedAt = _now;
    }

    /// <summary>The contact of an agent's active offer: pending, or accepted with the contact connected or in wrap-up.</summary>
    private Refusal? Live(OfferId id, AgentId? by, out ModelContact contact, out ModelOffer offer)
    {
        var found = _contacts.Find(candidate => candidate.Active.Any(live => live.Id == id));
        contact = found!;
        offer = found?.Active.Single(live => live.Id == id)!;
        if (found is null)
            return WasGivenOut(id) ? Refusals.OfferNotPending(id) : Refusals.OfferUnknown(id);
        return by is { } agent && agent != offer.Agent ? Refusals.OfferNotYours(id) : null;
    }

    private bool WasGivenOut(OfferId id) =>
        id.Value.StartsWith('o')
        && long.TryParse(id.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= _sequence;
}
