namespace Acd.Core.Json;

/// <summary>Reads and writes what agents can, which is most of what there is to read of them.</summary>
public sealed class AgentSkillsConverter() : SkillLevelsConverter<AgentSkill>(
    AgentSkill.DefaultLevel, static (skill, level) => new(skill, level), static one => (one.Skill, one.Level));
