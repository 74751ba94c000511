using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private void Requeue(ModelContact contact)
    {
        var wrapUp = WrapUpOf(contact);
        var left = Detach(contact, ConnectionEnd.Requeued);
        Forget(contact);
        if (left is not null)
            RestartWait(contact);
        if (contact.Callback is { } callback)
            contact.Callback = callback with { NotBefore = null };
        EmitTransferred(contact, left);
        StartWrapUp(wrapUp, left);
        LeaveConnected(left);
    }

    private void Transfer(ModelContact contact, TransferContact transfer)
    {
        var restarts = contact.State == Connected || contact.Parked is not null;
        var wrapUp = WrapUpOf(contact);
        var left = Detach(contact, ConnectionEnd.Transferred);
        contact.Parked = null;
        var from = (contact.Queue, contact.Gate);
        var required = contact.Requirements;
        Forget(contact);
        if (transfer.Gate is { } gate)
            (contact.Queue, contact.Gate) = (_settings.Gates.Single(known => known.Id == gate).Queue, gate);
        else if (transfer.Queue is { } queue)
            (contact.Queue, contact.Gate) = (queue, null);
        contact.Asked = transfer.Requirements ?? contact.Asked;
        if (transfer is not { Requirements: null, Gate: null, Queue: null })
            contact.Requirements = Required(contact.Asked, GateOf(contact));
        if (transfer.Agent is { } agent)
        {
            Prefer(contact, agent, transfer.PreferredFor);
            contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == agent);
            if (left is not null && left.Agent.Id != agent)
                KeepFromSender(contact, left.Agent.Id);
        }

        if (transfer.NewPlace)
        {
            contact.EnteredAt = _now;
            contact.Rank = RankOf(contact);
        }

        if (restarts)
            RestartWait(contact);
        else
            ContinueWait(contact, from, required);
        if (contact.Callback is { } callback)
            contact.Callback = callback with { NotBefore = null };
        var moved = from != (contact.Queue, contact.Gate);
        EmitTransferred(contact, left, moved ? from : null);
        StartWrapUp(wrapUp, left);
        LeaveConnected(left);
    }

    private void KeepFromSender(ModelContact contact, AgentId sender)
    {
        var until = contact.PreferredUntil!.Value;
        if (until <= _now)
            return;
        var length = contact.Cooldowns.Find(cooldown => cooldown.Agent == sender) is { } own ? own.Until - _now : TimeSpan.Zero;
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == sender);
        contact.Cooldowns.Add(new(sender, until + length) { FirmUntil = until });
    }

    /// <summary>An ended connection: its agent, offer and times.</summary>
    private sealed record LeftConnection(ModelAgent Agent, ModelOffer Offer, TimeSpan Talk, TimeSpan Hold);

    /// <summary>Removes a contact from its agent or offers and puts it in line.</summary>
    private LeftConnection? Detach(ModelContact contact, ConnectionEnd end, bool withCooldown = true)
    {
        CancelHandover(contact);
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

    /// <summary>Ends its preference.</summary>
    private static void Forget(ModelContact contact)
    {
        ForgetRoom(contact);
        for (var at = 0; at < contact.Cooldowns.Count; at++)
            contact.Cooldowns[at] = contact.Cooldowns[at] with { FirmUntil = null };
        contact.PreferredAgent = null;
        contact.PreferredUntil = null;
    }

    /// <summary>A customer whom nobody has answered waits on. Another queue has limits and a plan of its own.</summary>
    private void ContinueWait(ModelContact contact, (QueueId Queue, GateId? Gate) from, IReadOnlyList<Requirement> required)
    {
        if (contact.Queue != from.Queue)
        {
            contact.InQueueSince = _now;
            contact.Expired = false;
            (contact.Refusals, contact.MetWhenRefused) = (0, false);
            contact.PlanDone = contact.Plan is null ? null : contact.PlanDone;
        }

        if (from == (contact.Queue, contact.Gate) && required.SequenceEqual(contact.Requirements))
            return;
        contact.ToldUnservable = false;
        ForgetEmptiness(contact);
    }

    /// <summary>Restarts its wait and plan.</summary>
    private void RestartWait(ModelContact contact)
    {
        contact.WaitingSince = _now;
        contact.InQueueSince = _now;
        contact.PlanDone = null;
        contact.Expired = false;
        contact.ToldUnservable = false;
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
        var wrapUp = WrapUpOf(contact);
        var left = Detach(contact, ConnectionEnd.CallbackFailed, withCooldown: false);
        var attempts = contact.Callback!.Attempts + 1;
        var isLast = attempts >= queue.CallbackAttempts;
        contact.Callback = contact.Callback with { Attempts = attempts, NotBefore = isLast ? null : _now + queue.CallbackDelay };
        EmitCallbackFailed(contact, left!);
        StartWrapUp(wrapUp, left);
        LeaveConnected(left);
        if (isLast)
            Close(contact, CloseReason.Expired);
    }
}
