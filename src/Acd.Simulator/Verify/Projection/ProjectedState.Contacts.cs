// Over 300 lines because it has a case for each event of a contact.
using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Applies events of contacts.</summary>
internal sealed partial class ProjectedState
{
    private void Apply(ContactEvent contactEvent)
    {
        AbandonedPlaces.Forget(contactEvent.At);
        if (contactEvent is ContactQueued queued) ApplyQueued(queued);
        if (!Contacts.TryGetValue(contactEvent.Contact, out var contact)) return;
        contact.Events = contactEvent.ContactSequence;
        if (contact.Queue != contactEvent.Queue) ChangeQueue(contact, contactEvent);
        contact.Gate = contactEvent.Gate;
        if (contactEvent is ContactOffered or CallbackRequested) EndParking(contact, contactEvent.At);
        switch (contactEvent)
        {
            case OfferEvent or ContactConnected:
                ApplyOffer(contact, contactEvent);
                break;
            case ContactUnservable:
                contact.ToldUnservable = true;
                break;
            case ContactHeld or ContactResumed:
                contact.IsHeld = contactEvent is ContactHeld;
                break;
            case ContactTransferred { To: not null } moved:
                LeaveSender(contact, moved);
                break;
            case ContactTransferred transferred:
                Transfer(contact, transferred);
                break;
            case ContactPriorityChanged changed:
                (contact.Priority, contact.Rank) = (changed.Priority, changed.Rank);
                break;
            case ContactRequirementsChanged changed:
                (contact.Requirements, contact.ToldUnservable) = (changed.Requirements, false);
                break;
            case PlanStepped stepped:
                Step(contact, stepped);
                break;
            case CallbackRequested requested:
                contact.Callback = new CallbackDocument(requested.Number, requested.Expires);
                break;
            case CallbackFailed failed:
                Fail(contact, failed);
                break;
            case ContactReleased released:
                Release(contact, released);
                break;
            case ContactParked parked:
                Park(contact, parked);
                break;
            case ContactUnparked unparked:
                Unpark(contact, unparked);
                break;
            case WrapUpStarted started:
                contact.Release = null;
                (contact.State, contact.WrapUpDue, contact.IsHeld) = (ContactState.WrapUp, started.Due, false);
                contact.WrapUpSince = started.At;
                contact.EndedBy = started.EndedBy;
                break;
            case WrapUpDueChanged changed:
                contact.WrapUpDue = changed.Due;
                break;
            case OfferDueChanged changed:
                ChangeDue(contact, changed);
                break;
            case ContactClosed closed:
                Close(contact, closed);
                break;
        }
    }

    private void ApplyQueued(ContactQueued queued)
    {
        AbandonedPlaces.Use(queued.Caller ?? queued.CallerId, QueueOf(queued.Queue), queued.At);
        var document = DocumentOf(queued.Contact, queued.Sequence);
        Contacts[queued.Contact] = new ProjectedContact(queued)
        {
            Plan = document is null ? null : new ProjectedPlan(document.Plan),
            Preference = PreferenceOf(queued, queued.PreferredAgent),
        };
        Closed.Remove(queued.Contact);
    }

    /// <summary>Moves a contact into another queue, where its time in queue and the queue's plan begin.</summary>
    private static void ChangeQueue(ProjectedContact contact, ContactEvent contactEvent)
    {
        (contact.Queue, contact.InQueueSince, contact.Expired) = (contactEvent.Queue, contactEvent.At, false);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        if (contact.Plan is { Steps: null }) contact.PlanDone = null;
    }

    private static void Step(ProjectedContact contact, PlanStepped stepped)
    {
        // Steps that happened in the former queue do not count in the new one.
        var stays = stepped.FromQueue is not { } left || left == stepped.Queue;
        if (stepped.Cause == StepCause.Plan && (stays || contact.Plan is { Steps: not null })) contact.PlanDone = stepped.After;
        if (stepped.Cause == StepCause.Expired && stays) contact.Expired = true;
        if (stepped.Cause == StepCause.Refused && stays) contact.MetWhenRefused = true;
        (contact.Requirements, contact.Priority, contact.Rank) = (stepped.Requirements, stepped.Priority, stepped.Rank);
    }

