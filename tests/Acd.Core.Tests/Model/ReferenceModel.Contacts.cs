using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private const long StrictHeadStart = 1_000_000_000_000;

    private Func<Reply> Enqueue(EnqueueContact command)
    {
        var contact = new ModelContact
        {
            Id = command.Contact,
            Queue = command.Queue ?? QueueId.Default,
            Channel = command.Channel,
            Requirements = command.Requirements,
            Priority = command.Priority ?? 0,
            EnteredAt = _now,
            WaitingSince = _now,
            Rank = default,
            Attributes = command.Attributes,
        };
        contact.Rank = RankOf(contact);
        _contacts.Add(contact);
        TellQueued(contact);
        contact.Sequence = _sequence;
        return () => new ContactReply(contact.Document(), Created: true);
    }

    private Timestamp RankOf(ModelContact contact)
    {
        var queue = QueueOf(contact);
        var step = queue.StrictPriority ? StrictHeadStart : (long)queue.HeadStartPerPriority.TotalMilliseconds;
        return new(contact.EnteredAt.Milliseconds - (contact.Priority * step));
    }

    private Refusal? NotOpen(ContactCommand command)
    {
        var id = command.Contact;
        if (_closed.Exists(closed => closed.Contact.Id == id))
            return Refusals.ContactClosed(id);
        return _contacts.Exists(contact => contact.Id == id) ? null : Refusals.ContactUnknown(id);
    }

    private Refusal? NotInStateFor(ContactCommand command)
    {
        var id = command.Contact;
        return (command, _contacts.Find(contact => contact.Id == id)?.State) switch
        {
            (AbandonContact, Connected) => Refusals.ContactConnected(id),
            (AbandonContact or RequeueContact or TransferContact or HoldContact or ResumeContact, WrapUp) =>
                Refusals.ContactInWrapUp(id),
            (CompleteContact or HoldContact or ResumeContact, Queued or Offered) => Refusals.ContactNotConnected(id),
            (EndWrapUp, Queued or Offered or Connected) => Refusals.ContactNotInWrapUp(id),
            (ChangePriority, Connected or WrapUp) => Refusals.ContactNotWaiting(id),
            _ => null,
        };
    }

    /// <summary>Whether a contact that is closed is closed just so as a command would have it.</summary>
    private static bool IsDone(ContactCommand command, CloseReason closed) => command switch
    {
        EnqueueContact => true,
        AbandonContact abandon => abandon.Reason == closed,
        CompleteContact or EndWrapUp => closed == CloseReason.Completed,
        _ => false,
    };

    private Func<Reply> AboutContact(ContactCommand command)
    {
        var contact = _contacts.Single(contact => contact.Id == command.Contact);
        switch (command)
        {
            case AbandonContact abandon:
                RevokeOffers(contact);
                Close(contact, abandon.Reason);
                break;
            case CompleteContact when contact.State == Connected:
                Complete(contact);
                break;
            case EndWrapUp:
                CloseCompleted(contact);
                break;
            case RequeueContact when contact.State != Queued:
                PutBack(contact, contact.Requirements);
                break;
            case TransferContact transfer:
                PutBack(contact, transfer.Requirements ?? contact.Requirements);
                break;
            case HoldContact when contact.HeldSince is null:
                contact.HeldSince = _now;
                TellHeld(contact);
                break;
            case ResumeContact when contact.HeldSince is { } since:
                contact.Held += _now - since;
                contact.HeldSince = null;
                TellResumed(contact, _now - since);
                break;
            case ChangePriority change when contact.Priority != change.Priority:
                contact.Priority = change.Priority;
                contact.Rank = RankOf(contact);
                TellPriorityChanged(contact);
                break;
        }

        return ReplyOf(contact);
    }

    private static Func<Reply> ReplyOf(ModelContact contact) => () => new ContactReply(contact.Document());

    private void Complete(ModelContact contact)
    {
        contact.Held = contact.HoldUntil(_now);
        contact.HeldSince = null;
        contact.TalkEndedAt = _now;
        var wrapUp = QueueOf(contact).WrapUp;
        if (wrapUp > TimeSpan.Zero)
        {
            contact.State = WrapUp;
            contact.WrapUpDue = _now + wrapUp;
            TellWrapUpStarted(contact);
        }
        else
        {
            CloseCompleted(contact);
        }
    }

    private void CloseCompleted(ModelContact contact)
    {
        var agent = Agent(contact.Live!.Agent);
        Close(contact, CloseReason.Completed);
        GiveIdleOrder(agent);
        Leave(agent);
    }

    private void Close(ModelContact contact, CloseReason reason)
    {
        contact.State = ContactState.Closed;
        contact.ClosedAt = _now;
        contact.Reason = reason;
        contact.WrapUpDue = null;
        contact.Cooldowns.Clear();
        TellClosed(contact);
        _contacts.Remove(contact);
        LastDocuments[contact.Id] = contact.Document();
        _closed.Add(new(new(contact.Id, _now, reason), _now + _settings.ClosedContactTtl));
    }

    /// <summary>Requeue and transfer: back in line at the old rank.</summary>
    private void PutBack(ModelContact contact, IReadOnlyList<Requirement> requirements)
    {
        RevokeOffers(contact);
        var (talk, hold) = (contact.TalkUntil(_now), contact.HoldUntil(_now));
        var left = contact.State == Connected ? Agent(contact.Live!.Agent) : null;
        contact.State = Queued;
        contact.Requirements = requirements;
        contact.WaitingSince = _now;
        contact.ToldUnservable = false;
        contact.Agent = null;
        contact.ConnectedAt = null;
        contact.HeldSince = null;
        contact.Held = TimeSpan.Zero;
        TellTransferred(contact, left?.Id, talk, hold);
        if (left is null)
            return;
        GiveIdleOrder(left);
        StartCooldown(contact, left.Id);
        Leave(left);
    }
}
