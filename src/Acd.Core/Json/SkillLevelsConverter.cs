using System.Text.Json;

namespace Acd.Core.Json;

/// <summary>
/// Reads and writes lists of skills with levels without calling the serializer for each. Unknown members are skipped.
/// </summary>
/// <typeparam name="T">The item type.</typeparam>
/// <param name="levelOfNone">The level of an item without one.</param>
/// <param name="make">Creates an item from a skill and a level.</param>
/// <param name="parts">The skill and level of an item.</param>
public abstract class SkillLevelsConverter<T>(
    int levelOfNone, Func<SkillId, int, T> make, Func<T, (SkillId Skill, int Level)> parts)
    : ItemsConverter<T> where T : class, IEquatable<T>
{
    private static readonly InternCache<T> Items = new();

    /// <inheritdoc/>
    protected sealed override T ReadItem(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a skill with its level is expected");
        SkillId? skill = null;
        var level = levelOfNone;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (isSkill, isLevel) = (reader.ValueTextEquals("skill"u8), reader.ValueTextEquals("level"u8));
            reader.Read();
            if (isSkill) skill = InterningIdConverter<SkillId>.Read(ref reader);
            else if (isLevel) level = reader.GetInt32();
            else reader.Skip();
        }

        return Items.Intern(make(skill ?? throw new JsonException("a level has no skill"), level));
    }

    /// <inheritdoc/>
    protected sealed override void WriteItem(Utf8JsonWriter writer, T item, JsonSerializerOptions options)
    {
        var (skill, level) = parts(item);
        writer.WriteStartObject();
        writer.WriteString("skill"u8, skill.Value);
        writer.WriteNumber("level"u8, level);
        writer.WriteEndObject();
    }
}

/// <summary>Converts the skills of agents, the largest part of an agent to read.</summary>
public sealed class AgentSkillsConverter() : SkillLevelsConverter<AgentSkill>(
    AgentSkill.DefaultLevel, static (skill, level) => new(skill, level), static one => (one.Skill, one.Level));

/// <summary>Converts the requirements of contacts, the lists that occur most.</summary>
public sealed class RequirementsConverter() : SkillLevelsConverter<Requirement>(
    Requirement.DefaultLevel, static (skill, level) => new(skill, level), static one => (one.Skill, one.Level));
