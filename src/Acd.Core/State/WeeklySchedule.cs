namespace Acd.Core;

/// <summary>Opening hours whose time zone is resolved once per setting and not once per contact.</summary>
internal sealed class WeeklySchedule(OpeningHours hours)
{
    private readonly TimeZoneInfo _zone = FindTimeZone(hours.TimeZone)
        ?? throw new InvalidOperationException($"The time zone {hours.TimeZone} of the opening hours is unknown.");

    /// <summary>The time zone of a name. Null if it is unknown.</summary>
    public static TimeZoneInfo? FindTimeZone(string name) =>
        name.Length <= Limits.NameLength && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>Whether a time is within the hours, in local time.</summary>
    public bool IsOpen(Timestamp now)
    {
        var local = TimeZoneInfo.ConvertTime(now.ToDateTimeOffset(), _zone);
        if (hours.Holidays.Contains(DateOnly.FromDateTime(local.DateTime))) return false;
        var time = TimeOnly.FromDateTime(local.DateTime);
        foreach (var span in hours.Weekly)
            if (span.Day == local.DayOfWeek && span.From <= time && (time < span.To || span.To == TimeOnly.MinValue))
                return true;
        return false;
    }
}
