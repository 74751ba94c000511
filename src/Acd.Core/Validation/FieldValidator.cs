using System.Text;
using System.Text.Json;

namespace Acd.Core;

/// <summary>Validates single fields. Each refusal names the field and the limit.</summary>
internal static class FieldValidator
{
    public static Refusal? Seconds(string field, TimeSpan? value, int least, int most) =>
        value is not { } given || (given >= TimeSpan.FromSeconds(least) && given <= TimeSpan.FromSeconds(most))
            ? null
            : Refusals.OutOfRange(field, $"{least} to {most} seconds");

    public static Refusal? Number(string field, int? value, int least, int most) =>
        value is not { } given || (given >= least && given <= most)
            ? null
            : Refusals.OutOfRange(field, $"{least} to {most}");

    public static Refusal? Length(string field, string? value, int least, int most) =>
        value is null || (value.Length >= least && value.Length <= most)
            ? null
            : Refusals.OutOfRange(field, least == 0 ? $"at most {most} characters" : $"{least} to {most} characters");

    public static Refusal? Count(string field, int count, int most, string what) =>
        count <= most ? null : Refusals.OutOfRange(field, $"at most {most} {what}");

    public static Refusal? Defined<TChoice>(string field, TChoice value) where TChoice : struct, Enum
    {
        if (Enum.IsDefined(value)) return null;
        var names = Enum.GetNames<TChoice>().Select(JsonNamingPolicy.CamelCase.ConvertName);
        return Refusals.OutOfRange(field, $"one of {string.Join(", ", names)}");
    }

    public static Refusal? Skill(string field, SkillId skill, int level)
    {
        if (!Id.IsValid(skill.Value)) return Refusals.BadId(field);
        return Number($"{field}.level", level, Limits.MinLevel, Limits.MaxLevel);
    }

    public static Refusal? Skills(string field, IReadOnlyList<Requirement> requirements)
    {
        if (Count(field, requirements.Count, Limits.SkillsPerContact, "skills") is { } tooMany) return tooMany;
        for (var index = 0; index < requirements.Count; index++)
        {
            var (skill, level) = requirements[index];
            // Every new contact is validated here, so the field's name is built only for a refusal.
            var isRight = Id.IsValid(skill.Value) && level is >= Limits.MinLevel and <= Limits.MaxLevel;
            if (!isRight) return Skill($"{field}[{index}]", skill, level);
            for (var earlier = 0; earlier < index; earlier++)
                if (requirements[earlier].Skill == skill) return Refusals.Duplicate(field, skill.Value);
        }

        return null;
    }

    public static Refusal? Attributes(string? attributes)
    {
        if (attributes is null) return null;
        if (Encoding.UTF8.GetByteCount(attributes) > Limits.AttributesBytes)
            return Refusals.OutOfRange("attributes", $"at most {Limits.AttributesBytes} bytes");
        return IsJsonObject(attributes) ? null : Refusals.OutOfRange("attributes", "a JSON object");
    }

    private static bool IsJsonObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
