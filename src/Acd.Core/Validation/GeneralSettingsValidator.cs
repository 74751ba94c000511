namespace Acd.Core;

/// <summary>Validates the settings of the whole center.</summary>
internal static class GeneralSettingsValidator
{
    private const int Hour = 3600, Week = 604_800;

    public static Refusal? Check(GeneralSettings options) =>
        FieldValidator.Length("name", options.Name, 0, Limits.NameLength)
        ?? FieldValidator.Seconds("heartbeatTimeout", options.HeartbeatTimeout, 1, Hour)
        ?? FieldValidator.Seconds("closedContactTtl", options.ClosedContactTtl, 1, Week)
        ?? FieldValidator.Number("closedContactsKept", options.ClosedContactsKept, 1_000, 10_000_000)
        ?? FieldValidator.Seconds("requestTtl", options.RequestTtl, 1, Week)
        ?? FieldValidator.Seconds("graceAfterOutage", options.GraceAfterOutage, 0, Limits.GraceAfterOutageSeconds)
        ?? CheckRegion(options.Region)
        ?? CheckReasons(options.NotReadyReasons);

    private static Refusal? CheckRegion(string? region) =>
        region is null or { Length: 2 } && (region is null || region.All(char.IsAsciiLetterUpper))
            ? null
            : Refusals.OutOfRange("region", "two capital letters");

    private static Refusal? CheckReasons(IReadOnlyList<NotReadyReason> reasons)
    {
        if (FieldValidator.Count("notReadyReasons", reasons.Count, Limits.NotReadyReasons, "reasons") is { } tooMany)
            return tooMany;
        for (var index = 0; index < reasons.Count; index++)
        {
            var (reason, name) = reasons[index];
            var refusal = FieldValidator.Length($"notReadyReasons[{index}].reason", reason, 1, Limits.ReasonLength)
                ?? FieldValidator.Length($"notReadyReasons[{index}].name", name, 0, Limits.NameLength);
            if (refusal is not null) return refusal;
            if (reasons.Take(index).Any(other => other.Reason == reason)) return Refusals.Duplicate("notReadyReasons", reason);
        }

        return null;
    }
}
