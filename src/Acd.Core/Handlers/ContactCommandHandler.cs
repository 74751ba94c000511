namespace Acd.Core;

/// <summary>Handles the commands about contacts. The larger ones have handlers of their own.</summary>
internal sealed class ContactCommandHandler(EngineState state)
{
    private readonly EnqueueCommandHandler _enqueue = new(state);
    private readonly TransferCommandHandler _transfers = new(state);
    private readonly SupervisorCommandHandler _supervisors = new(state);
    private readonly CallbackCommandHandler _callbacks = new(state);

    public CommandResult Handle(ContactCommand command)
    {
        if (command is EnqueueContact enqueue) return _enqueue.Enqueue(enqueue);
        if (command is ReopenContact reopen) return new ReopenCommandHandler(state, _enqueue).Reopen(reopen);
        if (state.Closed.Find(command.Contact) is { } closed) return CommandResult.Of(AnswerClosed(command, closed));
        if (!state.Contacts.TryGetValue(command.Contact, out var contact))
            return CommandResult.Of(Refusals.ContactUnknown(command.Contact));
        var meant = ConnectionFinder.Find(contact, (command as ConnectionCommand)?.Offer);
        if (command.By is { } by && !(meant is null ? IsOwn(contact, command, by) : meant.Agent == by))
            return CommandResult.Of(Refusals.ContactNotYours(contact.Id));
        if (command is ConnectionCommand { Offer: { } offer } about)
        {
            if (!ConnectionFinder.IsGivenOut(offer, state)) return CommandResult.Of(Refusals.OfferUnknown(offer));
            if (ConnectionFinder.IsRepetition(about, meant)) return CommandResult.Of(contact);
            if (!ConnectionFinder.IsCurrent(contact, meant))
                return CommandResult.Of(Refusals.ContactNotThisConnection(contact.Id));
        }

        var refusal = command switch
        {
            AbandonContact abandon => Abandon(contact, abandon.Reason),
            CompleteContact complete => Complete(contact, complete),
            HangUpContact hangUp => HangUp(contact, hangUp),
            EndWrapUp end => FinishWrapUp(contact, end),
            ExtendWrapUp extend => Extend(contact, extend.Length),
            RequeueContact => _transfers.Requeue(contact),
            TransferContact transfer => _transfers.Transfer(contact, transfer),
            AssignContact assign => _supervisors.Assign(contact, assign.Agent, assign.OnlyWaiting),
            HandOverContact handOver => state.Handovers.Begin(contact, handOver.Agent),
            PickContact pick => new PickCommandHandler(state).Pick(contact, pick.Agent),
            RequestCallback request => _callbacks.Request(contact, request.Number),
            FailCallback => _callbacks.Fail(contact),
            HoldContact => Hold(contact),
            ResumeContact => Resume(contact),
            ChangePriority change => _supervisors.ChangePriority(contact, change.Priority),
            ParkContact park => state.Parks.Park(contact, park),
            UnparkContact => Unpark(contact),
            PatchContact patch => new PatchCommandHandler(state).Patch(contact, patch),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not a known contact command."),
        };
        return refusal is null ? CommandResult.Of(contact) : CommandResult.Of(refusal);
    }

    /// <summary>Whether an agent may give a command about a contact: where ownership matters, only to its own contact.</summary>
    private static bool IsOwn(Contact contact, ContactCommand command, AgentId agent) => contact.State switch
    {
        ContactState.Connected or ContactState.WrapUp => contact.AgentId == agent,
        _ when command is not (RequeueContact or TransferContact or UnparkContact or HangUpContact) => true,
        ContactState.Offered => contact.Offers.Exists(offer => offer.Agent.Id == agent),
        _ => contact.PastOffers?.FindLast(offer => offer.State == OfferState.Accepted)?.Agent == agent,
    };

