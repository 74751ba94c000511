using System.Text.Json;

namespace Acd.Core.Json;

/// <summary>Reads and writes what contacts need, as often as any list is.</summary>
public sealed class RequirementsConverter : ItemsConverter<Requirement>
{
    private static readonly Recent<Requirement> Requirements = new();

    /// <inheritdoc/>
    protected override Requirement ReadItem(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var (skill, level) = SkillItem.Read(ref reader, Requirement.DefaultLevel);
        return Requirements.Of(new(skill, level));
    }

    /// <inheritdoc/>
    protected override void WriteItem(Utf8JsonWriter writer, Requirement item, JsonSerializerOptions options) =>
        SkillItem.Write(writer, item.Skill, item.Level);
}
