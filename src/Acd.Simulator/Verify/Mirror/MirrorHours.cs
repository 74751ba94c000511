using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Days and opening hours by the clocks of a time zone.</summary>
internal static class OpeningHoursExtensions
{
    public static DateOnly DayOf(this ProjectedState center, Timestamp time) =>
        DateOnly.FromDateTime(Local(center.Settings.TimeZone, time));

    /// <summary>Whether a queue takes contacts at a time: it is neither closed by hand nor by its hours.</summary>
    public static bool IsOpen(this QueueSettings queue, Timestamp time)
    {
        if (queue.Closed) return false;
        if (queue.Hours is not { } hours) return true;
        var local = Local(hours.TimeZone, time);
        return !hours.Holidays.Contains(DateOnly.FromDateTime(local)) && hours.Weekly.Any(span => Covers(span, local));
    }

    private static bool Covers(OpenSpan span, DateTime local)
    {
        var end = span.To == TimeOnly.MinValue ? TimeSpan.FromDays(1) : span.To.ToTimeSpan();
        return span.Day == local.DayOfWeek && local.TimeOfDay >= span.From.ToTimeSpan() && local.TimeOfDay < end;
    }

    private static DateTime Local(string zone, Timestamp time) =>
        TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
}
