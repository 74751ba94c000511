namespace Acd.Core;

/// <summary>
/// What working sets cannot tell of, and what is refused where they match: levels, and other orders of agents.
/// </summary>
internal static class SetChecks
{
    private const int ProblemsTold = 5;

    public static Refusal? Skills(string field, IReadOnlyList<Requirement> requirements, Center center)
    {
        if (center.Sets is null) return null;
        for (var index = 0; index < requirements.Count; index++)
            if (requirements[index].Level > Limits.MinLevel)
                return Refusals.NotInSets($"{field}[{index}].level", $"{Limits.MinLevel}");
        return null;
    }

    public static Refusal? Strategy(Strategy strategy, Center center) =>
        center.Sets is null || strategy == Core.Strategy.LongestIdle ? null : Refusals.NotInSets("strategy", "longestIdle");

    /// <summary>Throws where what a store has cannot be matched by sets.</summary>
    /// <exception cref="InvalidOperationException">It cannot; the message names what and where.</exception>
    public static void Check(CenterSettings settings, IEnumerable<ContactDocument> contacts)
    {
        var problems = settings.Queues.SelectMany(Problems)
            .Concat(settings.Gates.Where(gate => HasLevels(gate.Requirements)).Select(gate => $"the gate {gate.Id} has levels"))
            .Concat(contacts.Where(HasLevels).OrderBy(contact => contact.Sequence)
                .Select(contact => $"the contact {contact.Id} has levels"))
            .Take(ProblemsTold + 1).ToList();
        if (problems.Count == 0) return;
        var more = problems.Count > ProblemsTold ? ", and there is more" : "";
        throw new InvalidOperationException(
            "The center is to match by sets, which know neither levels over 1 nor strategies other than longestIdle, but "
            + $"{string.Join(", ", problems.Take(ProblemsTold))}{more}. Change that, or match by the index.");
    }

    private static IEnumerable<string> Problems(QueueSettings queue)
    {
        if (queue.Strategy != Core.Strategy.LongestIdle) yield return $"the queue {queue.Id} has another strategy";
        WaitAction?[] actions =
        [
            queue.WhenFull, queue.WhenExpired, queue.WhenClosed, queue.JoinEmpty, queue.LeaveWhenEmpty,
            .. queue.Plan.Select(step => step.Do),
        ];
        if (actions.Any(HasLevels)) yield return $"the queue {queue.Id} has an action or a plan with levels";
    }

    private static bool HasLevels(ContactDocument contact) =>
        HasLevels(contact.Requirements) || HasLevels(contact.Asked) || contact.Plan?.Any(step => HasLevels(step.Do)) == true;

    private static bool HasLevels(WaitAction? action) => HasLevels(action?.Requirements);

    private static bool HasLevels(IReadOnlyList<Requirement>? requirements) =>
        requirements?.Any(requirement => requirement.Level > Limits.MinLevel) == true;
}
