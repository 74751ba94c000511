namespace Acd.Core;

/// <summary>What each command about a contact does; the larger ones have files of their own.</summary>
internal sealed class ContactCommandHandler(EngineState center)
{
    private readonly EnqueueCommandHandler _enqueue = new(center);
    private readonly TransferCommandHandler _transfers = new(center);
    private readonly SupervisorCommandHandler _supervisors = new(center);
    private readonly CallbackCommandHandler _callbacks = new(center);

    public CommandResult Handle(ContactCommand command)
    {
        if (command is EnqueueContact enqueue) return _enqueue.Enqueue(enqueue);
        if (center.Closed.Find(command.Contact) is { } closed) return CommandResult.Of(AnswerClosed(command, closed));
        if (!center.Contacts.TryGetValue(command.Contact, out var contact))
            return CommandResult.Of(Refusals.ContactUnknown(command.Contact));
        if (command.By is { } by && !IsOwn(contact, command, by)) return CommandResult.Of(Refusals.ContactNotYours(contact.Id));
        var refusal = command switch
        {
            AbandonContact abandon => Abandon(contact, abandon.Reason),
            CompleteContact => Complete(contact),
            EndWrapUp => FinishWrapUp(contact),
            RequeueContact => _transfers.Requeue(contact),
            TransferContact transfer => _transfers.Transfer(contact, transfer),
            AssignContact assign => _supervisors.Assign(contact, assign.Agent),
            RequestCallback request => _callbacks.Request(contact, request.Number),
            FailCallback => _callbacks.Fail(contact),
            HoldContact => Hold(contact),
            ResumeContact => Resume(contact),
            ChangePriority change => _supervisors.ChangePriority(contact, change.Priority),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command about a contact."),
        };
        return refusal is null ? CommandResult.Of(contact) : CommandResult.Of(refusal);
    }

    /// <summary>Whether a command that an agent gives is about a contact of its own, where it must be.</summary>
    private static bool IsOwn(Contact contact, ContactCommand command, AgentId agent) => contact.State switch
    {
        ContactState.Connected or ContactState.WrapUp => contact.AgentId == agent,
        _ when command is not (RequeueContact or TransferContact) => true,
        ContactState.Offered => contact.Offers.Exists(offer => offer.Agent.Id == agent),
        _ => contact.PastOffers?.FindLast(offer => offer.State == OfferState.Accepted)?.Agent == agent,
    };

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
        if (NotWaiting(contact) is { } refusal) return refusal;
        center.OfferTransitions.RevokeAll(contact);
        if (reason == CloseReason.Abandoned) center.AbandonedPlaces.Remember(contact);
        center.Closing.Close(contact, reason);
        return null;
    }

    private Refusal? Complete(Contact contact)
    {
        if (contact.State == ContactState.WrapUp) return null;
        if (contact.State != ContactState.Connected) return Refusals.ContactNotConnected(contact.Id);
        var wrapUp = center.SettingsOf(contact).WrapUp;
        if (wrapUp == TimeSpan.Zero)
        {
            center.Closing.Finish(contact);
            return null;
        }

        contact.Held = contact.HoldAt(center.Now);
        contact.HeldSince = null;
        contact.State = ContactState.WrapUp;
        contact.TalkEndedAt = center.Now;
        contact.WrapUpEnd = center.Deadlines.Arm(DeadlineKind.WrapUpEnd, center.Now + wrapUp, contact.Sequence, contact);
        center.Emitter.WrapUpStarted(contact);
        return null;
    }

    private Refusal? FinishWrapUp(Contact contact)
    {
        if (contact.State != ContactState.WrapUp) return Refusals.ContactNotInWrapUp(contact.Id);
        center.Closing.Finish(contact);
        return null;
    }

    private Refusal? Hold(Contact contact)
    {
        if (NotConnected(contact) is { } refusal) return refusal;
        if (contact.HeldSince is not null) return null;
        contact.HeldSince = center.Now;
        center.Emitter.ContactHeld(contact);
        return null;
    }

    private Refusal? Resume(Contact contact)
    {
        if (NotConnected(contact) is { } refusal) return refusal;
        if (contact.HeldSince is not { } since) return null;
        contact.Held += center.Now - since;
        contact.HeldSince = null;
        center.Emitter.ContactResumed(contact, center.Now - since);
        return null;
    }

    /// <summary>Why a contact is not one that is queued or offered; none where it is.</summary>
    public static Refusal? NotWaiting(Contact contact) => contact.State switch
    {
        ContactState.Connected => Refusals.ContactConnected(contact.Id),
        ContactState.WrapUp => Refusals.ContactInWrapUp(contact.Id),
        _ => null,
    };

    private static Refusal? NotConnected(Contact contact) => contact.State switch
    {
        ContactState.Connected => null,
        ContactState.WrapUp => Refusals.ContactInWrapUp(contact.Id),
        _ => Refusals.ContactNotConnected(contact.Id),
    };
}
