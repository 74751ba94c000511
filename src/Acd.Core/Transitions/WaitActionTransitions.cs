namespace Acd.Core;

/// <summary>What became of a contact by an action.</summary>
internal enum WaitActionOutcome
{
    /// <summary>It waits where it was.</summary>
    Stayed,

    /// <summary>It came into another queue.</summary>
    Moved,

    /// <summary>It is closed.</summary>
    Closed,
}

/// <summary>What steps of plans and limits do to a queued contact, and what it meets when it enters a queue.</summary>
internal sealed class WaitActionTransitions(EngineState center)
{
    /// <summary>Lets a queued contact meet an action, and the limits of the queue that it comes into by that.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="action">What is done.</param>
    /// <param name="cause">Why.</param>
    /// <param name="after">The time of the step, if it is one of a plan.</param>
    public WaitActionOutcome Apply(Contact contact, WaitAction action, StepCause cause, TimeSpan? after = null)
    {
        var outcome = ApplyAction(contact, action, cause, after);
        return outcome == WaitActionOutcome.Moved && !Enter(contact) ? WaitActionOutcome.Closed : outcome;
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
            if (isOpen && !queue.IsFull(contact)) return StartStay(contact);
            var (action, cause) = isOpen
                ? (queue.Settings.WhenFull, StepCause.Full)
                : (queue.Settings.WhenClosed, StepCause.Closed);
            if (action is null)
            {
                center.Closing.Close(contact, CloseReason.Rejected);
                return false;
            }

            switch (ApplyAction(contact, action, cause, null))
            {
                case WaitActionOutcome.Closed: return false;
                case WaitActionOutcome.Stayed: return StartStay(contact);
                case WaitActionOutcome.Moved: continue;
            }
        }
    }

    /// <summary>Gives a contact other needs: what it asks for, its queue and gate.</summary>
    public void ChangeRequirements(Contact contact, QueueId queue, GateId? gate, IReadOnlyList<Requirement> asked)
    {
        contact.Gate = gate;
        contact.Asked = asked;
        contact.Requirements = GateEnrichment.Apply(asked, center.GateOf(contact));
        var before = contact.Line;
        contact.Line = center.AcquireLine(queue, before.Key.Channel, contact.Requirements);
        center.MatchIndex.ReleaseLine(before);
        center.UpdatePlacesTaken(contact);
    }

    /// <summary>A contact's time in its queue begins.</summary>
    private bool StartStay(Contact contact)
    {
        contact.InQueueSince = center.Now;
        return true;
    }

    /// <summary>Where an action would lead a contact, and what it would ask for then.</summary>
    public (QueueId Queue, GateId? Gate, IReadOnlyList<Requirement> Asked) TargetOf(Contact contact, WaitAction action)
    {
        var (queue, gate) = Moves(contact, action) ? center.ResolveTarget(action.Queue, action.Gate) : (contact.Queue, contact.Gate);
        return (queue, gate, LowerLevels(action.Requirements ?? contact.Asked, action.LowerLevels ?? 0));
    }

    private static bool Moves(Contact contact, WaitAction action) =>
        (action.Queue is { } queue && queue != contact.Queue) || (action.Gate is { } gate && gate != contact.Gate);

    private WaitActionOutcome ApplyAction(Contact contact, WaitAction action, StepCause cause, TimeSpan? after)
    {
        if (action.Close is { } reason)
        {
            center.Emitter.PlanStepped(contact, cause, after);
            center.Closing.Close(contact, reason);
            return WaitActionOutcome.Closed;
        }

        var (fromQueue, fromGate) = (contact.Queue, contact.Gate);
        var moves = Moves(contact, action);
        if (moves && !TryCountMove(contact))
        {
            center.Closing.Close(contact, CloseReason.Overflowed);
            return WaitActionOutcome.Closed;
        }

        center.StopWaiting(contact);
        Change(contact, action, moves);
        if (moves) center.Emitter.PlanStepped(contact, cause, after, fromQueue, fromGate);
        else center.Emitter.PlanStepped(contact, cause, after);
        if (action.Callback && contact is { Callback: null, CallerId: { } number }) center.Callbacks.Begin(contact, number);
        if (contact.Queue == fromQueue) return WaitActionOutcome.Stayed;
        contact.Expired = false;
        if (contact.Plan is null) contact.PlanDone = null;
        return WaitActionOutcome.Moved;
    }

    /// <summary>Whether a contact may be moved once more in the present command or deadline; if so, that is counted.</summary>
    private bool TryCountMove(Contact contact)
    {
        var moves = center.Pending.MoveCounts.GetValueOrDefault(contact);
        center.Pending.MoveCounts[contact] = moves + 1;
        return moves < Limits.MovesAtOnce;
    }

    private void Change(Contact contact, WaitAction action, bool moves)
    {
        var (queue, gate, asked) = TargetOf(contact, action);
        if (moves || action.Requirements is not null || action.LowerLevels is not null)
            ChangeRequirements(contact, queue, gate, asked);
        if (action.RaisePriority is not { } priority || priority <= contact.Priority) return;
        contact.Priority = priority;
        var rank = RankCalculator.RankOf(contact.EnteredAt, priority, center.SettingsOf(contact));
        if (rank < contact.Rank) contact.Rank = rank;
    }

    private static IReadOnlyList<Requirement> LowerLevels(IReadOnlyList<Requirement> asked, int by) => by == 0
        ? asked
        : [.. asked.Select(own => own with { Level = Math.Max(Limits.MinLevel, own.Level - by) })];
}