    private void Transfer(ProjectedContact contact, ContactTransferred transferred)
    {
        if (transferred.Agent is { } left)
        {
            LeaveAgent(contact, transferred.At);
            AddCooldown(contact, left, transferred.FromQueue ?? transferred.Queue, transferred.At);
        }

        // A customer whom nobody has answered waits on.
        var isSame = transferred is { Agent: null, FromQueue: null } && contact.Parked is null
            && contact.Requirements.SequenceEqual(transferred.Requirements);
        if (!isSame) contact.ToldUnservable = false;
        if (transferred.Agent is not null || contact.Parked is not null)
        {
            (contact.WaitingSince, contact.InQueueSince) = (transferred.At, transferred.At);
            (contact.PlanDone, contact.Expired, contact.IsHeld) = (null, false, false);
            (contact.Refusals, contact.MetWhenRefused) = (0, false);
        }

        if (contact.Rank != transferred.Rank) contact.EnteredAt = transferred.At;
        (contact.Requirements, contact.Rank) = (transferred.Requirements, transferred.Rank);
        (contact.State, contact.Agent) = (ContactState.Queued, null);
        contact.Preference = PreferenceOf(transferred, transferred.PreferredAgent);
        (contact.Sender, contact.UnknownSender) = (null, null);
        contact.Cooldowns = [.. contact.Cooldowns.Select(cooldown => cooldown with { FirmUntil = null })];
        if (contact.Preference is { } preference) KeepFromSender(contact, transferred.Agent, preference, transferred.At);
        contact.Parked = null;
        if (contact.Callback is { } callback) contact.Callback = callback with { NotBefore = null };
    }

    private void Park(ProjectedContact contact, ContactParked parked)
    {
        LeaveAgent(contact, parked.At);
        (contact.State, contact.Agent, contact.ToldUnservable) = (ContactState.Queued, null, false);
        (contact.WaitingSince, contact.InQueueSince) = (parked.At, parked.At);
        (contact.PlanDone, contact.Expired, contact.IsHeld, contact.Preference) = (null, false, false, null);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        contact.Parked = new ParkedDocument(parked.Agent!.Value, parked.At, parked.Until, parked.Reason);
    }

    private void Unpark(ProjectedContact contact, ContactUnparked unparked)
    {
        EndParking(contact, unparked.At);
        contact.Preference = PreferenceOf(unparked, unparked.PreferredAgent);
        if (contact.Callback is { } callback)
            contact.Callback = callback with { Expires = unparked.At + QueueOf(contact).CallbackExpiry };
    }

    private static void EndParking(ProjectedContact contact, Timestamp at)
    {
        if (contact.Parked is null) return;
        (contact.Parked, contact.WaitingSince, contact.InQueueSince) = (null, at, at);
    }

    private void Release(ProjectedContact contact, ContactReleased released)
    {
        contact.Release = null;
        if (released.Do != AgentGoneAction.Requeue) return;
        LeaveAgent(contact, released.At);
        (contact.State, contact.Agent, contact.ToldUnservable) = (ContactState.Queued, null, false);
        (contact.WaitingSince, contact.InQueueSince) = (released.At, released.At);
        (contact.PlanDone, contact.Expired, contact.IsHeld) = (null, false, false);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        contact.Preference = PreferenceOf(released, released.Agent);
    }

    private void Fail(ProjectedContact contact, CallbackFailed failed)
    {
        LeaveAgent(contact, failed.At);
        (contact.State, contact.Agent, contact.IsHeld) = (ContactState.Queued, null, false);
        if (contact.Callback is { } callback)
            contact.Callback = callback with { Attempts = failed.Attempts, NotBefore = failed.NotBefore };
    }

    private void Close(ProjectedContact contact, ContactClosed closed)
    {
        LeaveAgent(contact, closed.At);
        if (closed.Reason == CloseReason.Abandoned) AbandonedPlaces.Remember(contact, QueueOf(contact), closed.At);
        contact.State = ContactState.Closed;
        Contacts.Remove(contact.Id);
        Closed[contact.Id] = new ClosedContact(contact.Id, closed.At, closed.Reason);
    }

    /// <summary>Removes a contact from the agent it is connected to, or in wrap-up with.</summary>
    private void LeaveAgent(ProjectedContact contact, Timestamp at)
    {
        contact.Release = null;
        foreach (var offer in contact.Offers.FindAll(offer => offer.Accepted))
        {
            if (Agents.TryGetValue(offer.Agent, out var agent)) Refresh(agent, at);
            Release(contact, offer);
        }
    }
}

/// <summary>Applies events of offers.</summary>
internal sealed partial class ProjectedState
{
    private void ApplyOffer(ProjectedContact contact, ContactEvent contactEvent)
    {
        switch (contactEvent)
        {
            case ContactOffered { From: not null } handedOver:
                OffersMade.Add((handedOver.Offer, contact.Id, handedOver.Agent!.Value));
                HandOver(contact, handedOver);
                break;
            case OfferDeclined or OfferTimedOut or OfferRevoked when TryEndHandover(contact, (OfferEvent)contactEvent):
                break;
            case ContactOffered offered:
                Offer(contact, offered);
                break;
            case OfferAccepted accepted:
                Accept(contact, accepted);
                break;
            case OfferRevoked revoked:
                EndOffer(contact, revoked);
                break;
            case OfferEvent ended:
                var couldTakeIt = CountMisses(contact, ended);
                EndOffer(contact, ended);
                contact.Refusals++;
                if (couldTakeIt || QueueOf(contact).OffersAtOnce == 1)
                    AddCooldown(contact, ended.Agent, contact.Queue, ended.At);
                break;
            case ContactConnected connected:
                (contact.State, contact.Agent, contact.ToldUnservable) = (ContactState.Connected, connected.Agent, false);
                (contact.Sender, contact.UnknownSender) = (null, null);
                contact.ConnectedAt = connected.At;
                contact.Cooldowns.RemoveAll(cooldown => cooldown.FirmUntil is not null);
                break;
        }
    }

