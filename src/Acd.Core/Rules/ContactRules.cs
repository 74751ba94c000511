namespace Acd.Core;

/// <summary>What each command about a contact does.</summary>
internal sealed class ContactRules(Center center)
{
    /// <summary>How far apart strict priorities are, in milliseconds: farther than any two contacts enter.</summary>
    private const long StrictStep = 1_000_000_000_000;

    public Result Carry(ContactCommand command)
    {
        if (command is EnqueueContact enqueue) return Enqueue(enqueue);
        if (center.Closed.Find(command.Contact) is { } closed) return Result.Of(AnswerClosed(command, closed));
        if (!center.Contacts.TryGetValue(command.Contact, out var contact))
            return Result.Of(Refusals.ContactUnknown(command.Contact));
        var refusal = command switch
        {
            AbandonContact abandon => Abandon(contact, abandon.Reason),
            CompleteContact => Complete(contact),
            EndWrapUp => EndPaperwork(contact),
            RequeueContact => Requeue(contact, null),
            TransferContact transfer => Requeue(contact, transfer.Requirements),
            HoldContact => Hold(contact),
            ResumeContact => Resume(contact),
            ChangePriority change => ChangePriority(contact, change.Priority),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command about a contact."),
        };
        return refusal is null ? Result.Of(contact) : Result.Of(refusal);
    }

    public void Close(Contact contact, CloseReason reason)
    {
        contact.State = ContactState.Closed;
        contact.Reason = reason;
        contact.ClosedAt = center.Now;
        center.Deadlines.Disarm(contact.WrapUpEnd);
        center.Deadlines.Disarm(contact.CooldownEnd);
        center.Chronicle.ContactClosed(contact);
        contact.WrapUpEnd = null;
        contact.Cooldowns = null;
        contact.HeldSince = null;
        center.Cooling.Remove(contact);
        center.Contacts.Remove(contact.Id);
        center.Closed.Add(new ClosedContact(contact.Id, center.Now, reason));
        center.Matcher.Release(contact.Line);
    }

    /// <summary>Closes a contact whose talk, and wrap-up, is over.</summary>
    public void Finish(Contact contact)
    {
        contact.TalkEndedAt ??= center.Now;
        contact.Held = contact.HoldAt(contact.TalkEndedAt.Value);
        contact.HeldSince = null;
        var agent = center.OfferSteps.LeaveAgent(contact);
        Close(contact, CloseReason.Completed);
        center.Presences.DrainIfDone(agent);
    }

    private Result Enqueue(EnqueueContact command)
    {
        if (center.Contacts.TryGetValue(command.Contact, out var known)) return Result.Of(known);
        if (center.Closed.Find(command.Contact) is { } closed) return Result.Of(new ClosedContactReply(closed));
        if (ContactChecks.Check(command) is { } refusal) return Result.Of(refusal);
        var id = command.Queue ?? QueueId.Default;
        if (center.FindQueue(id) is not { } queue) return Result.Of(Refusals.QueueUnknown(id));
        var priority = command.Priority ?? Limits.MinPriority;
        var channel = center.Channels.NumberOf(command.Channel);
        if (channel < 0) return Result.Of(Refusals.ChannelUnknown(command.Channel, "channel", center.Settings.Channels));
        var contact = new Contact(command.Contact, center.Journal.NextSequence(), command.Channel)
        {
            Line = center.LineFor(id, channel, command.Requirements),
            Requirements = command.Requirements,
            Priority = priority,
            EnteredAt = center.Now,
            WaitingSince = center.Now,
            Rank = RankOf(center.Now, priority, queue.Settings),
            Attributes = command.Attributes,
        };
        center.Contacts.Add(contact.Id, contact);
        center.Chronicle.ContactQueued(contact);
        center.OfferSteps.BackInLine(contact);
        return Result.Of(contact, created: true);
    }

    private static Reply AnswerClosed(ContactCommand command, ClosedContact closed)
    {
        var asWanted = command switch
        {
            AbandonContact abandon => closed.Reason == abandon.Reason,
            CompleteContact or EndWrapUp => closed.Reason == CloseReason.Completed,
            _ => false,
        };
        return asWanted ? new ClosedContactReply(closed) : Refusals.ContactClosed(closed.Id);
    }

    private Refusal? Abandon(Contact contact, CloseReason reason)
    {
        if (reason is not (CloseReason.Abandoned or CloseReason.Canceled))
            return Refusals.OutOfRange("reason", "abandoned or canceled");
        if (contact.State == ContactState.Connected) return Refusals.ContactConnected(contact.Id);
        if (contact.State == ContactState.WrapUp) return Refusals.ContactInWrapUp(contact.Id);
        center.StopWaiting(contact);
        center.OfferSteps.RevokeAll(contact);
        Close(contact, reason);
        return null;
    }

