namespace Acd.Core;

/// <summary>Validates plans and actions and the queues and gates that they name.</summary>
internal static class WaitActionValidator
{
    private const int SecondsOfWeek = 7 * 86_400;

    public static Refusal? CheckPlan(string field, IReadOnlyList<PlanStep> plan, TargetValidator places)
    {
        if (FieldValidator.Count(field, plan.Count, Limits.PlanSteps, "steps") is { } tooMany) return tooMany;
        for (var index = 1; index < plan.Count; index++)
            if (plan[index].After <= plan[index - 1].After)
                return Refusals.OutOfRange($"{field}[{index}].after", "later than the step before");
        for (var index = 0; index < plan.Count; index++)
        {
            var step = $"{field}[{index}]";
            if (FieldValidator.Seconds($"{step}.after", plan[index].After, 0, SecondsOfWeek) is { } refusal) return refusal;
            if (Check($"{step}.do", plan[index].Do, places) is { } wrong) return wrong;
        }

        return null;
    }

    public static Refusal? Check(string field, WaitAction? action, TargetValidator places)
    {
        if (action is null) return null;
        if (action == new WaitAction())
            return Refusals.OutOfRange(
                field, "an action: at least one of queue, gate, skills, lowerLevels, raisePriority, callback and close");
        return CheckTogether(field, action)
            ?? places.CheckQueue($"{field}.queue", action.Queue)
            ?? places.CheckGate($"{field}.gate", action.Gate)
            ?? places.CheckSkills($"{field}.skills", action.Requirements ?? [])
            ?? FieldValidator.Number($"{field}.lowerLevels", action.LowerLevels, 1, Limits.MaxLevel - Limits.MinLevel)
            ?? FieldValidator.Number($"{field}.raisePriority", action.RaisePriority, 1, Limits.MaxPriority);
    }

    private static Refusal? CheckTogether(string field, WaitAction action)
    {
        if (action is { Queue: not null, Gate: not null }) return Refusals.Exclusive($"{field}.queue", $"{field}.gate");
        if (action.Close is not { } reason) return null;
        if (reason is not (CloseReason.Expired or CloseReason.Overflowed or CloseReason.Rejected))
            return Refusals.OutOfRange($"{field}.close", "expired, overflowed or rejected");
        var other = action.Queue is not null ? "queue"
            : action.Gate is not null ? "gate"
            : action.Requirements is not null ? "skills"
            : action.LowerLevels is not null ? "lowerLevels"
            : action.RaisePriority is not null ? "raisePriority"
            : action.Callback ? "callback" : null;
        return other is null ? null : Refusals.Exclusive($"{field}.close", $"{field}.{other}");
    }
}
