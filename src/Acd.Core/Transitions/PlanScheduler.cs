namespace Acd.Core;

/// <summary>
/// What is due for contacts while they are queued: steps of plans, the end of their time, a callback's next attempt and its
/// end. What is due at once when they come in line is taken before anybody is matched.
/// </summary>
internal sealed class PlanScheduler(EngineState center)
{
    private PendingWork Pending => center.Pending;

    /// <summary>
    /// Takes what is due at once for the contacts that have come in line, or whose queue was changed: contact by contact by
    /// rank. They wait for an agent from then on.
    /// </summary>
    public void RunDue()
    {
        if (Pending.DueChecks.Count == 0) return;
        if (Pending.DueChecks.Count > 1) Pending.DueChecks.Sort((left, right) => left.Key.CompareTo(right.Key));
        foreach (var contact in Pending.DueChecks)
            if (contact.State == ContactState.Queued && TryRunAllDue(contact)) KeepWaiting(contact);
        Pending.DueChecks.Clear();
    }

    /// <summary>The next step of a contact's plan is due.</summary>
    public void RunDueStep(Contact contact) => Continue(contact, RunStep(contact, NextStep(contact)!));

    /// <summary>A contact has waited in its queue as long as that allows.</summary>
    public void RunWaitExpiry(Contact contact) => Continue(contact, Expire(contact));

    /// <summary>
    /// Lets the contacts that were told to be unservable meet what their queues do about it. False where none of them does
    /// anything.
    /// </summary>
    public bool HandleUnservable()
    {
        var any = false;
        foreach (var contact in Pending.ReportedUnservable)
        {
            var queue = center.SettingsOf(contact);
            var joins = contact == Pending.NewContact && contact.Offers.Count == 0 && contact.PastOffers is null;
            var (action, cause) = joins
                ? (queue.JoinEmpty, StepCause.JoinEmpty)
                : (queue.LeaveWhenEmpty, StepCause.LeaveWhenEmpty);
            if (action is null) continue;
            any = true;
            Continue(contact, center.WaitActions.Apply(contact, action, cause));
        }

        Pending.ReportedUnservable.Clear();
        return any;
    }

    /// <summary>Arms what will be due for a contact while it is queued.</summary>
    public void Arm(Contact contact)
    {
        Disarm(contact);
        if (contact.Callback is { } callback)
        {
            var waiting = contact.WaitDeadlines ??= new WaitDeadlines();
            waiting.CallbackExpiry = Arm(DeadlineKind.CallbackExpiry, callback.Expires, contact);
            if (callback.NotBefore is { } next) waiting.NextAttempt = Arm(DeadlineKind.CallbackRetry, next, contact);
            return;
        }

        if (NextStep(contact) is { } step)
            (contact.WaitDeadlines ??= new WaitDeadlines()).NextStep = Arm(DeadlineKind.PlanStep, DueTimeOf(contact, step), contact);
        if (ExpiryOf(contact) is { } end)
            (contact.WaitDeadlines ??= new WaitDeadlines()).End = Arm(DeadlineKind.WaitExpiry, end, contact);
    }

    /// <summary>Disarms all of that: the contact is not queued any longer.</summary>
    public void Disarm(Contact contact)
    {
        if (contact.WaitDeadlines is not { } waiting) return;
        center.Deadlines.Disarm(waiting.NextStep);
        center.Deadlines.Disarm(waiting.End);
        center.Deadlines.Disarm(waiting.NextAttempt);
        center.Deadlines.Disarm(waiting.CallbackExpiry);
    }

    private Deadline Arm(DeadlineKind kind, Timestamp due, Contact contact) =>
        center.Deadlines.Arm(kind, due, contact.Sequence, contact);

    /// <summary>After what a contact met by itself: in another queue more may be due at once, in its own not.</summary>
    private void Continue(Contact contact, WaitActionOutcome outcome)
    {
        if (outcome == WaitActionOutcome.Moved) Pending.DueChecks.Add(contact);
        else if (outcome == WaitActionOutcome.Stayed) KeepWaiting(contact);
    }

    /// <summary>Lets a contact wait for an agent, or for its next attempt, and for what will be due.</summary>
    private void KeepWaiting(Contact contact)
    {
        Arm(contact);
        if (!contact.IsInLine && contact.Callback?.NotBefore is null) Pending.Add(contact);
    }

    /// <summary>Takes everything that is due for a queued contact; false if it was closed by that.</summary>
    private bool TryRunAllDue(Contact contact)
    {
        while (contact.Callback is null)
        {
            if (NextStep(contact) is { } step && DueTimeOf(contact, step) <= center.Now)
            {
                if (RunStep(contact, step) == WaitActionOutcome.Closed) return false;
            }
            else if (ExpiryOf(contact) <= center.Now)
            {
                if (Expire(contact) == WaitActionOutcome.Closed) return false;
            }
            else
            {
                return true;
            }
        }

        if (contact.Callback.NotBefore <= center.Now) center.Callbacks.EndDelay(contact);
        if (contact.Callback.Expires > center.Now) return true;
        center.Closing.Close(contact, CloseReason.Expired);
        return false;
    }

    private WaitActionOutcome RunStep(Contact contact, PlanStep step)
    {
        contact.PlanDone = step.After;
        if (!step.SkipIfUnservable || CouldBeServed(contact, step.Do))
            return center.WaitActions.Apply(contact, step.Do, StepCause.Plan, step.After);
        center.Emitter.PlanStepSkipped(contact, step.After);
        return WaitActionOutcome.Stayed;
    }

    private WaitActionOutcome Expire(Contact contact)
    {
        contact.Expired = true;
        if (center.SettingsOf(contact).WhenExpired is { } action) return center.WaitActions.Apply(contact, action, StepCause.Expired);
        center.Closing.Close(contact, CloseReason.Expired);
        return WaitActionOutcome.Closed;
    }

    /// <summary>Whether anybody who is logged in has what a contact would need after an action.</summary>
    private bool CouldBeServed(Contact contact, WaitAction action)
    {
        var (queue, gate, asked) = center.WaitActions.TargetOf(contact, action);
        var needs = GateEnrichment.Apply(asked, gate is { } by ? center.FindGate(by) : null);
        var line = center.AcquireLine(queue, contact.Line.Key.Channel, needs);
        var serves = line.ServingProfiles > 0;
        center.MatchIndex.ReleaseLine(line);
        return serves;
    }

    private PlanStep? NextStep(Contact contact)
    {
        var plan = contact.Plan ?? center.SettingsOf(contact).Plan;
        for (var index = 0; index < plan.Count; index++)
            if (!(plan[index].After <= contact.PlanDone)) return plan[index];
        return null;
    }

    private static Timestamp DueTimeOf(Contact contact, PlanStep step) =>
        (contact.Plan is null ? contact.InQueueSince!.Value : contact.WaitingSince) + step.After;

    /// <summary>When a contact has waited in its queue as long as that allows; none where it may wait on.</summary>
    private Timestamp? ExpiryOf(Contact contact) =>
        !contact.Expired && center.SettingsOf(contact).MaxWait is { } most ? contact.InQueueSince!.Value + most : null;
}