    private void Offer(ProjectedContact contact, ContactOffered offered)
    {
        contact.State = ContactState.Offered;
        if (offered.Agent is not { } id) return;
        OffersMade.Add((offered.Offer, contact.Id, id));
        if (!Agents.TryGetValue(id, out var agent)) return;
        var offer = new ProjectedOffer(
            offered.Offer, id, CostOf(agent, contact.Channel).Cost, offered.Due, offered.At, offered.Assigned);
        contact.Offers.Add(offer);
        agent.Assignments.Add((contact, offer));
        agent.LastOffer = offered.Sequence;
    }

    private void Accept(ProjectedContact contact, OfferAccepted accepted)
    {
        var index = contact.Offers.FindIndex(offer => offer.Id == accepted.Offer);
        if (index < 0 || !Agents.TryGetValue(contact.Offers[index].Agent, out var agent)) return;
        var taken = contact.Offers[index] with { Accepted = true };
        contact.Offers[index] = taken;
        agent.Assignments[agent.Assignments.FindIndex(one => one.Offer.Id == taken.Id)] = (contact, taken);
        agent.Missed = (0, agent.Missed.At);
        if (agent.Assignments.Exists(one => !one.Offer.Accepted)) agent.AcceptedAt = accepted.At;
        var today = this.DayOf(accepted.At);
        agent.Accepted = (today, agent.Accepted.Day == today ? agent.Accepted.Contacts + 1 : 1);
        Refresh(agent, accepted.At);
    }

    private void ChangeDue(ProjectedContact contact, OfferDueChanged changed)
    {
        var index = contact.Offers.FindIndex(offer => offer.Id == changed.Offer);
        if (index < 0 && contact.Handover?.Id != changed.Offer) return;
        var moved = index < 0
            ? contact.Handover = contact.Handover! with { Due = changed.Due }
            : contact.Offers[index] = contact.Offers[index] with { Due = changed.Due };
        if (!Agents.TryGetValue(moved.Agent, out var agent)) return;
        agent.Assignments[agent.Assignments.FindIndex(one => one.Offer.Id == moved.Id)] = (contact, moved);
    }

    /// <summary>
    /// Counts a miss, or none after an answer. Offers that rang when a miss was counted belong to it. False if the agent
    /// accepted another contact while it rang, and so could not take it.
    /// </summary>
    private bool CountMisses(ProjectedContact contact, OfferEvent ended)
    {
        return contact.Offers.Find(offer => offer.Id == ended.Offer) is not { } offer || CountMisses(offer, ended);
    }

    private bool CountMisses(ProjectedOffer offer, OfferEvent ended)
    {
        if (!Agents.TryGetValue(offer.Agent, out var agent)) return true;
        if (ended is OfferDeclined { Cause: not DeclineCauses.Unreachable }) agent.Missed = (0, agent.Missed.At);
        if (ended is not OfferTimedOut) return true;
        if (offer.At <= agent.AcceptedAt) return false;
        if (!(offer.At < agent.Missed.At)) agent.Missed = (agent.Missed.Count + 1, ended.At);
        return true;
    }

    private void EndOffer(ProjectedContact contact, OfferEvent ended)
    {
        if (contact.Offers.Find(offer => offer.Id == ended.Offer) is { } offer) Release(contact, offer);
        if (contact.State == ContactState.Offered && contact.Offers.Count == 0) contact.State = ContactState.Queued;
    }

    private void Release(ProjectedContact contact, ProjectedOffer offer)
    {
        contact.Offers.Remove(offer);
        if (Agents.TryGetValue(offer.Agent, out var agent)) agent.Assignments.RemoveAll(one => one.Offer.Id == offer.Id);
    }

    /// <summary>Adds the cooldown of the contact's queue for an agent.</summary>
    private void AddCooldown(ProjectedContact contact, AgentId? agent, QueueId queue, Timestamp at)
    {
        var (length, pause) = (QueueOf(queue).RetryCooldown, QueueOf(queue).OfferPause);
        if (pause > TimeSpan.Zero && !(contact.PausedUntil > at + pause)) contact.PausedUntil = at + pause;
        if (pause > length) length = pause;
        if (agent is not { } id || length == TimeSpan.Zero) return;
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == id);
        contact.Cooldowns.Add(new Cooldown(id, at + length));
    }
}
