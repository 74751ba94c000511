using System.Text.Json;

namespace Acd.Core.Json;

/// <summary>A skill and a level, as they stand in lists of either kind, without the serializer's detour for each.</summary>
internal static class SkillItem
{
    /// <summary>Reads them; members that it does not know are passed over.</summary>
    /// <param name="reader">At the object's beginning; at its end afterwards.</param>
    /// <param name="level">The level where none stands there.</param>
    /// <exception cref="JsonException">It is no such object.</exception>
    public static (SkillId Skill, int Level) Read(ref Utf8JsonReader reader, int level)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a skill with its level is expected");
        SkillId? skill = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (isSkill, isLevel) = (reader.ValueTextEquals("skill"u8), reader.ValueTextEquals("level"u8));
            reader.Read();
            if (isSkill) skill = WordConverter<SkillId>.Read(ref reader);
            else if (isLevel) level = reader.GetInt32();
            else reader.Skip();
        }

        return (skill ?? throw new JsonException("a level has no skill"), level);
    }

    /// <summary>Writes them.</summary>
    public static void Write(Utf8JsonWriter writer, SkillId skill, int level)
    {
        writer.WriteStartObject();
        writer.WriteString("skill"u8, skill.Value);
        writer.WriteNumber("level"u8, level);
        writer.WriteEndObject();
    }
}
