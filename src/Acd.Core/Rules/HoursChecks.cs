namespace Acd.Core;

/// <summary>Whether opening hours make sense.</summary>
internal static class OpeningHoursValidator
{
    public static Refusal? Check(OpeningHours? hours)
    {
        if (hours is null) return null;
        return CheckZone("hours.timeZone", hours.TimeZone)
            ?? FieldValidator.Count("hours.weekly", hours.Weekly.Count, Limits.WeeklySpans, "spans")
            ?? hours.Weekly.Select((span, index) => Check($"hours.weekly[{index}]", span))
                .FirstOrDefault(wrong => wrong is not null)
            ?? FieldValidator.Count("hours.holidays", hours.Holidays.Count, Limits.Holidays, "days");
    }

    public static Refusal? CheckZone(string field, string name) =>
        WeeklySchedule.FindTimeZone(name) is null ? Refusals.TimeZoneUnknown(field, name) : null;

    private static Refusal? Check(string field, OpenSpan span)
    {
        if (!IsWholeMinute(span.From)) return Refusals.OutOfRange($"{field}.from", "a whole minute");
        if (!IsWholeMinute(span.To)) return Refusals.OutOfRange($"{field}.to", "a whole minute");
        if (span.To <= span.From && span.To != TimeOnly.MinValue)
            return Refusals.OutOfRange($"{field}.to", "later than from, or 00:00 for the end of the day");
        return FieldValidator.Defined($"{field}.day", span.Day);
    }

    private static bool IsWholeMinute(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute == 0;
}