    private Refusal? Complete(Contact contact)
    {
        if (contact.State == ContactState.WrapUp) return null;
        if (contact.State != ContactState.Connected) return Refusals.ContactNotConnected(contact.Id);
        var wrapUp = center.SettingsOf(contact).WrapUp;
        if (wrapUp == TimeSpan.Zero)
        {
            Finish(contact);
            return null;
        }

        contact.Held = contact.HoldAt(center.Now);
        contact.HeldSince = null;
        contact.State = ContactState.WrapUp;
        contact.TalkEndedAt = center.Now;
        contact.WrapUpEnd = center.Deadlines.Arm(DeadlineKind.WrapUpEnd, center.Now + wrapUp, contact.Sequence, contact);
        center.Chronicle.WrapUpStarted(contact);
        return null;
    }

    private Refusal? EndPaperwork(Contact contact)
    {
        if (contact.State != ContactState.WrapUp) return Refusals.ContactNotInWrapUp(contact.Id);
        Finish(contact);
        return null;
    }

    private Refusal? Requeue(Contact contact, IReadOnlyList<Requirement>? requirements)
    {
        if (requirements is not null && ContactChecks.CheckRequirements(requirements) is { } refusal) return refusal;
        if (contact.State == ContactState.WrapUp) return Refusals.ContactInWrapUp(contact.Id);
        if (contact.State == ContactState.Queued && requirements is null) return null;
        center.StopWaiting(contact);
        var (talk, hold) = (contact.TalkAt(center.Now), contact.HoldAt(center.Now));
        Agent? left = null;
        if (contact.State == ContactState.Connected)
        {
            left = center.OfferSteps.LeaveAgent(contact);
            center.OfferSteps.StartCooldown(contact, left);
        }
        else
        {
            center.OfferSteps.RevokeAll(contact);
        }

        if (requirements is not null) ChangeNeeds(contact, requirements);
        (contact.AgentId, contact.ConnectedAt) = (null, null);
        (contact.HeldSince, contact.Held) = (null, TimeSpan.Zero);
        contact.WaitingSince = center.Now;
        contact.ToldUnservable = false;
        center.Chronicle.ContactTransferred(contact, left, talk, hold);
        if (left is not null) center.Presences.DrainIfDone(left);
        center.OfferSteps.BackInLine(contact);
        return null;
    }

    private void ChangeNeeds(Contact contact, IReadOnlyList<Requirement> requirements)
    {
        var before = contact.Line;
        contact.Requirements = requirements;
        contact.Line = center.LineFor(before.Needs.Queue, before.Needs.Channel, requirements);
        center.Matcher.Release(before);
    }

    private Refusal? Hold(Contact contact)
    {
        if (NotConnected(contact) is { } refusal) return refusal;
        if (contact.HeldSince is not null) return null;
        contact.HeldSince = center.Now;
        center.Chronicle.ContactHeld(contact);
        return null;
    }

    private Refusal? Resume(Contact contact)
    {
        if (NotConnected(contact) is { } refusal) return refusal;
        if (contact.HeldSince is not { } since) return null;
        contact.Held += center.Now - since;
        contact.HeldSince = null;
        center.Chronicle.ContactResumed(contact, center.Now - since);
        return null;
    }

    private Refusal? ChangePriority(Contact contact, int priority)
    {
        if (ContactChecks.CheckPriority(priority) is { } refusal) return refusal;
        if (contact.State is not (ContactState.Queued or ContactState.Offered)) return Refusals.ContactNotWaiting(contact.Id);
        if (contact.Priority == priority) return null;
        var waits = contact.Waits;
        center.StopWaiting(contact);
        contact.Priority = priority;
        contact.Rank = RankOf(contact.EnteredAt, priority, center.SettingsOf(contact));
        if (waits) center.Wait(contact);
        center.Chronicle.ContactPriorityChanged(contact);
        return null;
    }

    private static Refusal? NotConnected(Contact contact) => contact.State switch
    {
        ContactState.Connected => null,
        ContactState.WrapUp => Refusals.ContactInWrapUp(contact.Id),
        _ => Refusals.ContactNotConnected(contact.Id),
    };

    private static Timestamp RankOf(Timestamp entered, int priority, QueueSettings queue)
    {
        var step = queue.StrictPriority ? StrictStep : queue.HeadStartPerPriority.Ticks / TimeSpan.TicksPerMillisecond;
        return new Timestamp(entered.Milliseconds - (priority * step));
    }
}
