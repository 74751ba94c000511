using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact that enters a closed, full or unstaffed queue gets that queue's action, and no other contact does. A queue closes a
/// contact only for a reason that its settings give.
/// </summary>
internal sealed class QueueLimitsHold : Checker
{
    /// <summary>The contact that enters its queue with the last event.</summary>
    private ContactId? _entering;

    /// <summary>The last event, if it was a step.</summary>
    private PlanStepped? _stepped;

    /// <summary>The number of each contact's moves at one moment.</summary>
    private readonly Dictionary<ContactId, (Timestamp At, int Moves)> _moves = [];

    public override string Rule => "Contacts that enter closed, full and unstaffed queues get the settings' action.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        // A step that also makes a callback has that event before the contact enters.
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
                CountMove(stepped);
                break;
        }

        return wrong;
    }

    public override string? AfterEvents(ProjectedState state)
    {
        var wrong = CheckEntry(state, null);
        (_entering, _stepped) = (null, null);
        return wrong;
    }

    /// <summary>Checks the event after a contact's entry.</summary>
    private string? CheckEntry(ProjectedState state, CenterEvent? next)
    {
        var cause = next is PlanStepped { Cause: StepCause.Closed or StepCause.Full or StepCause.JoinEmpty } step
            ? step.Cause
            : (StepCause?)null;
        var nextContact = (next as ContactEvent)?.Contact;
        if (_entering is not { } id || !state.Contacts.TryGetValue(id, out var contact))
            return cause is null ? null : $"The contact {nextContact} has a step for {cause} without an entry.";
        // A contact that is assigned as it enters has no place in the queue.
        if (next is ContactOffered { Assigned: true } && nextContact == id) return null;
        var queue = state.QueueOf(contact);
        StepCause? met = !queue.IsOpen(contact.InQueueSince) ? StepCause.Closed
            : state.PlacesTaken(queue.Id, id) >= queue.MaxWaiting ? StepCause.Full
            : JoinsEmpty(state, contact, queue) ? StepCause.JoinEmpty
            : null;
        if (met is null)
            return cause is null ? null : $"The contact {nextContact} has a step for {cause}, but {queue.Id} takes it.";
        var isMet = nextContact == id && (queue.ActionFor(met.Value) is null
            ? next is ContactClosed { Reason: CloseReason.Rejected } rejected && rejected.RejectedFor == CauseOf(met)
            : cause == met || next is ContactClosed { Reason: CloseReason.Overflowed });
        var follows = next?.GetType().Name ?? "nothing";
        return isMet ? null : $"The contact {id} enters {queue.Id} without its action for {met}: {follows} follows.";
    }

    private static RejectCause? CauseOf(StepCause? cause) => cause switch
    {
        StepCause.Closed => RejectCause.Closed,
        StepCause.Full => RejectCause.Full,
        StepCause.JoinEmpty or StepCause.LeaveWhenEmpty => RejectCause.Unstaffed,
        _ => null,
    };

    private static bool JoinsEmpty(ProjectedState state, ProjectedContact contact, QueueSettings queue) =>
        queue.JoinEmpty is not null && contact.Callback is null && state.StaffFor(queue, contact.Requirements) is null;

    private string? CheckClosing(ProjectedState state, ContactClosed closed)
    {
        if (!state.Contacts.TryGetValue(closed.Contact, out var contact)) return null;
        if (contact.Plan is not { } plan) return null;
        if (_stepped is { Skipped: false, FromQueue: null } last && last.Contact == contact.Id
            && ActionOf(state.QueueOf(contact), plan, last)?.Close is { } reason)
        {
            RejectCause? cause = reason == CloseReason.Rejected ? CauseOf(last.Cause) : null;
            return (reason, cause) == (closed.Reason, closed.RejectedFor)
                ? null
                : $"The contact {contact.Id} is closed as {closed.Reason} {closed.RejectedFor}, not as {reason} {cause}.";
        }

        var isRight = closed.Reason switch
        {
            CloseReason.Rejected => _entering == contact.Id,
            CloseReason.Overflowed => _moves.GetValueOrDefault(contact.Id) is var (at, moves)
                && at == closed.At && moves >= Limits.MovesAtOnce,
            CloseReason.Expired => MayExpire(state, contact, closed.At),
            _ => true,
        };
        return isRight ? null : $"The contact {contact.Id} is closed as {closed.Reason}, which its queue does not explain.";
    }

    private static bool MayExpire(ProjectedState state, ProjectedContact contact, Timestamp at)
    {
        var queue = state.QueueOf(contact);
        return contact.Callback is { } callback
            ? state.AfterGrace(callback.Expires) <= at || callback.Attempts >= queue.CallbackAttempts
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
}
