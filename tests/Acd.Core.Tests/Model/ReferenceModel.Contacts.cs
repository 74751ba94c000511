using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private Refusal? NotOpen(ContactCommand command)
    {
        var id = command.Contact;
        if (_closed.Exists(closed => closed.Contact.Id == id))
            return Refusals.ContactClosed(id);
        return _contacts.Exists(contact => contact.Id == id) ? null : Refusals.ContactUnknown(id);
    }

    private Refusal? NotYours(ContactCommand command)
    {
        if (command is EnqueueContact or ReopenContact || command.By is not { } by)
            return null;
        if (_contacts.Find(contact => contact.Id == command.Contact) is not { } contact)
            return null;
        if (Meant(command, contact) is { } meant)
            return meant.Agent == by ? null : Refusals.ContactNotYours(contact.Id);
        var moves = command is RequeueContact or TransferContact or UnparkContact or HangUpContact;
        var isTheirs = contact.State switch
        {
            Connected or WrapUp => contact.Agent == by,
            Offered => !moves || contact.Pending.Any(offer => offer.Agent == by),
            _ => !moves || contact.KeptOffers().LastOrDefault(offer => offer.State == OfferState.Accepted)?.Agent == by,
        };
        return isTheirs ? null : Refusals.ContactNotYours(contact.Id);
    }

    private Refusal? NotInStateFor(ContactCommand command)
    {
        var id = command.Contact;
        var contact = _contacts.Single(contact => contact.Id == id);
        return (command, contact.State) switch
        {
            (AbandonContact or AssignContact { OnlyWaiting: true } or PickContact or RequestCallback, Connected) =>
                Refusals.ContactConnected(id),
            (FailCallback, not Connected) => Refusals.ContactNotConnected(id),
            (FailCallback, _) when contact.Callback is null => Refusals.ContactNotCallback(id),
            (AbandonContact or RequeueContact or TransferContact or HoldContact or ResumeContact, WrapUp) =>
                Refusals.ContactInWrapUp(id),
            (AssignContact or PickContact or RequestCallback, WrapUp) => Refusals.ContactInWrapUp(id),
            (CompleteContact or HoldContact or ResumeContact, Queued or Offered) => Refusals.ContactNotConnected(id),
            (HandOverContact, WrapUp) => Refusals.ContactInWrapUp(id),
            (HandOverContact, Queued or Offered) => Refusals.ContactNotConnected(id),
            (HandOverContact handOver, _) => Unassignable(contact.Channel, Agent(handOver.Agent)),
            (ParkContact, WrapUp) => Refusals.ContactInWrapUp(id),
            (ParkContact, Queued or Offered) => Refusals.ContactNotConnected(id),
            (ParkContact park, _) => Unparkable(park),
            (EndWrapUp or ExtendWrapUp, Queued or Offered or Connected) => Refusals.ContactNotInWrapUp(id),
            (PatchContact, Connected or WrapUp) => Refusals.ContactNotWaiting(id),
            (PatchContact patch, _) => ModelSettingsValidator.Attributes(Patched(contact, patch)).FirstOrDefault(),
            (ChangePriority, Connected or WrapUp) => Refusals.ContactNotWaiting(id),
            (TransferContact { Agent: { } named } transfer, _) => Unreachable(contact, transfer, Agent(named)),
            (AssignContact assign, _) => Unassignable(contact.Channel, Agent(assign.Agent)),
            (PickContact pick, _) => Unpickable(contact, Agent(pick.Agent)),
            (RequestCallback { Number: null }, _) when contact.CallerId is null => Refusals.OutOfRange("number", "given"),
            _ => null,
        };
    }

    /// <summary>The refusal of a transfer to an agent who cannot take the contact.</summary>
    private Refusal? Unreachable(ModelContact contact, TransferContact transfer, ModelAgent agent)
    {
        var gate = transfer.Gate is { } by ? _settings.Gates.Single(known => known.Id == by)
            : transfer.Queue is null ? GateOf(contact) : null;
        var stays = transfer is { Requirements: null, Gate: null, Queue: null };
        var required = stays ? contact.Requirements : Required(transfer.Requirements ?? contact.Asked, gate);
        return agent.Presence is Presence.Offline or Presence.Draining ? Refusals.AgentOffline(agent.Id)
            : agent.HasSkills(required) ? null
            : Refusals.AgentLacksSkills(agent.Id);
    }

    private Refusal? Unassignable(ChannelId channel, ModelAgent agent)
    {
        if (agent.Presence is Presence.Offline or Presence.Draining)
            return Refusals.AgentOffline(agent.Id);
        return HasRoom(agent, channel) ? null : Refusals.AgentNoRoom(agent.Id);
    }

    /// <summary>Whether a closed contact is closed as a command would close it.</summary>
    private static bool IsDone(ContactCommand command, CloseReason closed) => command switch
    {
        EnqueueContact => true,
        AbandonContact abandon => abandon.Reason == closed,
        CompleteContact or EndWrapUp => closed == CloseReason.Completed,
        HangUpContact => true,
        FailCallback { Offer: not null } => closed == CloseReason.Expired,
        _ => false,
    };

    /// <summary>Whether an open contact is already as a command would make it.</summary>
    private static bool IsDone(ContactCommand command, ModelContact contact) => command switch
    {
        EnqueueContact or ReopenContact => true,
        CompleteContact => contact.State == WrapUp,
        HangUpContact => contact.State == WrapUp,
        RequeueContact => contact.State == Queued,
        HoldContact => contact is { State: Connected, HeldSince: not null },
        ResumeContact => contact is { State: Connected, HeldSince: null },
        ParkContact => contact.Parked is not null,
        UnparkContact => contact.Parked is null,
        RequestCallback => contact is { State: Queued or Offered, Callback: not null },
        HandOverContact handOver => IsHandedOver(contact, handOver.Agent),
        AssignContact { OnlyWaiting: false } assign when IsHandedOver(contact, assign.Agent) => true,
        AssignContact assign => contact.Pending.Any(offer => offer.Agent == assign.Agent),
        PickContact pick => contact is { State: Connected or WrapUp } && contact.Agent == pick.Agent,
        _ => false,
    };

    private Func<Reply> AboutContact(ContactCommand command)
    {
        var contact = _contacts.Single(contact => contact.Id == command.Contact);
        switch (command)
        {
            case AbandonContact abandon:
                Abandon(contact, abandon.Reason);
                break;
            case CompleteContact complete:
                TakeOutcome(contact, complete);
                Complete(contact);
                break;
            case ExtendWrapUp extend:
                if (_now + extend.Length > contact.WrapUpDue)
                    MoveWrapUp(contact, _now + extend.Length);
                break;
            case HangUpContact hangUp:
                HangUp(contact, hangUp);
                break;
            case EndWrapUp end:
                TakeOutcome(contact, end);
                CloseCompleted(contact);
                break;
            case RequeueContact:
                Requeue(contact);
                break;
            case TransferContact transfer:
                Transfer(contact, transfer);
                break;
            case PickContact pick:
                Pick(contact, Agent(pick.Agent));
                break;
            case HandOverContact handOver:
                HandOver(contact, Agent(handOver.Agent));
                break;
            case AssignContact assign:
                Assign(contact, Agent(assign.Agent));
                break;
            case RequestCallback request:
                RevokeOffers(contact);
                BecomeCallback(contact, request.Number ?? contact.CallerId!);
                EmitCallbackRequested(contact);
                break;
            case FailCallback:
                Fail(contact);
                break;
            case HoldContact:
                contact.HeldSince = _now;
                EmitHeld(contact);
                break;
            case ResumeContact:
                Resume(contact);
                break;
            case ParkContact park:
                Park(contact, park);
                break;
            case PatchContact patch:
                Patch(contact, patch);
                break;
            case UnparkContact:
                Unpark(contact);
                break;
            case ChangePriority change when contact.Priority != change.Priority:
                Change(contact, change.Priority);
                break;
        }

        return ReplyOf(contact);
    }

    private void Change(ModelContact contact, int priority)
    {
        contact.Priority = priority;
        contact.Rank = RankOf(contact);
        EmitPriorityChanged(contact);
    }

    private void Assign(ModelContact contact, ModelAgent agent)
    {
        if (contact.State == Connected)
        {
            HandOver(contact, agent);
            return;
        }

        RevokeOffers(contact);
        Offer(contact, agent, assigned: true);
    }

    private void Resume(ModelContact contact)
    {
        var hold = _now - contact.HeldSince!.Value;
        contact.Held += hold;
        contact.HeldSince = null;
        EmitResumed(contact, hold);
    }

    private static Func<Reply> ReplyOf(ModelContact contact) => () => new ContactReply(contact.Document());

    private void Abandon(ModelContact contact, CloseReason reason)
    {
        RevokeOffers(contact);
        Close(contact, reason);
        RememberCaller(contact);
    }

    private void HangUp(ModelContact contact, HangUpContact command)
    {
        var waits = contact.State is Queued or Offered;
        if (waits && contact.Callback is not null)
            return;
        contact.EndedBy = command.Party ?? (command.By is null ? Party.Customer : Party.Agent);
        if (waits)
            Abandon(contact, CloseReason.Abandoned);
        else
            Complete(contact);
    }

    private static void TakeOutcome(ModelContact contact, IOutcome outcome)
    {
        if (outcome.Disposition is not null)
            contact.Disposition = outcome.Disposition;
        if (outcome.Note is not null)
            contact.Note = outcome.Note;
    }

    private void Complete(ModelContact contact, bool withWrapUp = true)
    {
        CancelHandover(contact);
        contact.Release = null;
        contact.Held = contact.HoldUntil(_now);
        contact.HeldSince = null;
        contact.TalkEndedAt = _now;
        var wrapUp = QueueOf(contact).WrapUp;
        if (wrapUp > TimeSpan.Zero && withWrapUp)
        {
            contact.State = WrapUp;
            contact.WrapUpDue = _now + wrapUp;
            EmitWrapUpStarted(contact);
        }
        else
        {
            CloseCompleted(contact);
        }
    }

    private void CloseCompleted(ModelContact contact)
    {
        var taken = contact.Taken;
        taken.Left = ConnectionEnd.Completed;
        Close(contact, CloseReason.Completed);
        LeaveConnected(Agent(taken.Agent), taken);
    }

    private void Close(ModelContact contact, CloseReason reason, RejectCause? rejectedFor = null)
    {
        contact.State = ContactState.Closed;
        contact.ClosedAt = _now;
        contact.Reason = reason;
        contact.RejectedFor = rejectedFor;
        contact.WrapUpDue = null;
        contact.Parked = null;
        contact.Cooldowns.Clear();
        ForgetRoom(contact);
        ForgetEmptiness(contact);
        contact.PausedUntil = null;
        EmitClosed(contact);
        _contacts.Remove(contact);
        LastDocuments[contact.Id] = contact.Document();
        _closed.Add(new(new(contact.Id, _now, reason)));
    }
}
