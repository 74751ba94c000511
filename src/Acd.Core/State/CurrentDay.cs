namespace Acd.Core;

/// <summary>The current day in the center's time zone.</summary>
internal sealed class CurrentDay
{
    private readonly TimeZoneInfo _zone;
    private Timestamp _ends;

    /// <param name="timeZone">The zone's IANA name. It must exist.</param>
    /// <param name="now">The current time.</param>
    public CurrentDay(string timeZone, Timestamp now)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        Begin(now);
    }

    public DateOnly Date { get; private set; }

    /// <summary>Advances to a later time. True if a new day has begun.</summary>
    public bool Advance(Timestamp now)
    {
        if (now < _ends) return false;
        Begin(now);
        return true;
    }

    /// <summary>
    /// A day's first moment. Where clocks skip midnight it follows the gap; where midnight occurs twice it is the first one.
    /// </summary>
    public static Timestamp StartOf(DateTime midnight, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(midnight)
            ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return Timestamp.From(new DateTimeOffset(midnight, offset));
    }

    private void Begin(Timestamp now)
    {
        var midnight = TimeZoneInfo.ConvertTime(now.ToDateTimeOffset(), _zone).Date;
        Date = DateOnly.FromDateTime(midnight);
        _ends = StartOf(midnight.AddDays(1), _zone);
    }
}
