namespace Acd.Core;

/// <summary>The center's calendar: which slots are today's, by its time zone.</summary>
internal sealed class StatisticsCalendar(string timeZone)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private (long From, long To) _day;

    /// <summary>The IANA name of the zone.</summary>
    public string TimeZone { get; } = timeZone;

    /// <summary>The slots of the day in which a moment is: the first, and the first of the next day.</summary>
    public (long From, long To) DayOf(Timestamp time)
    {
        var slot = TimeSlots.IndexOf(time);
        if (slot >= _day.From && slot < _day.To) return _day;
        var date = DateOf(time);
        return _day = (StartOf(date), StartOf(date.AddDays(1)));
    }

    /// <summary>The first slot of the day before the one in which a moment is: older rows are not kept.</summary>
    public long YesterdayOf(Timestamp time) => StartOf(DateOf(time).AddDays(-1));

    /// <summary>Whether a slot begins a half hour by the clocks of the zone.</summary>
    public bool BeginsHalfHour(long slot)
    {
        var minute = TimeZoneInfo.ConvertTime(TimeSlots.Start(slot).ToDateTimeOffset(), _zone).Minute;
        return minute is < 15 or (>= 30 and < 45);
    }

    private DateTime DateOf(Timestamp time) => TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), _zone).Date;

    private long StartOf(DateTime midnight) => TimeSlots.IndexOf(CurrentDay.StartOf(midnight, _zone));
}

/// <summary>
/// The quarters of an hour by which boards keep their figures, numbered from 1970 on in UTC. Every zone of today is off UTC by
/// whole quarters, so a local day, hour or half hour is always a number of whole slots.
/// </summary>
internal static class TimeSlots
{
    /// <summary>A slot in milliseconds.</summary>
    public const long Milliseconds = 15 * 60 * 1000;

    /// <summary>How many slots one kept document has.</summary>
    public const long PerHour = 4;

    public static long IndexOf(Timestamp time) => Math.DivRem(time.Milliseconds, Milliseconds) switch
    {
        (var slot, < 0) => slot - 1,
        (var slot, _) => slot,
    };

    public static Timestamp Start(long slot) => new(slot * Milliseconds);

    public static long HourOf(long slot) => slot >= 0 ? slot / PerHour : ((slot + 1) / PerHour) - 1;
}
