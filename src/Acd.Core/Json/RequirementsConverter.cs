using System.Text.Json;

namespace Acd.Core.Json;

/// <summary>
/// Writes what contacts need, as often as any list is written, without the serializer's detour for each item.
/// </summary>
public sealed class RequirementsConverter : ItemsConverter<Requirement>
{
    /// <inheritdoc/>
    protected override void WriteItem(Utf8JsonWriter writer, Requirement item, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("skill"u8, item.Skill.Value);
        writer.WriteNumber("level"u8, item.Level);
        writer.WriteEndObject();
    }
}
