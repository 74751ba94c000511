namespace Acd.Core;

/// <summary>
/// What is due for contacts while they are queued: steps of plans, the end of their time, a callback's next attempt and its
/// end. What is due at once when they come in line is taken before anybody is matched.
/// </summary>
internal sealed class PlanSteps(Center center)
{
    private Agenda Agenda => center.Agenda;

    /// <summary>
    /// Takes what is due at once for the contacts that have come in line, or whose queue was changed: contact by contact by
    /// rank. They wait for an agent from then on.
    /// </summary>
    public void TakeWhatIsDue()
    {
        if (Agenda.Lined.Count == 0) return;
        if (Agenda.Lined.Count > 1) Agenda.Lined.Sort((left, right) => left.Key.CompareTo(right.Key));
        foreach (var contact in Agenda.Lined)
            if (contact.State == ContactState.Queued && TakeAllDue(contact)) Stay(contact);
        Agenda.Lined.Clear();
    }

    /// <summary>The next step of a contact's plan is due.</summary>
    public void TakeDueStep(Contact contact) => GoOn(contact, TakeStep(contact, NextStep(contact)!));

    /// <summary>A contact has waited in its queue as long as that allows.</summary>
    public void TakeDueEnd(Contact contact) => GoOn(contact, Expire(contact));

    /// <summary>
    /// Lets the contacts that were told to be unservable meet what their queues do about it. False where none of them does
    /// anything.
    /// </summary>
    public bool MeetUnservable()
    {
        var any = false;
        foreach (var contact in Agenda.Told)
        {
            var queue = center.SettingsOf(contact);
            var joins = contact == Agenda.Entered && contact.Offers.Count == 0 && contact.PastOffers is null;
            var (action, cause) = joins ? (queue.JoinEmpty, StepCause.JoinEmpty) : (queue.LeaveWhenEmpty, StepCause.LeaveWhenEmpty);
            if (action is null) continue;
            any = true;
            GoOn(contact, center.Actions.Meet(contact, action, cause));
        }

        Agenda.Told.Clear();
        return any;
    }

    /// <summary>Arms what will be due for a contact while it is queued.</summary>
    public void Arm(Contact contact)
    {
        Disarm(contact);
        if (contact.Callback is { } callback)
        {
            var waiting = contact.Waiting ??= new WaitDeadlines();
            waiting.CallbackExpiry = Arm(DeadlineKind.CallbackExpiry, callback.Expires, contact);
            if (callback.NotBefore is { } next) waiting.NextAttempt = Arm(DeadlineKind.CallbackDue, next, contact);
            return;
        }

        if (NextStep(contact) is { } step)
            (contact.Waiting ??= new WaitDeadlines()).NextStep = Arm(DeadlineKind.PlanStep, TimeOf(contact, step), contact);
        if (EndOf(contact) is { } end)
            (contact.Waiting ??= new WaitDeadlines()).End = Arm(DeadlineKind.EndOfWaiting, end, contact);
    }

    /// <summary>Disarms all of that: the contact is not queued any longer.</summary>
    public void Disarm(Contact contact)
    {
        if (contact.Waiting is not { } waiting) return;
        center.Deadlines.Disarm(waiting.NextStep);
        center.Deadlines.Disarm(waiting.End);
        center.Deadlines.Disarm(waiting.NextAttempt);
        center.Deadlines.Disarm(waiting.CallbackExpiry);
    }

    private Deadline Arm(DeadlineKind kind, Timestamp due, Contact contact) =>
        center.Deadlines.Arm(kind, due, contact.Sequence, contact);

    /// <summary>After what a contact met by itself: in another queue more may be due at once, in its own not.</summary>
    private void GoOn(Contact contact, Outcome outcome)
    {
        if (outcome == Outcome.Moved) Agenda.Lined.Add(contact);
        else if (outcome == Outcome.Stayed) Stay(contact);
    }

    /// <summary>Lets a contact wait for an agent, or for its next attempt, and for what will be due.</summary>
    private void Stay(Contact contact)
    {
        Arm(contact);
        if (!contact.Waits && contact.Callback?.NotBefore is null) Agenda.Add(contact);
    }

    /// <summary>Takes everything that is due for a queued contact; false if it was closed by that.</summary>
    private bool TakeAllDue(Contact contact)
    {
        while (contact.Callback is null)
        {
            if (NextStep(contact) is { } step && TimeOf(contact, step) <= center.Now)
            {
                if (TakeStep(contact, step) == Outcome.Closed) return false;
            }
            else if (EndOf(contact) <= center.Now)
            {
                if (Expire(contact) == Outcome.Closed) return false;
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

    private Outcome TakeStep(Contact contact, PlanStep step)
    {
        contact.PlanDone = step.After;
        if (!step.SkipIfUnservable || CouldBeServed(contact, step.Do))
            return center.Actions.Meet(contact, step.Do, StepCause.Plan, step.After);
        center.Chronicle.PlanStepSkipped(contact, step.After);
        return Outcome.Stayed;
    }

    private Outcome Expire(Contact contact)
    {
        contact.Expired = true;
        if (center.SettingsOf(contact).WhenExpired is { } action) return center.Actions.Meet(contact, action, StepCause.Expired);
        center.Closing.Close(contact, CloseReason.Expired);
        return Outcome.Closed;
    }

    /// <summary>Whether anybody who is logged in has what a contact would need after an action.</summary>
    private bool CouldBeServed(Contact contact, WaitAction action)
    {
        var (queue, gate, asked) = center.Actions.After(contact, action);
        var needs = GateAdditions.To(asked, gate is { } by ? center.FindGate(by) : null);
        var line = center.LineFor(queue, contact.Line.Needs.Channel, needs);
        var serves = line.ServingProfiles > 0;
        center.Matcher.Release(line);
        return serves;
    }

    private PlanStep? NextStep(Contact contact)
    {
        var plan = contact.Plan ?? center.SettingsOf(contact).Plan;
        for (var index = 0; index < plan.Count; index++)
            if (!(plan[index].After <= contact.PlanDone)) return plan[index];
        return null;
    }

    private static Timestamp TimeOf(Contact contact, PlanStep step) =>
        (contact.Plan is null ? contact.InQueueSince!.Value : contact.WaitingSince) + step.After;

    /// <summary>When a contact has waited in its queue as long as that allows; none where it may wait on.</summary>
    private Timestamp? EndOf(Contact contact) =>
        !contact.Expired && center.SettingsOf(contact).MaxWait is { } most ? contact.InQueueSince!.Value + most : null;
}
