using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>
/// Writes what contacts need, as often as any list is written, without the serializer's detour for each item; reads it as
/// <see cref="ListConverter{T}"/> does.
/// </summary>
public sealed class RequirementsConverter : JsonConverter<IReadOnlyList<Requirement>>
{
    private static readonly ListConverter<Requirement> Reader = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Requirement> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Reader.Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Requirement> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var index = 0; index < value.Count; index++)
        {
            writer.WriteStartObject();
            writer.WriteString("skill"u8, value[index].Skill.Value);
            writer.WriteNumber("level"u8, value[index].Level);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
