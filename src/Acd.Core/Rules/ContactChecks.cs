using System.Text;
using System.Text.Json;

namespace Acd.Core;

/// <summary>Whether what a command about a contact brings is within its limits.</summary>
internal static class ContactChecks
{
    public static Refusal? Check(EnqueueContact command)
    {
        if (!Id.IsValid(command.Contact.Value)) return Refusals.BadId("id");
        return CheckRequirements(command.Requirements) ?? CheckPriority(command.Priority ?? Limits.MinPriority) ?? CheckAttributes(command.Attributes);
    }

    public static Refusal? CheckPriority(int priority) => priority is >= Limits.MinPriority and <= Limits.MaxPriority
        ? null
        : Refusals.OutOfRange("priority", $"{Limits.MinPriority} to {Limits.MaxPriority}");

    public static Refusal? CheckRequirements(IReadOnlyList<Requirement> requirements)
    {
        if (requirements.Count > Limits.SkillsPerContact)
            return Refusals.OutOfRange("skills", $"at most {Limits.SkillsPerContact} skills");
        for (var index = 0; index < requirements.Count; index++)
        {
            var (skill, level) = requirements[index];
            if (CheckSkill(skill, level, $"skills[{index}]") is { } refusal) return refusal;
            for (var earlier = 0; earlier < index; earlier++)
                if (requirements[earlier].Skill == skill) return Refusals.Duplicate("skills", skill.Value);
        }

        return null;
    }

    public static Refusal? CheckSkill(SkillId skill, int level, string field)
    {
        if (!Id.IsValid(skill.Value)) return Refusals.BadId(field);
        return level is >= Limits.MinLevel and <= Limits.MaxLevel
            ? null
            : Refusals.OutOfRange($"{field}.level", $"{Limits.MinLevel} to {Limits.MaxLevel}");
    }

    private static Refusal? CheckAttributes(string? attributes)
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
