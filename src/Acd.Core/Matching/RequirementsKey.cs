namespace Acd.Core.Matching;

/// <summary>The key of a line: contacts with an equal key share one.</summary>
/// <param name="Queue">The queue, whose settings apply.</param>
/// <param name="Channel">The channel's number.</param>
/// <param name="Requirements">The skills and levels, by skill name.</param>
/// <param name="ForFurtherRings">Whether its contacts ring already, and wait for further agents.</param>
internal readonly record struct RequirementsKey(
    QueueId Queue, int Channel, Requirement[] Requirements, bool ForFurtherRings = false)
{
    public static RequirementsKey Of(QueueId queue, int channel, IReadOnlyList<Requirement> requirements)
    {
        var sorted = requirements.ToArray();
        if (sorted.Length > 1) Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Skill.Value, right.Skill.Value));
        return new RequirementsKey(queue, channel, sorted);
    }

    public bool Equals(RequirementsKey other) =>
        Channel == other.Channel && Queue == other.Queue && ForFurtherRings == other.ForFurtherRings
        && Requirements.AsSpan().SequenceEqual(other.Requirements);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Channel);
        if (ForFurtherRings) hash.Add(ForFurtherRings);
        foreach (var requirement in Requirements) hash.Add(requirement);
        return hash.ToHashCode();
    }
}

/// <summary>The key of a skill profile: its skills, by name.</summary>
internal readonly record struct SkillsKey(AgentSkill[] Skills)
{
    public static SkillsKey Of(IReadOnlyList<AgentSkill> skills)
    {
        var sorted = skills.ToArray();
        if (sorted.Length > 1) Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Skill.Value, right.Skill.Value));
        return new SkillsKey(sorted);
    }

    public bool Equals(SkillsKey other) => Skills.AsSpan().SequenceEqual(other.Skills);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var skill in Skills) hash.Add(skill);
        return hash.ToHashCode();
    }
}
