namespace Acd.Core;

/// <summary>What became of a contact by an action.</summary>
internal enum Outcome
{
    /// <summary>It waits where it was.</summary>
    Stayed,

    /// <summary>It came into another queue.</summary>
    Moved,

    /// <summary>It is closed.</summary>
    Closed,
}

/// <summary>What steps of plans and limits do to a queued contact, and what it meets when it enters a queue.</summary>
internal sealed class ActionSteps(Center center)
{
    /// <summary>Lets a queued contact meet an action, and the limits of the queue that it comes into by that.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="action">What is done.</param>
    /// <param name="cause">Why.</param>
    /// <param name="after">The time of the step, if it is one of a plan.</param>
    public Outcome Meet(Contact contact, WaitAction action, StepCause cause, TimeSpan? after = null)
    {
        var outcome = Do(contact, action, cause, after);
        return outcome == Outcome.Moved && !Enter(contact) ? Outcome.Closed : outcome;
    }

    /// <summary>
    /// Lets a contact enter the queue that it is in now, or another one where that is closed or full. False if it was closed.
    /// </summary>
    public bool Enter(Contact contact)
    {
        while (true)
        {
            var queue = center.QueueOf(contact);
            var isOpen = queue.IsOpen(center.Now);
            if (isOpen && !queue.IsFullFor(contact)) return Begin(contact);
            var (action, cause) = isOpen
                ? (queue.Settings.WhenFull, StepCause.Full)
                : (queue.Settings.WhenClosed, StepCause.Closed);
            if (action is null)
            {
                center.Closing.Close(contact, CloseReason.Rejected);
                return false;
            }

            switch (Do(contact, action, cause, null))
            {
                case Outcome.Closed: return false;
                case Outcome.Stayed: return Begin(contact);
                case Outcome.Moved: continue;
            }
        }
    }

    /// <summary>Gives a contact other needs: what it asks for, its queue and gate.</summary>
    public void ChangeNeeds(Contact contact, QueueId queue, GateId? gate, IReadOnlyList<Requirement> asked)
    {
        contact.Gate = gate;
        contact.Asked = asked;
        contact.Requirements = GateAdditions.To(asked, center.GateOf(contact));
        var before = contact.Line;
        contact.Line = center.LineFor(queue, before.Needs.Channel, contact.Requirements);
        center.Matcher.Release(before);
        center.Count(contact);
    }

    /// <summary>A contact's time in its queue begins.</summary>
    private bool Begin(Contact contact)
    {
        contact.InQueueSince = center.Now;
        return true;
    }

    /// <summary>Where an action would lead a contact, and what it would ask for then.</summary>
    public (QueueId Queue, GateId? Gate, IReadOnlyList<Requirement> Asked) After(Contact contact, WaitAction action)
    {
        var (queue, gate) = Moves(contact, action) ? center.Lead(action.Queue, action.Gate) : (contact.Queue, contact.Gate);
        return (queue, gate, Lowered(action.Requirements ?? contact.Asked, action.LowerLevels ?? 0));
    }

    private static bool Moves(Contact contact, WaitAction action) =>
        (action.Queue is { } queue && queue != contact.Queue) || (action.Gate is { } gate && gate != contact.Gate);

    private Outcome Do(Contact contact, WaitAction action, StepCause cause, TimeSpan? after)
    {
        if (action.Close is { } reason)
        {
            center.Chronicle.PlanStepped(contact, cause, after);
            center.Closing.Close(contact, reason);
            return Outcome.Closed;
        }

        var (fromQueue, fromGate) = (contact.Queue, contact.Gate);
        var moves = Moves(contact, action);
        if (moves && !MayMove(contact))
        {
            center.Closing.Close(contact, CloseReason.Overflowed);
            return Outcome.Closed;
        }

        center.StopWaiting(contact);
        Change(contact, action, moves);
        if (moves) center.Chronicle.PlanStepped(contact, cause, after, fromQueue, fromGate);
        else center.Chronicle.PlanStepped(contact, cause, after);
        if (action.Callback && contact is { Callback: null, CallerId: { } number }) center.Callbacks.Begin(contact, number);
        if (contact.Queue == fromQueue) return Outcome.Stayed;
        contact.Expired = false;
        if (contact.Plan is null) contact.PlanDone = null;
        return Outcome.Moved;
    }

    /// <summary>Whether a contact may be moved once more in the present command or deadline; if so, that is counted.</summary>
    private bool MayMove(Contact contact)
    {
        var moves = center.Agenda.Moves.GetValueOrDefault(contact);
        center.Agenda.Moves[contact] = moves + 1;
        return moves < Limits.MovesAtOnce;
    }

    private void Change(Contact contact, WaitAction action, bool moves)
    {
        var (queue, gate, asked) = After(contact, action);
        if (moves || action.Requirements is not null || action.LowerLevels is not null)
            ChangeNeeds(contact, queue, gate, asked);
        if (action.RaisePriority is not { } priority || priority <= contact.Priority) return;
        contact.Priority = priority;
        var rank = Ranks.Of(contact.EnteredAt, priority, center.SettingsOf(contact));
        if (rank < contact.Rank) contact.Rank = rank;
    }

    private static IReadOnlyList<Requirement> Lowered(IReadOnlyList<Requirement> asked, int by) => by == 0
        ? asked
        : [.. asked.Select(own => own with { Level = Math.Max(Limits.MinLevel, own.Level - by) })];
}
