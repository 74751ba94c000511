namespace Acd.Core;

/// <summary>Maps days of the center's time zone to slots.</summary>
internal sealed class StatisticsCalendar(string timeZone)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private (long From, long To) _day;

    /// <summary>The zone's IANA name.</summary>
    public string TimeZone { get; } = timeZone;

    /// <summary>The slots of a time's day: the first one, and the first one of the next day.</summary>
    public (long From, long To) DayOf(Timestamp time)
    {
        var slot = TimeSlots.IndexOf(time);
        if (slot >= _day.From && slot < _day.To) return _day;
        var date = DateOf(time);
        return _day = (StartOf(date), StartOf(date.AddDays(1)));
    }

    /// <summary>The first slot of the day before a time's day. Older rows are dropped.</summary>
    public long YesterdayOf(Timestamp time) => StartOf(DateOf(time).AddDays(-1));

    /// <summary>Whether a slot starts at a half hour of the zone's local time.</summary>
    public bool BeginsHalfHour(long slot)
    {
        var minute = TimeZoneInfo.ConvertTime(TimeSlots.Start(slot).ToDateTimeOffset(), _zone).Minute;
        return minute is < 15 or (>= 30 and < 45);
    }

    private DateTime DateOf(Timestamp time) => TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), _zone).Date;

    private long StartOf(DateTime midnight) => TimeSlots.IndexOf(CurrentDay.StartOf(midnight, _zone));
}

/// <summary>
/// The slots of figures: quarters of an hour in UTC, numbered from 1970. All time zones of today have offsets of whole quarters,
/// so a local day, hour or half hour is a number of whole slots.
/// </summary>
internal static class TimeSlots
{
    /// <summary>The length of a slot in milliseconds.</summary>
    public const long Milliseconds = 15 * 60 * 1000;

    /// <summary>The slots in one stored document.</summary>
    public const long PerHour = 4;

    public static long IndexOf(Timestamp time) => Math.DivRem(time.Milliseconds, Milliseconds) switch
    {
        (var slot, < 0) => slot - 1,
        (var slot, _) => slot,
    };

    public static Timestamp Start(long slot) => new(slot * Milliseconds);

    public static long HourOf(long slot) => slot >= 0 ? slot / PerHour : ((slot + 1) / PerHour) - 1;
}
