namespace Acd.Core;

/// <summary>A skill that an agent must have.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Level">The lowest level that is sufficient, 1 to 10.</param>
public sealed record Requirement(SkillId Skill, int Level = Requirement.DefaultLevel)
{
    /// <summary>The default level. Any level of the skill is sufficient.</summary>
    public const int DefaultLevel = 1;
}

/// <summary>A skill that an agent has.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Level">The agent's level, 1 to 10.</param>
public sealed record AgentSkill(SkillId Skill, int Level = AgentSkill.DefaultLevel)
{
    /// <summary>The default level. It is the highest, so that no requirement excludes the agent.</summary>
    public const int DefaultLevel = 10;
}
