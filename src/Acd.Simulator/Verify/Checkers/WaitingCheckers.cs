using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A step of a plan, or an action of a limit, is the next one in the settings, is due, happens once and has its effect.
/// </summary>
internal sealed class PlanStepsAreCorrect : Checker
{
    public override string Rule => "Plan steps and limits' actions follow the settings, once each.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not PlanStepped stepped || !state.Contacts.TryGetValue(stepped.Contact, out var contact)) return null;
        var (action, wrong) = stepped.Cause == StepCause.Plan
            ? OfPlan(state, contact, stepped)
            : OfLimit(state, contact, stepped);
        if (wrong is null && action is not null)
            wrong = Effect(state, contact, stepped, stepped.Skipped ? new WaitAction() : action);
        return wrong is null ? null : $"A step ({stepped.Cause} {stepped.After}) of the contact {contact.Id} {wrong}.";
    }

    private static (WaitAction? Action, string? Wrong) OfPlan(
        ProjectedState state, ProjectedContact contact, PlanStepped stepped)
    {
        if (contact.Plan is null) return default;
        if (state.NextStepOf(contact) is not { } next) return (null, $"is taken, but none is left after {contact.PlanDone}");
        if (next.Step.After != stepped.After) return (null, $"is taken, but the step at {next.Step.After} is next");
        if (next.Due > stepped.At) return (null, $"is taken before {next.Due}");
        return (next.Step.Do, Skipping(state, contact, next.Step, stepped));
    }

    private static string? Skipping(ProjectedState state, ProjectedContact contact, PlanStep step, PlanStepped stepped)
    {
        if (!step.SkipIfUnservable) return stepped.Skipped ? "is skipped against its settings" : null;
        if (state.RequirementsAfter(contact, step.Do) is not { } requirements) return null;
        var queue = state.QueueOf(state.PlaceAfter(contact, step.Do).Queue);
        var isStaffed = state.StaffFor(queue, requirements) is not null;
        if (isStaffed != stepped.Skipped) return null;
        return isStaffed ? "is skipped, but the contact would be staffed" : "makes the contact unstaffed";
    }

    private static (WaitAction? Action, string? Wrong) OfLimit(
        ProjectedState state, ProjectedContact contact, PlanStepped stepped)
    {
        if (stepped is not { Skipped: false, After: null }) return (null, "is reported as a plan's step");
        if (state.QueueOf(contact).ActionFor(stepped.Cause) is not { } action) return (null, "is not in its queue's settings");
        if (stepped.Cause != StepCause.Expired) return (action, null);
        return (action, state.EndOfWaitingOf(contact) <= stepped.At ? null : "is taken before its time or twice");
    }

    /// <summary>Checks the effect of a step.</summary>
    private static string? Effect(ProjectedState state, ProjectedContact contact, PlanStepped stepped, WaitAction action)
    {
        var (queue, gate) = action.Close is null ? state.PlaceAfter(contact, action) : (contact.Queue, contact.Gate);
        if ((stepped.Queue, stepped.Gate) != (queue, gate))
            return $"leads to {stepped.Queue} {stepped.Gate}, not to {queue} {gate}";
        QueueId? from = (queue, gate) == (contact.Queue, contact.Gate) ? null : contact.Queue;
        if (stepped.FromQueue != from) return $"reports a move from {stepped.FromQueue}, not from {from}";
        var priority = Math.Max(contact.Priority, action.RaisePriority ?? 0);
        if (stepped.Priority != priority) return $"gives it the priority {stepped.Priority}, not {priority}";
        var isSame = action is { Requirements: null, LowerLevels: null } && from is null;
        var requirements = isSame ? contact.Requirements : state.RequirementsAfter(contact, action);
        return requirements is null || requirements.SequenceEqual(stepped.Requirements)
            ? null
            : "requires other skills than its action says";
    }
}

/// <summary>
/// Deadlines are met: offers time out, wrap-ups and cooldowns end, steps happen, contacts expire, callbacks come back in line.
/// After a commit nothing is left that was due at its last event.
/// </summary>
internal sealed class NoMissedDeadline : Checker
{
    public override string Rule => "No deadline is missed.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database) =>
        Overdue(state);

    public override string? WhenQuiescent(QuiescentState quiescent) => Overdue(quiescent.State);

    private static string? Overdue(ProjectedState state)
    {
        foreach (var agent in state.Agents.Values)
        {
            if (agent.WrapUps.Find(wrapUp => wrapUp.Due <= state.Time.CompletedUntil) is { } late)
                return $"A wrap-up of {agent.Id} was due at {late.Due} and is open at {state.Time.CompletedUntil}.";
        }

        foreach (var contact in state.Contacts.Values)
        {
            foreach (var (what, due) in DeadlinesOf(state, contact))
            {
                if (due <= state.Time.CompletedUntil)
                    return $"{what} of the contact {contact.Id} was due at {due} and is open at {state.Time.CompletedUntil}.";
            }
        }

        return null;
    }

    private static IEnumerable<(string What, Timestamp? Due)> DeadlinesOf(ProjectedState state, ProjectedContact contact)
    {
        foreach (var cooldown in contact.Cooldowns) yield return ("The end of a cooldown", cooldown.FirmUntil ?? cooldown.Until);
        yield return ("The end of the pause", contact.PausedUntil);
        foreach (var offer in contact.Offers)
            if (!offer.Accepted) yield return ($"The end of the offer {offer.Id}", offer.Due);
        if (contact.Handover is { } handover) yield return ($"The end of the hand-over {handover.Id}", handover.Due);
        if (contact.State == ContactState.WrapUp) yield return ("The end of the wrap-up", contact.WrapUpDue);
        if (contact.Release is { } release) yield return ("The release", release.Due);
        if (contact.Parked?.Until is { } until) yield return ("The end of the parking", until);
        if (contact.State != ContactState.Queued || contact.Parked is not null) yield break;
        yield return ("A step", state.NextStepOf(contact)?.Due);
        yield return ("The end of waiting", state.EndOfWaitingOf(contact));
        yield return ("The next attempt", contact.Callback?.NotBefore);
        if (contact.Callback is { } callback) yield return ("The expiry", state.AfterGrace(callback.Expires));
    }
}
