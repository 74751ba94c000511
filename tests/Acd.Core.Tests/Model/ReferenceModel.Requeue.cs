using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private void Requeue(ModelContact contact)
    {
        var left = Detach(contact, ConnectionEnd.Requeued);
        Forget(contact);
        EmitTransferred(contact, left);
        LeaveConnected(left);
    }

    private void Transfer(ModelContact contact, TransferContact transfer)
    {
        var left = Detach(contact, ConnectionEnd.Transferred);
        contact.Parked = null;
        var from = (contact.Queue, contact.Gate);
        Forget(contact);
        if (transfer.Gate is { } gate)
            (contact.Queue, contact.Gate) = (_settings.Gates.Single(known => known.Id == gate).Queue, gate);
        else if (transfer.Queue is { } queue)
            (contact.Queue, contact.Gate) = (queue, null);
        contact.Asked = transfer.Requirements ?? contact.Asked;
        if (transfer is not { Requirements: null, Gate: null, Queue: null })
            contact.Requirements = Required(contact.Asked, GateOf(contact));
        if (transfer.Agent is { } agent)
            Prefer(contact, agent, transfer.PreferredFor);
        if (transfer.NewPlace)
        {
            contact.EnteredAt = _now;
            contact.Rank = RankOf(contact);
        }

        if (contact.Callback is { } callback)
            contact.Callback = callback with { NotBefore = null };
        var moved = from != (contact.Queue, contact.Gate);
        EmitTransferred(contact, left, moved ? from : null);
        LeaveConnected(left);
    }

    /// <summary>An ended connection: its agent, offer and times.</summary>
    private sealed record LeftConnection(ModelAgent Agent, ModelOffer Offer, TimeSpan Talk, TimeSpan Hold);

    /// <summary>Removes a contact from its agent or offers and puts it in line.</summary>
    private LeftConnection? Detach(ModelContact contact, ConnectionEnd end, bool withCooldown = true)
    {
        foreach (var offer in contact.Pending)
            offer.Left = end;
        RevokeOffers(contact);
        LeftConnection? left = null;
        if (contact.State == Connected)
        {
            contact.Taken.Left = end;
            left = new(Agent(contact.Taken.Agent), contact.Taken, contact.TalkUntil(_now), contact.HoldUntil(_now));
            if (withCooldown)
                StartCooldown(contact, left.Agent.Id);
        }

        contact.State = Queued;
        contact.Agent = null;
        contact.ConnectedAt = null;
        contact.HeldSince = null;
        contact.Held = TimeSpan.Zero;
        contact.Release = null;
        _backInLine.Add(contact);
        return left;
    }

    /// <summary>Restarts its wait and plan, and ends its preference.</summary>
    private void Forget(ModelContact contact)
    {
        contact.WaitingSince = _now;
        contact.InQueueSince = _now;
        contact.PlanDone = null;
        contact.Expired = false;
        contact.ToldUnservable = false;
        ForgetRoom(contact);
        contact.PreferredAgent = null;
        contact.PreferredUntil = null;
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        ForgetEmptiness(contact);
    }

    private void BecomeCallback(ModelContact contact, string number)
    {
        if (contact.Parked is not null)
            _backInLine.Add(contact);
        EndParking(contact);
        contact.Callback = new(number, _now + QueueOf(contact).CallbackExpiry);
        ForgetEmptiness(contact);
    }

    private void Fail(ModelContact contact)
    {
        var queue = QueueOf(contact);
        var left = Detach(contact, ConnectionEnd.CallbackFailed, withCooldown: false);
        var attempts = contact.Callback!.Attempts + 1;
        var isLast = attempts >= queue.CallbackAttempts;
        contact.Callback = contact.Callback with { Attempts = attempts, NotBefore = isLast ? null : _now + queue.CallbackDelay };
        EmitCallbackFailed(contact, left!);
        LeaveConnected(left);
        if (isLast)
            Close(contact, CloseReason.Expired);
    }
}
