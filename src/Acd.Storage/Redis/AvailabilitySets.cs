using Acd.Core;

namespace Acd.Storage;

/// <summary>The changes of a batch to each availability set.</summary>
internal static class AvailabilitySets
{
    // An idle order counts 1/4096 ms. In ms with a fraction it fits the 53 bits of a score until the year 2039.
    private const double UnitsPerMillisecond = 4096;

    /// <summary>The score of an idle order: ms since 1970, with a fraction.</summary>
    public static double Score(long idleOrder) => idleOrder / UnitsPerMillisecond;

    /// <summary>For each set the agents that enter it, with their idle order, and those that leave it, with null.</summary>
    public static Dictionary<string, Dictionary<AgentId, long?>> FromChanges(
        IReadOnlyList<AvailabilityChange> changes, RedisKeys keys)
    {
        var sets = new Dictionary<string, Dictionary<AgentId, long?>>();
        var names = new Dictionary<SkillId, string>();
        foreach (var change in changes)
        {
            Set(keys.Available)[change.Agent] = change.IdleOrder;
            foreach (var skill in change.Left)
                Set(Name(skill))[change.Agent] = null;
            foreach (var skill in change.Entered)
                Set(Name(skill))[change.Agent] = change.IdleOrder;
        }

        return sets;

        Dictionary<AgentId, long?> Set(string name) =>
            sets.TryGetValue(name, out var members) ? members : sets[name] = [];

        string Name(SkillId skill) =>
            names.TryGetValue(skill, out var name) ? name : names[skill] = keys.AvailableWith(skill.Value);
    }
}
