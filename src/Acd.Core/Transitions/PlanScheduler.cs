namespace Acd.Core;

/// <summary>
/// Schedules and runs what is due for queued contacts: plan steps, expiry, callback retries and callback expiry. For contacts
/// that are new in line, what is due at once runs before matching.
/// </summary>
internal sealed class PlanScheduler(EngineState state)
{
    private PendingWork Pending => state.Pending;

    /// <summary>
    /// Runs what is due at once for contacts that are new in line or whose queue changed, by rank. After that they wait for an
    /// agent.
    /// </summary>
    public void RunDue()
    {
        if (Pending.DueChecks.Count == 0) return;
        if (Pending.DueChecks.Count > 1) Pending.DueChecks.Sort((left, right) => left.Key.CompareTo(right.Key));
        foreach (var contact in Pending.DueChecks)
        {
            if (contact.State != ContactState.Queued || !TryRunAllDue(contact)) continue;
            if (contact.IsInLine) Pending.UnmatchedContacts.Add(contact);
            KeepWaiting(contact);
        }

        Pending.DueChecks.Clear();
    }

    /// <summary>Runs the next step of a contact's plan.</summary>
    public void RunDueStep(Contact contact) => Continue(contact, RunStep(contact, NextStep(contact)!));

    /// <summary>Expires a contact that has waited in its queue for the allowed time.</summary>
    public void RunWaitExpiry(Contact contact) => Continue(contact, Expire(contact));

    /// <summary>Applies its queue's action to a contact whose grace is over.</summary>
    public void RunLeaveWhenEmpty(Contact contact) => Continue(contact, Leave(contact));

    /// <summary>Schedules the deadlines of a queued contact.</summary>
    public void Arm(Contact contact)
    {
        Disarm(contact);
        if (contact.Callback is { } callback)
        {
            var waiting = contact.WaitDeadlines ??= new WaitDeadlines();
            waiting.CallbackExpiry = Arm(DeadlineKind.CallbackExpiry, state.Outages.AfterGrace(callback.Expires), contact);
            if (callback.NotBefore is { } next) waiting.NextAttempt = Arm(DeadlineKind.CallbackRetry, next, contact);
            return;
        }

        if (NextStep(contact) is { } step)
        {
            var waiting = contact.WaitDeadlines ??= new WaitDeadlines();
            waiting.NextStep = Arm(DeadlineKind.PlanStep, DueTimeOf(contact, step), contact);
        }

        if (ExpiryOf(contact) is { } end)
            (contact.WaitDeadlines ??= new WaitDeadlines()).End = Arm(DeadlineKind.WaitExpiry, end, contact);
        ArmEndOfGrace(contact);
    }

    /// <summary>Schedules the end of the grace of a contact that waits unstaffed.</summary>
    public void ArmEndOfGrace(Contact contact)
    {
        if (state.Staffing.EndOfGrace(contact) is not { } due) return;
        var waiting = contact.WaitDeadlines ??= new WaitDeadlines();
        waiting.EndOfGrace = Arm(DeadlineKind.EndOfGrace, due, contact);
    }

    /// <summary>Cancels the deadlines of a contact that is no longer queued.</summary>
    public void Disarm(Contact contact)
    {
        if (contact.WaitDeadlines is not { } waiting) return;
        state.Deadlines.Disarm(waiting.NextStep);
        state.Deadlines.Disarm(waiting.End);
        state.Deadlines.Disarm(waiting.NextAttempt);
        state.Deadlines.Disarm(waiting.CallbackExpiry);
        state.Deadlines.Disarm(waiting.EndOfGrace);
    }

    private Deadline Arm(DeadlineKind kind, Timestamp due, Contact contact) =>
        state.Deadlines.Arm(kind, due, contact.Sequence, contact);

    /// <summary>Continues after an action: in a new queue more may be due at once.</summary>
    private void Continue(Contact contact, WaitActionOutcome outcome)
    {
        if (outcome == WaitActionOutcome.Moved) Pending.DueChecks.Add(contact);
        else if (outcome == WaitActionOutcome.Stayed) KeepWaiting(contact);
    }

    /// <summary>Lets a contact wait for an agent, its next attempt and its deadlines.</summary>
    private void KeepWaiting(Contact contact)
    {
        Arm(contact);
        if (!contact.IsInLine && !contact.IsAway) Pending.Add(contact);
    }

