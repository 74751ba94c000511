using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Steps of plans, and what limits do, are those of the settings: each in its turn, not before its time, once, with the effect
/// that it says.
/// </summary>
internal sealed class PlanStepsAreCorrect : Checker
{
    public override string Rule => "Steps are taken as plans and limits say, each once.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened is not PlanStepped stepped || !center.Contacts.TryGetValue(stepped.Contact, out var contact)) return null;
        var (action, wrong) = stepped.Cause == StepCause.Plan
            ? OfPlan(center, contact, stepped)
            : OfLimit(center, contact, stepped);
        if (wrong is null && action is not null)
            wrong = Effect(center, contact, stepped, stepped.Skipped ? new WaitAction() : action);
        return wrong is null ? null : $"A step ({stepped.Cause} {stepped.After}) of the contact {contact.Id} {wrong}.";
    }

    private static (WaitAction? Action, string? Wrong) OfPlan(ProjectedState center, ProjectedContact contact, PlanStepped stepped)
    {
        if (contact.Plan is null) return default;
        if (center.NextStepOf(contact) is not { } next) return (null, $"is taken, and none is left after {contact.PlanDone}");
        if (next.Step.After != stepped.After) return (null, $"is taken, and that at {next.Step.After} is next");
        if (next.Due > stepped.At) return (null, $"is taken before {next.Due}");
        return (next.Step.Do, Skipping(center, contact, next.Step, stepped));
    }

    private static string? Skipping(ProjectedState center, ProjectedContact contact, PlanStep step, PlanStepped stepped)
    {
        if (!step.SkipIfUnservable) return stepped.Skipped ? "is skipped, and must not be" : null;
        if (center.NeedsAfter(contact, step.Do) is not { } needs) return null;
        var isServable = center.LoggedInFor(needs) is not null;
        return isServable != stepped.Skipped ? null : isServable ? "is skipped, and somebody could serve it" : "serves nobody";
    }

    private static (WaitAction? Action, string? Wrong) OfLimit(ProjectedState center, ProjectedContact contact, PlanStepped stepped)
    {
        if (stepped is not { Skipped: false, After: null }) return (null, "is told as one of a plan");
        if (center.QueueOf(contact).ActionFor(stepped.Cause) is not { } action) return (null, "is none of its queue's");
        if (stepped.Cause != StepCause.Expired) return (action, null);
        return (action, center.EndOfWaitingOf(contact) <= stepped.At ? null : "is taken before its time, or once more");
    }

    /// <summary>What is wrong with what a step came to.</summary>
    private static string? Effect(ProjectedState center, ProjectedContact contact, PlanStepped stepped, WaitAction action)
    {
        var (queue, gate) = action.Close is null ? center.PlaceAfter(contact, action) : (contact.Queue, contact.Gate);
        if ((stepped.Queue, stepped.Gate) != (queue, gate))
            return $"leads to {stepped.Queue} {stepped.Gate}, not to {queue} {gate}";
        QueueId? from = (queue, gate) == (contact.Queue, contact.Gate) ? null : contact.Queue;
        if (stepped.FromQueue != from) return $"tells that the contact came from {stepped.FromQueue}, not from {from}";
        var priority = Math.Max(contact.Priority, action.RaisePriority ?? 0);
        if (stepped.Priority != priority) return $"gives it the priority {stepped.Priority}, not {priority}";
        var isSame = action is { Requirements: null, LowerLevels: null } && from is null;
        var needs = isSame ? contact.Requirements : center.NeedsAfter(contact, action);
        return needs is null || needs.SequenceEqual(stepped.Requirements) ? null : "asks for other skills than it says";
    }
}

/// <summary>A contact whose skills nobody logged in has is told of at once, and no other.</summary>
internal sealed class UnservableIsReported : Checker
{
    public override string Rule => "An unservable contact is told of at once.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened is not ContactUnservable told) return null;
        if (!center.Contacts.TryGetValue(told.Contact, out var contact)) return null;
        if (contact.ToldUnservable) return $"The contact {contact.Id} is told as unservable twice.";
        if (contact.Callback?.NotBefore > happened.At)
            return $"The contact {contact.Id} is told as unservable while it waits for its next attempt.";
        return center.LoggedInFor(contact.Requirements) is { } agent
            ? $"The contact {contact.Id} is no unservable one: {agent.Id} has its skills."
            : null;
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        foreach (var contact in center.Waiting)
        {
            var waits = contact.Callback?.NotBefore is null;
            if (waits && !contact.ToldUnservable && center.LoggedInFor(contact.Requirements) is null)
                return $"The contact {contact.Id} is unservable, and nobody was told.";
        }

        return null;
    }
}

/// <summary>
/// What is due happens: offers time out, wrap-ups end, cooldowns pass, steps are taken, contacts expire, callbacks come back in
/// line. When a commit has landed nothing is left of what was due at the time of its last event.
/// </summary>
internal sealed class NoMissedDeadline : Checker
{
    public override string Rule => "What is due happens.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database) => Overdue(center);

    public override string? WhenQuiescent(QuiescentState rest) => Overdue(rest.State);

    private static string? Overdue(ProjectedState center)
    {
        foreach (var contact in center.Contacts.Values)
        {
            foreach (var (what, due) in DeadlinesOf(center, contact))
            {
                if (due <= center.Time.CompletedUntil)
                    return $"{what} of the contact {contact.Id} was due at {due}, and did not happen by {center.Time.CompletedUntil}.";
            }
        }

        return null;
    }

    private static IEnumerable<(string What, Timestamp? Due)> DeadlinesOf(ProjectedState center, ProjectedContact contact)
    {
        foreach (var cooldown in contact.Cooldowns) yield return ("The end of a cooldown", cooldown.Until);
        foreach (var offer in contact.Offers)
            if (!offer.Accepted) yield return ($"The end of the offer {offer.Id}", offer.Due);
        if (contact.State == ContactState.WrapUp) yield return ("The end of the wrap-up", contact.WrapUpDue);
        if (contact.State != ContactState.Queued) yield break;
        yield return ("A step", center.NextStepOf(contact)?.Due);
        yield return ("The end of waiting", center.EndOfWaitingOf(contact));
        yield return ("The next attempt", contact.Callback?.NotBefore);
        yield return ("The expiry", contact.Callback?.Expires);
    }
}