    private static Reply AnswerClosed(ContactCommand command, ClosedContact closed)
    {
        var asWanted = command switch
        {
            AbandonContact abandon => closed.Reason == abandon.Reason,
            CompleteContact or EndWrapUp => closed.Reason == CloseReason.Completed,
            HangUpContact => true,
            FailCallback { Offer: not null } => closed.Reason == CloseReason.Expired,
            _ => false,
        };
        return asWanted ? new ClosedContactReply(closed) : Refusals.ContactClosed(closed.Id);
    }

    private Refusal? Abandon(Contact contact, CloseReason reason)
    {
        if (reason is not (CloseReason.Abandoned or CloseReason.Canceled))
            return Refusals.OutOfRange("reason", "abandoned or canceled");
        if (NotWaiting(contact) is { } refusal) return refusal;
        state.Closing.Abandon(contact, reason);
        return null;
    }

    /// <summary>Ends a contact whose customer is gone, whatever its state. A promised callback waits on.</summary>
    private Refusal? HangUp(Contact contact, HangUpContact command)
    {
        if (contact.State == ContactState.WrapUp) return null;
        if (FieldValidator.Defined("by", command.Party ?? Party.Customer) is { } refusal) return refusal;
        var waits = contact.State is ContactState.Queued or ContactState.Offered;
        if (waits && contact.Callback is not null) return null;
        contact.EndedBy = command.Party ?? (command.By is null ? Party.Customer : Party.Agent);
        if (waits) state.Closing.Abandon(contact, CloseReason.Abandoned);
        else state.Closing.EndTalk(contact);
        return null;
    }

    private Refusal? Complete(Contact contact, CompleteContact command)
    {
        if (contact.State == ContactState.WrapUp) return null;
        if (contact.State != ContactState.Connected) return Refusals.ContactNotConnected(contact.Id);
        if (TakeOutcome(contact, command) is { } refusal) return refusal;
        state.Closing.EndTalk(contact);
        return null;
    }

    private static Refusal? TakeOutcome(Contact contact, IOutcome outcome)
    {
        if ((FieldValidator.Length("disposition", outcome.Disposition, 1, Limits.DispositionLength)
            ?? FieldValidator.Length("note", outcome.Note, 1, Limits.ContactNoteLength)) is { } refusal)
            return refusal;
        contact.Disposition = outcome.Disposition ?? contact.Disposition;
        contact.Note = outcome.Note ?? contact.Note;
        return null;
    }

    private Refusal? FinishWrapUp(Contact contact, EndWrapUp command)
    {
        if (contact.State != ContactState.WrapUp) return Refusals.ContactNotInWrapUp(contact.Id);
        if (TakeOutcome(contact, command) is { } refusal) return refusal;
        state.Closing.Finish(contact);
        return null;
    }

    private Refusal? Extend(Contact contact, TimeSpan length)
    {
        if (FieldValidator.Seconds("seconds", length, 1, Limits.WrapUpSeconds) is { } wrong) return wrong;
        if (contact.State != ContactState.WrapUp) return Refusals.ContactNotInWrapUp(contact.Id);
        if (state.Now + length > contact.WrapUpEnd!.Due) state.RunningDeadlines.MoveWrapUp(contact, state.Now + length);
        return null;
    }

    private Refusal? Hold(Contact contact)
    {
        if (NotConnected(contact) is { } refusal) return refusal;
        if (contact.HeldSince is not null) return null;
        contact.HeldSince = state.Now;
        state.Emitter.ContactHeld(contact);
        return null;
    }

    private Refusal? Resume(Contact contact)
    {
        if (NotConnected(contact) is { } refusal) return refusal;
        if (contact.HeldSince is not { } since) return null;
        contact.Held += state.Now - since;
        contact.HeldSince = null;
        state.Emitter.ContactResumed(contact, state.Now - since);
        return null;
    }

    private Refusal? Unpark(Contact contact)
    {
        if (contact.Parked is not null) state.Parks.Unpark(contact);
        return null;
    }

    /// <summary>The refusal for a contact that is neither queued nor offered. Null if it is.</summary>
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