    /// <summary>Runs everything that is due for a queued contact. False if it closed.</summary>
    private bool TryRunAllDue(Contact contact)
    {
        while (contact.Callback is null)
        {
            if (NextStep(contact) is { } step && DueTimeOf(contact, step) <= state.Now)
            {
                if (RunStep(contact, step) == WaitActionOutcome.Closed) return false;
            }
            else if (ExpiryOf(contact) <= state.Now)
            {
                if (Expire(contact) == WaitActionOutcome.Closed) return false;
            }
            else if (RefusalLimitOf(contact) is { } limit)
            {
                if (Refuse(contact, limit.Do) == WaitActionOutcome.Closed) return false;
            }
            else if (state.Staffing.EndOfGrace(contact) <= state.Now)
            {
                if (Leave(contact) == WaitActionOutcome.Closed) return false;
            }
            else
            {
                return true;
            }
        }

        if (contact.Callback.NotBefore <= state.Now) state.Callbacks.EndDelay(contact);
        if (state.Outages.AfterGrace(contact.Callback.Expires) > state.Now) return true;
        state.Closing.Close(contact, CloseReason.Expired);
        return false;
    }

    private WaitActionOutcome RunStep(Contact contact, PlanStep step)
    {
        contact.PlanDone = step.After;
        if (!step.SkipIfUnservable || CouldBeServed(contact, step.Do))
            return state.WaitActions.Apply(contact, step.Do, StepCause.Plan, step.After);
        state.Emitter.PlanStepSkipped(contact, step.After);
        return WaitActionOutcome.Stayed;
    }

    private WaitActionOutcome Expire(Contact contact)
    {
        contact.Expired = true;
        if (state.SettingsOf(contact).WhenExpired is { } action)
            return state.WaitActions.Apply(contact, action, StepCause.Expired);
        state.Closing.Close(contact, CloseReason.Expired);
        return WaitActionOutcome.Closed;
    }

    /// <summary>The limit of refusals that a contact has reached and not met in this stay, or null.</summary>
    private RefusalLimit? RefusalLimitOf(Contact contact) =>
        contact is { Refusals: > 0, MetWhenRefused: false } && state.SettingsOf(contact).WhenRefused is { } limit
            && contact.Refusals >= limit.After
                ? limit
                : null;

    private WaitActionOutcome Refuse(Contact contact, WaitAction action)
    {
        contact.MetWhenRefused = true;
        return state.WaitActions.Apply(contact, action, StepCause.Refused);
    }

    private WaitActionOutcome Leave(Contact contact)
    {
        (contact.UnstaffedSince, contact.LeftEmpty) = (null, true);
        return state.WaitActions.Apply(contact, state.SettingsOf(contact).LeaveWhenEmpty!, StepCause.LeaveWhenEmpty);
    }

    /// <summary>Whether a contact would be staffed after an action.</summary>
    private bool CouldBeServed(Contact contact, WaitAction action)
    {
        var (queue, gate, asked) = state.WaitActions.TargetOf(contact, action);
        var requirements = GateEnrichment.Apply(asked, gate is { } by ? state.FindGate(by) : null);
        var line = state.AcquireLine(queue, contact.Line.Key.Channel, requirements);
        var isStaffed = line.StaffProfiles > 0;
        state.MatchIndex.ReleaseLine(line);
        return isStaffed;
    }

    private PlanStep? NextStep(Contact contact)
    {
        var plan = contact.Plan ?? state.SettingsOf(contact).Plan;
        for (var index = 0; index < plan.Count; index++)
            if (!(plan[index].After <= contact.PlanDone)) return plan[index];
        return null;
    }

    private Timestamp DueTimeOf(Contact contact, PlanStep step) => state.Outages.AfterGrace(
        (contact.Plan is null ? contact.InQueueSince!.Value : contact.WaitingSince) + step.After, step.Do);

    /// <summary>When a contact expires in its queue. Null if it may wait on.</summary>
    private Timestamp? ExpiryOf(Contact contact) =>
        !contact.Expired && state.SettingsOf(contact).MaxWait is { } most
            ? state.Outages.AfterGrace(contact.InQueueSince!.Value + most)
            : null;
}
