namespace Acd.Core;

/// <summary>Opening hours with their time zone looked up: once, when they are set, and not for each contact.</summary>
internal sealed class WeeklySchedule(OpeningHours hours)
{
    private readonly TimeZoneInfo _zone = FindTimeZone(hours.TimeZone)
        ?? throw new InvalidOperationException($"The time zone {hours.TimeZone} of opening hours is not known here.");

    /// <summary>The time zone of a name, or null where there is none.</summary>
    public static TimeZoneInfo? FindTimeZone(string name) =>
        name.Length <= Limits.NameLength && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>Whether a moment is within the hours, by the clock on the wall.</summary>
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
