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
