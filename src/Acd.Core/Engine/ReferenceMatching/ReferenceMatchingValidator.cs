namespace Acd.Core;

/// <summary>Refuses what working sets do not support: skill levels, and strategies other than the longest idle.</summary>
internal static class ReferenceMatchingValidator
{
    private const int MaxReportedProblems = 5;

    public static Refusal? ValidateSkills(string field, IReadOnlyList<Requirement> requirements, EngineState state)
    {
        if (state.WorkingSets is null) return null;
        for (var index = 0; index < requirements.Count; index++)
            if (requirements[index].Level > Limits.MinLevel)
                return Refusals.NotInSets($"{field}[{index}].level", $"{Limits.MinLevel}");
        return null;
    }

    public static Refusal? ValidateStrategy(Strategy strategy, EngineState state) =>
        state.WorkingSets is null || strategy == Core.Strategy.LongestIdle
            ? null
            : Refusals.NotInSets("strategy", "longestIdle");

    /// <summary>Throws if a store contains what working sets do not support.</summary>
    /// <exception cref="InvalidOperationException">It does. The message names what and where.</exception>
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
            "Working sets support neither levels over 1 nor strategies other than longestIdle, but "
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
