namespace Acd.Core;

/// <summary>
/// What working sets cannot tell of, and what is refused where they match: levels, and other orders of agents.
/// </summary>
internal static class ReferenceMatchingValidator
{
    private const int MaxReportedProblems = 5;

    public static Refusal? ValidateSkills(string field, IReadOnlyList<Requirement> requirements, EngineState center)
    {
        if (center.WorkingSets is null) return null;
        for (var index = 0; index < requirements.Count; index++)
            if (requirements[index].Level > Limits.MinLevel)
                return Refusals.NotInSets($"{field}[{index}].level", $"{Limits.MinLevel}");
        return null;
    }

    public static Refusal? ValidateStrategy(Strategy strategy, EngineState center) =>
        center.WorkingSets is null || strategy == Core.Strategy.LongestIdle ? null : Refusals.NotInSets("strategy", "longestIdle");

    /// <summary>Throws where what a store has cannot be matched by sets.</summary>
    /// <exception cref="InvalidOperationException">It cannot; the message names what and where.</exception>
    public static void ThrowIfUnsupported(CenterSettings settings, IEnumerable<ContactDocument> contacts)
    {
        var problems = settings.Queues.SelectMany(Problems)
            .Concat(settings.Gates.Where(gate => HasLevels(gate.Requirements)).Select(gate => $"the gate {gate.Id} has levels"))
            .Concat(contacts.Where(HasLevels).OrderBy(contact => contact.Sequence)
                .Select(contact => $"the contact {contact.Id} has levels"))
            .Take(MaxReportedProblems + 1).ToList();
        if (problems.Count == 0) return;
        var more = problems.Count > MaxReportedProblems ? ", and there is more" : "";
        throw new InvalidOperationException(
            "The center is to match by sets, which know neither levels over 1 nor strategies other than longestIdle, but "
            + $"{string.Join(", ", problems.Take(MaxReportedProblems))}{more}. Change that, or match by the index.");
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
