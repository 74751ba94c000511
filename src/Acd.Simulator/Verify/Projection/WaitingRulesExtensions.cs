using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What is due for contacts while they wait, by the rules of <c>docs/rules.md</c>.</summary>
internal static class WaitingRulesExtensions
{
    /// <summary>The next step of a contact's plan and when it is due; none where nobody knows the plan.</summary>
    public static (PlanStep Step, Timestamp Due)? NextStepOf(this ProjectedState state, ProjectedContact contact)
    {
        if (contact is not { Callback: null, Plan: { } plan }) return null;
        var since = plan.Steps is null ? contact.InQueueSince : contact.WaitingSince;
        foreach (var step in plan.Steps ?? state.QueueOf(contact).Plan)
            if (!(step.After <= contact.PlanDone)) return (step, since + step.After);
        return null;
    }

    /// <summary>When a contact has waited in its queue for as long as it may, if that is limited.</summary>
    public static Timestamp? EndOfWaitingOf(this ProjectedState state, ProjectedContact contact) =>
        contact is { Callback: null, Expired: false } && state.QueueOf(contact).MaxWait is { } most
            ? contact.InQueueSince + most
            : null;

    /// <summary>What a queue does for a cause other than a plan.</summary>
    public static WaitAction? ActionFor(this QueueSettings queue, StepCause cause) => cause switch
    {
        StepCause.Closed => queue.WhenClosed,
        StepCause.Full => queue.WhenFull,
        StepCause.Expired => queue.WhenExpired,
        StepCause.JoinEmpty => queue.JoinEmpty,
        StepCause.LeaveWhenEmpty => queue.LeaveWhenEmpty,
        _ => null,
    };

    /// <summary>The queue and the gate in which a contact is after an action.</summary>
    public static (QueueId Queue, GateId? Gate) PlaceAfter(this ProjectedState state, ProjectedContact contact, WaitAction action)
    {
        if (action.Gate is { } gate && gate != contact.Gate && state.FindGate(gate) is { } known)
            return (known.Queue, gate);
        return action.Queue is { } queue && queue != contact.Queue ? (queue, null) : (contact.Queue, contact.Gate);
    }

    /// <summary>
    /// What a contact requires after an action; unknown where that depends on what it asked for before a gate added to it.
    /// </summary>
    public static IReadOnlyList<Requirement>? RequirementsAfter(this ProjectedState state, ProjectedContact contact, WaitAction action)
    {
        var asked = action.Requirements ?? (contact.Gate is null ? contact.Requirements : null);
        var lowered = asked?.Select(own => own with
        {
            Level = Math.Max(Limits.MinLevel, own.Level - (action.LowerLevels ?? 0)),
        }).ToList();
        return lowered is null ? null : Merged(lowered, state.FindGate(state.PlaceAfter(contact, action).Gate));
    }

    /// <summary>How many others take one of a queue's limited places.</summary>
    public static int PlacesTaken(this ProjectedState state, QueueId queue, ContactId except) =>
        state.Contacts.Values.Count(other => other.Id != except && other.Queue == queue && other.Callback is null
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
