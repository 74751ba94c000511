using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>The deadlines and actions of waiting contacts, by <c>docs/reference/rules.md</c>.</summary>
internal static class WaitingRulesExtensions
{
    /// <summary>The next step of a contact's plan and its time; null if there is none or the plan is unknown.</summary>
    public static (PlanStep Step, Timestamp Due)? NextStepOf(this ProjectedState state, ProjectedContact contact)
    {
        if (contact is not { Callback: null, Parked: null, Plan: { } plan }) return null;
        var since = plan.Steps is null ? contact.InQueueSince : contact.WaitingSince;
        foreach (var step in plan.Steps ?? state.QueueOf(contact).Plan)
            if (!(step.After <= contact.PlanDone))
                return (step, step.Do.Close is null ? since + step.After : state.AfterGrace(since + step.After));
        return null;
    }

    /// <summary>The end of a contact's greatest wait in its queue, if there is a limit.</summary>
    public static Timestamp? EndOfWaitingOf(this ProjectedState state, ProjectedContact contact) =>
        contact is { Callback: null, Parked: null, Expired: false } && state.QueueOf(contact).MaxWait is { } most
            ? state.AfterGrace(contact.InQueueSince + most)
            : null;

    /// <summary>Whether a contact has reached its queue's limit of refusals and has not met its action in this stay.</summary>
    public static bool IsRefused(this ProjectedState state, ProjectedContact contact) =>
        contact is { Callback: null, MetWhenRefused: false } && contact.Refusals >= state.QueueOf(contact).WhenRefused?.After;

    /// <summary>A queue's action for a cause other than a plan.</summary>
    public static WaitAction? ActionFor(this QueueSettings queue, StepCause cause) => cause switch
    {
        StepCause.Closed => queue.WhenClosed,
        StepCause.Full => queue.WhenFull,
        StepCause.Expired => queue.WhenExpired,
        StepCause.JoinEmpty => queue.JoinEmpty,
        StepCause.LeaveWhenEmpty => queue.LeaveWhenEmpty,
        StepCause.Refused => queue.WhenRefused?.Do,
        _ => null,
    };

    /// <summary>A contact's queue and gate after an action.</summary>
    public static (QueueId Queue, GateId? Gate) PlaceAfter(
        this ProjectedState state, ProjectedContact contact, WaitAction action)
    {
        if (action.Gate is { } gate && gate != contact.Gate && state.FindGate(gate) is { } known)
            return (known.Queue, gate);
        return action.Queue is { } queue && queue != contact.Queue ? (queue, null) : (contact.Queue, contact.Gate);
    }

    /// <summary>
    /// A contact's requirements after an action; null if they depend on the unknown requirements before a gate added its own.
    /// </summary>
    public static IReadOnlyList<Requirement>? RequirementsAfter(
        this ProjectedState state, ProjectedContact contact, WaitAction action)
    {
        var asked = action.Requirements ?? (contact.Gate is null ? contact.Requirements : null);
        var lowered = asked?.Select(own => own with
        {
            Level = Math.Max(Limits.MinLevel, own.Level - (action.LowerLevels ?? 0)),
        }).ToList();
        return lowered is null ? null : Merged(lowered, state.FindGate(state.PlaceAfter(contact, action).Gate));
    }

    /// <summary>The number of other contacts that take one of a queue's limited places.</summary>
    public static int PlacesTaken(this ProjectedState state, QueueId queue, ContactId except) =>
        state.Contacts.Values.Count(other => other.Id != except && other.Queue == queue
            && other is { Callback: null, Parked: null }
            && other.State is ContactState.Queued or ContactState.Offered);

    private static List<Requirement> Merged(List<Requirement> asked, GateSettings? gate)
    {
        foreach (var added in gate?.Requirements ?? [])
        {
            var at = asked.FindIndex(own => own.Skill == added.Skill);
            if (at < 0) asked.Add(added);
            else if (asked[at].Level < added.Level) asked[at] = added;
        }

        return asked;
    }
}
