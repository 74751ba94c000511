namespace Acd.Core.Tests;

/// <summary>The opening hours of queues, for the reference model.</summary>
public static class ModelHours
{
    public static bool AreOpen(OpeningHours hours, Timestamp now)
    {
        var local = InZone(hours.TimeZone, now);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return !hours.Holidays.Contains(day)
            && hours.Weekly.Any(span => span.Day == local.DayOfWeek && span.From <= time && IsBefore(time, span.To));
    }

    public static DateOnly DayOf(string timeZone, Timestamp now) => DateOnly.FromDateTime(InZone(timeZone, now));

    private static bool IsBefore(TimeOnly time, TimeOnly end) => end == TimeOnly.MinValue || time < end;

    private static DateTime InZone(string timeZone, Timestamp now) =>
        TimeZoneInfo.ConvertTime(now.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime;
}
