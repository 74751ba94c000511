using System.Text.Json;

namespace Acd.Core.Json;

/// <summary>Reads and writes what agents can, which is most of what there is to read of them.</summary>
public sealed class AgentSkillsConverter : ItemsConverter<AgentSkill>
{
    private static readonly Recent<AgentSkill> Skills = new();

    /// <inheritdoc/>
    protected override AgentSkill ReadItem(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var (skill, level) = SkillItem.Read(ref reader, AgentSkill.DefaultLevel);
        return Skills.Of(new(skill, level));
    }

    /// <inheritdoc/>
    protected override void WriteItem(Utf8JsonWriter writer, AgentSkill item, JsonSerializerOptions options) =>
        SkillItem.Write(writer, item.Skill, item.Level);
}
