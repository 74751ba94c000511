namespace Acd.Core;

/// <summary>A skill that a contact needs.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Level">The least proficiency that serves, 1 to 10.</param>
public sealed record Requirement(SkillId Skill, int Level = Requirement.DefaultLevel)
{
    /// <summary>The least level of a requirement that names none: whoever has the skill serves.</summary>
    public const int DefaultLevel = 1;
}

/// <summary>A skill that an agent has.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Level">The agent's proficiency, 1 to 10.</param>
public sealed record AgentSkill(SkillId Skill, int Level = AgentSkill.DefaultLevel)
{
    /// <summary>The proficiency of a skill that is given without one: a full one, so that no level excludes the agent.</summary>
    public const int DefaultLevel = 10;
}
