namespace Acd.Core;

/// <summary>What an action did to a contact.</summary>
internal enum WaitActionOutcome
{
    /// <summary>It waits in the same queue.</summary>
    Stayed,

    /// <summary>It moved to another queue.</summary>
    Moved,

    /// <summary>It closed.</summary>
    Closed,
}

/// <summary>Applies the actions of plan steps and limits to queued contacts, also on entry into a queue.</summary>
internal sealed class WaitActionTransitions(EngineState state)
{
    /// <summary>Applies an action to a queued contact, and the entry limits of the queue that it moves to.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="action">The action.</param>
    /// <param name="cause">The cause of the action.</param>
    /// <param name="after">The waiting time of the plan step, if a plan step caused the action.</param>
    public WaitActionOutcome Apply(Contact contact, WaitAction action, StepCause cause, TimeSpan? after = null)
    {
        var outcome = ApplyAction(contact, action, cause, after);
        return outcome == WaitActionOutcome.Moved && !Enter(contact) ? WaitActionOutcome.Closed : outcome;
    }

    /// <summary>
    /// Enters a contact into its queue, or into another one if that is closed, full or unstaffed. False if the contact closed.
    /// </summary>
    public bool Enter(Contact contact)
    {
        while (true)
        {
            var queue = state.QueueOf(contact);
            if (ObstacleTo(contact, queue) is not { } cause) return StartStay(contact);
            if (ActionOn(queue.Settings, cause) is not { } action)
            {
                state.Closing.Close(contact, CloseReason.Rejected, CauseOf(cause));
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

    /// <summary>The limit of a queue that a contact meets on entry, or null.</summary>
    private StepCause? ObstacleTo(Contact contact, QueueState queue)
    {
        if (!queue.IsOpen(state.Now)) return StepCause.Closed;
        if (queue.IsFull(contact)) return StepCause.Full;
        return queue.Settings.JoinEmpty is not null && StaffingTransitions.MeetsJoinEmpty(contact)
            ? StepCause.JoinEmpty
            : null;
    }

    private static WaitAction? ActionOn(QueueSettings queue, StepCause cause) => cause switch
    {
        StepCause.Closed => queue.WhenClosed,
        StepCause.Full => queue.WhenFull,
        StepCause.JoinEmpty => queue.JoinEmpty,
        _ => throw new InvalidOperationException($"{cause} is no limit of entering."),
    };

    /// <summary>Why a queue rejects a contact by a limit's action. Null for a plan and for limits of waiting.</summary>
    private static RejectCause? CauseOf(StepCause cause) => cause switch
    {
        StepCause.Closed => RejectCause.Closed,
        StepCause.Full => RejectCause.Full,
        StepCause.JoinEmpty or StepCause.LeaveWhenEmpty => RejectCause.Unstaffed,
        _ => null,
    };

    /// <summary>Changes a contact's queue, gate and requirements.</summary>
    public void ChangeRequirements(Contact contact, QueueId queue, GateId? gate, IReadOnlyList<Requirement> asked)
    {
        contact.Gate = gate;
        contact.Asked = asked;
        contact.Requirements = GateEnrichment.Apply(asked, state.GateOf(contact));
        var before = contact.Line;
        contact.Line = state.AcquireLine(queue, before.Key.Channel, contact.Requirements);
        state.MatchIndex.ReleaseLine(before);
        state.UpdatePlacesTaken(contact);
    }

    /// <summary>Starts a contact's time in its queue.</summary>
    private bool StartStay(Contact contact)
    {
        contact.InQueueSince = state.Now;
        return true;
    }

    /// <summary>The target of an action for a contact: its queue, gate and requirements afterwards.</summary>
    public (QueueId Queue, GateId? Gate, IReadOnlyList<Requirement> Asked) TargetOf(Contact contact, WaitAction action)
    {
        var (queue, gate) = Moves(contact, action)
            ? state.ResolveTarget(action.Queue, action.Gate)
            : (contact.Queue, contact.Gate);
        return (queue, gate, LowerLevels(action.Requirements ?? contact.Asked, action.LowerLevels ?? 0));
    }

    private static bool Moves(Contact contact, WaitAction action) =>
        (action.Queue is { } queue && queue != contact.Queue) || (action.Gate is { } gate && gate != contact.Gate);

    private WaitActionOutcome ApplyAction(Contact contact, WaitAction action, StepCause cause, TimeSpan? after)
    {
        if (action.Close is { } reason)
        {
            state.Emitter.PlanStepped(contact, cause, after);
            state.Closing.Close(contact, reason, reason == CloseReason.Rejected ? CauseOf(cause) : null);
            return WaitActionOutcome.Closed;
        }

        var (fromQueue, fromGate) = (contact.Queue, contact.Gate);
        var moves = Moves(contact, action);
        if (moves && !TryCountMove(contact))
        {
            state.Closing.Close(contact, CloseReason.Overflowed);
            return WaitActionOutcome.Closed;
        }

        state.StopWaiting(contact);
        Change(contact, action, moves);
        if (moves) state.Emitter.PlanStepped(contact, cause, after, fromQueue, fromGate);
        else state.Emitter.PlanStepped(contact, cause, after);
        if (action.Callback && contact is { Callback: null, CallerId: { } number }) state.Callbacks.Begin(contact, number);
        if (contact.Queue == fromQueue) return WaitActionOutcome.Stayed;
        contact.Expired = false;
        state.Staffing.Forget(contact);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        if (contact.Plan is null) contact.PlanDone = null;
        return WaitActionOutcome.Moved;
    }

    /// <summary>Counts a move of a contact in the current command or deadline. False if it has used up its moves.</summary>
    private bool TryCountMove(Contact contact)
    {
        var moves = state.Pending.MoveCounts.GetValueOrDefault(contact);
        state.Pending.MoveCounts[contact] = moves + 1;
        return moves < Limits.MovesAtOnce;
    }

    private void Change(Contact contact, WaitAction action, bool moves)
    {
        var (queue, gate, asked) = TargetOf(contact, action);
        if (moves || action.Requirements is not null || action.LowerLevels is not null)
            ChangeRequirements(contact, queue, gate, asked);
        if (action.RaisePriority is not { } priority || priority <= contact.Priority) return;
        contact.Priority = priority;
        var rank = RankCalculator.RankOf(contact.EnteredAt, priority, state.SettingsOf(contact));
        if (rank < contact.Rank) contact.Rank = rank;
    }

    private static IReadOnlyList<Requirement> LowerLevels(IReadOnlyList<Requirement> asked, int by) => by == 0
        ? asked
        : [.. asked.Select(own => own with { Level = Math.Max(Limits.MinLevel, own.Level - by) })];
}
