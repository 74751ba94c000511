namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    /// <summary>The next step of a contact's or its queue's plan, with its due time. Null for a callback.</summary>
    private (PlanStep Step, Timestamp Due)? NextStepOf(ModelContact contact)
    {
        if (contact.Callback is not null)
            return null;
        var plan = contact.Plan ?? QueueOf(contact).Plan;
        var since = contact.Plan is null ? contact.InQueueSince!.Value : contact.WaitingSince;
        return plan.FirstOrDefault(step => contact.PlanDone is not { } done || step.After > done) is { } next
            ? (next, next.Do.Close is null ? since + next.After : AfterGrace(since + next.After))
            : null;
    }

    /// <summary>When a contact expires in its queue. Null for a callback.</summary>
    private Timestamp? EndOfWaiting(ModelContact contact) => contact is { Callback: null, Expired: false }
        && QueueOf(contact).MaxWait is { } most ? AfterGrace(contact.InQueueSince!.Value + most) : null;

    private void Take(ModelContact contact, PlanStep step)
    {
        contact.PlanDone = step.After;
        if (step.SkipIfUnservable && !IsServableAfter(step.Do, contact))
            EmitPlanStepped(contact, StepCause.Plan, step.After, skipped: true);
        else
            ApplyAction(contact, step.Do, StepCause.Plan, step.After);
    }

    private bool IsServableAfter(WaitAction action, ModelContact contact)
    {
        var gate = TargetOf(action, contact) is { } target ? target.Gate : contact.Gate;
        var required = Required(AskedAfter(action, contact), _settings.Gates.FirstOrDefault(known => known.Id == gate));
        var queue = TargetOf(action, contact)?.Queue ?? contact.Queue;
        return IsStaffed(_settings.Queues.Single(known => known.Id == queue), required);
    }

    private void MeetWhenRefused(ModelContact contact)
    {
        contact.MetWhenRefused = true;
        ApplyAction(contact, QueueOf(contact).WhenRefused!.Do, StepCause.Refused);
    }

    private void Expire(ModelContact contact)
    {
        contact.Expired = true;
        ApplyLimit(contact, QueueOf(contact).WhenExpired, StepCause.Expired, CloseReason.Expired);
    }

    /// <summary>Runs the plan steps and expiries of contacts in line that are due already, in order.</summary>
    private void RunDueAtOnce()
    {
        var came = InLine(_backInLine.Distinct()).ToList();
        _backInLine.Clear();
        foreach (var contact in came)
        {
            while (contact.State == ContactState.Queued && DueAtOnce(contact) is { } happens)
                happens();
        }

        _backInLine.Clear();
    }

    private Action? DueAtOnce(ModelContact contact)
    {
        if (contact.Parked is not null)
            return null;
        if (contact.PreferredUntil <= _now && !contact.PreferenceIsOver)
            return () => contact.PreferenceIsOver = true;
        if (contact.Callback?.NotBefore <= _now)
            return () => EndCallbackDelay(contact);
        if (NextStepOf(contact) is { } next && next.Due <= _now)
            return () => Take(contact, next.Step);
        if (EndOfWaiting(contact) is { } end && end <= _now)
            return () => Expire(contact);
        if (contact is { Callback: null, MetWhenRefused: false } && contact.Refusals >= QueueOf(contact).WhenRefused?.After)
            return () => MeetWhenRefused(contact);
        if (EndOfGrace(contact) <= _now)
            return () => LeaveEmpty(contact);
        return contact.Callback is { } callback && AfterGrace(callback.Expires) <= _now
            ? () => Close(contact, CloseReason.Expired)
            : null;
    }
}
