namespace Acd.Core.Json;

/// <summary>Reads and writes what contacts need, as often as any list is.</summary>
public sealed class RequirementsConverter() : SkillLevelsConverter<Requirement>(
    Requirement.DefaultLevel, static (skill, level) => new(skill, level), static one => (one.Skill, one.Level));
