namespace Acd.Core;

/// <summary>The slots of a query.</summary>
/// <param name="From">The first slot.</param>
/// <param name="To">The end slot, exclusive.</param>
internal readonly record struct StatsRange(long From, long To)
{
    /// <summary>The slots of a query, or its refusal.</summary>
    public static Refusal? Of(StatsQuery query, StatisticsProjection statistics, Timestamp now, out StatsRange range)
    {
        range = default;
        if (query.Interval is not (null or 15 or 30)) return Refusals.OutOfRange("interval", "15 or 30 minutes");
        var from = query.From is { } wanted ? FirstAt(wanted) : statistics.Calendar.DayOf(now).From;
        var to = FirstAt(query.To ?? new Timestamp(now.Milliseconds + 1));
        if (to < from) return Refusals.OutOfRange("to", "not before from");
        if ((to - from) * TimeSlots.Milliseconds > Limits.StatsSpan.Ticks / TimeSpan.TicksPerMillisecond)
            return Refusals.OutOfRange("to", "at most 48 h after from");
        range = new StatsRange(from, to);
        return null;
    }

    /// <summary>Splits the range into quarters of an hour, or into half hours of local time.</summary>
    public IEnumerable<StatsRange> Split(int minutes, StatisticsCalendar calendar)
    {
        for (var slot = From; slot < To;)
        {
            var next = slot + 1;
            if (minutes == 30 && next < To && !calendar.BeginsHalfHour(next)) next++;
            yield return new StatsRange(slot, next);
            slot = next;
        }
    }

    /// <summary>The first slot that starts at or after a time.</summary>
    private static long FirstAt(Timestamp time)
    {
        var slot = TimeSlots.IndexOf(time);
        return TimeSlots.Start(slot) == time ? slot : slot + 1;
    }
}
