using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Whoever enters a queue that is closed or full meets what the queue does about it, and nobody else does; whoever nobody logged
/// in could serve, what its queue does about that. Contacts that are closed by their queue are closed for what it says.
/// </summary>
internal sealed class QueueLimitsHold : Checker
{
    /// <summary>The contact that enters its queue with the last event.</summary>
    private ContactId? _entering;

    /// <summary>The last event, if it was a step.</summary>
    private PlanStepped? _stepped;

    /// <summary>The contacts that were told to be unservable, and have to meet what their queues do about it.</summary>
    private readonly HashSet<ContactId> _unservable = [];

    /// <summary>How often contacts were moved at one moment.</summary>
    private readonly Dictionary<ContactId, (Timestamp At, int Moves)> _moves = [];

    public override string Rule => "Closed, full and unservable queues do as they say.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        // A step that makes a callback, too, is told before the contact enters.
        if (centerEvent is CallbackRequested { Contact: var called } && called == _entering) return null;
        var wrong = CheckEntry(state, centerEvent) ?? (centerEvent is ContactClosed closed ? CheckClosing(state, closed) : null);
        (_entering, _stepped) = (null, null);
        switch (centerEvent)
        {
            case ContactQueued queued:
                _entering = queued.Contact;
                break;
            case PlanStepped stepped:
                _stepped = stepped;
                wrong ??= CheckUnservableAction(state, stepped);
                CountMove(stepped);
                break;
            case ContactUnservable unservable when state.Contacts.TryGetValue(unservable.Contact, out var contact):
                OnUnservable(state, contact, unservable);
                break;
            case ContactClosed gone:
                _unservable.Remove(gone.Contact);
                break;
        }

        return wrong;
    }

    public override string? AfterEvents(ProjectedState state)
    {
        var wrong = CheckEntry(state, null);
        (_entering, _stepped) = (null, null);
        if (wrong is not null) return wrong;
        if (_unservable.Count == 0) return null;
        return $"The contact {_unservable.First()} is unservable, and does not meet what its queue does about it.";
    }

    /// <summary>What is wrong with what comes after an entry; nothing where the contact does not enter.</summary>
    private string? CheckEntry(ProjectedState state, CenterEvent? next)
    {
        var cause = next is PlanStepped { Cause: StepCause.Closed or StepCause.Full } step ? step.Cause : (StepCause?)null;
        var nextContact = (next as ContactEvent)?.Contact;
        if (_entering is not { } id || !state.Contacts.TryGetValue(id, out var contact))
            return cause is null ? null : $"The contact {nextContact} meets {cause}, and enters no queue.";
        var queue = state.QueueOf(contact);
        StepCause? met = !queue.IsOpen(contact.InQueueSince) ? StepCause.Closed
            : state.PlacesTaken(queue.Id, id) >= queue.MaxWaiting ? StepCause.Full
            : null;
        if (met is null)
            return cause is null ? null : $"The contact {nextContact} meets {cause} of {queue.Id}, which takes it.";
        var isMet = nextContact == id && (queue.ActionFor(met.Value) is null
            ? next is ContactClosed { Reason: CloseReason.Rejected }
            : cause == met || next is ContactClosed { Reason: CloseReason.Overflowed });
        var follows = next?.GetType().Name ?? "nothing";
        return isMet ? null : $"The contact {id} enters {queue.Id} and does not meet {met}: {follows} follows.";
    }

    private string? CheckClosing(ProjectedState state, ContactClosed closed)
    {
        if (!state.Contacts.TryGetValue(closed.Contact, out var contact)) return null;
        if (contact.Plan is not { } plan) return null;
        if (_stepped is { Skipped: false, FromQueue: null } last && last.Contact == contact.Id
            && ActionOf(state.QueueOf(contact), plan, last)?.Close is { } reason)
            return reason == closed.Reason ? null : $"The contact {contact.Id} is closed as {closed.Reason}, not as {reason}.";
        var isRight = closed.Reason switch
        {
            CloseReason.Rejected => _entering == contact.Id,
            CloseReason.Overflowed => _moves.GetValueOrDefault(contact.Id) is var (at, moves)
                && at == closed.At && moves >= Limits.MovesAtOnce,
            CloseReason.Expired => MayExpire(state, contact, closed.At),
            _ => true,
        };
        return isRight ? null : $"The contact {contact.Id} is closed as {closed.Reason}, and nothing of its queue says so.";
    }

    private static bool MayExpire(ProjectedState state, ProjectedContact contact, Timestamp at)
    {
        var queue = state.QueueOf(contact);
        return contact.Callback is { } callback
            ? callback.Expires <= at || callback.Attempts >= queue.CallbackAttempts
            : state.EndOfWaitingOf(contact) <= at && queue.WhenExpired is null;
    }

    private static WaitAction? ActionOf(QueueSettings queue, ProjectedPlan plan, PlanStepped stepped) =>
        stepped.Cause == StepCause.Plan
            ? (plan.Steps ?? queue.Plan).FirstOrDefault(step => step.After == stepped.After)?.Do
            : queue.ActionFor(stepped.Cause);

    private void CountMove(PlanStepped stepped)
    {
        if (stepped.FromQueue is not { } left) return;
        var (at, moves) = _moves.GetValueOrDefault(stepped.Contact);
        _moves[stepped.Contact] = (stepped.At, at == stepped.At ? moves + 1 : 1);
        if (left != stepped.Queue) _entering = stepped.Contact;
    }

    private void OnUnservable(ProjectedState state, ProjectedContact contact, ContactUnservable unservable)
    {
        var queue = state.QueueOf(contact);

        // Whether it entered with this very command is not to be seen where another one came in the same millisecond.
        var mayJoin = !contact.WasOffered && contact.EnteredAt == unservable.At;
        if (queue.LeaveWhenEmpty is not null && (!mayJoin || queue.JoinEmpty is not null)) _unservable.Add(contact.Id);
    }

    private string? CheckUnservableAction(ProjectedState state, PlanStepped stepped)
    {
        if (stepped.Cause is not (StepCause.JoinEmpty or StepCause.LeaveWhenEmpty)) return null;
        _unservable.Remove(stepped.Contact);
        if (!state.Contacts.TryGetValue(stepped.Contact, out var contact)) return null;
        if (!contact.ToldUnservable)
            return $"The contact {contact.Id} meets {stepped.Cause}, and was not told to be unservable.";
        return stepped.Cause == StepCause.JoinEmpty && (contact.WasOffered || contact.EnteredAt != stepped.At)
            ? $"The contact {contact.Id} meets {stepped.Cause}, but entered before."
            : null;
    }
}
