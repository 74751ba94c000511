namespace Acd.Core;

/// <summary>The slots that a query asks for.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The first that is not asked for any longer.</param>
internal readonly record struct StatsRange(long From, long To)
{
    /// <summary>The slots of a query, or why it asks for none.</summary>
    public static Refusal? Of(StatsQuery query, StatisticsProjection boards, Timestamp now, out StatsRange range)
    {
        range = default;
        if (query.Interval is not (null or 15 or 30)) return Refusals.OutOfRange("interval", "15 or 30 minutes");
        var from = query.From is { } wanted ? FirstAt(wanted) : boards.Calendar.DayOf(now).From;
        var to = FirstAt(query.To ?? new Timestamp(now.Milliseconds + 1));
        if (to < from) return Refusals.OutOfRange("to", "not before from");
        if ((to - from) * TimeSlots.Milliseconds > Limits.StatsSpan.Ticks / TimeSpan.TicksPerMillisecond)
            return Refusals.OutOfRange("to", "at most 48 h after from");
        range = new StatsRange(from, to);
        return null;
    }

    /// <summary>The intervals: quarters of an hour, or half hours by the center's clocks.</summary>
    public IEnumerable<StatsRange> Split(int minutes, StatisticsCalendar days)
    {
        for (var slot = From; slot < To;)
        {
            var next = slot + 1;
            if (minutes == 30 && next < To && !days.BeginsHalfHour(next)) next++;
            yield return new StatsRange(slot, next);
            slot = next;
        }
    }

    /// <summary>The first slot that does not begin before a moment.</summary>
    private static long FirstAt(Timestamp time)
    {
        var slot = TimeSlots.IndexOf(time);
        return TimeSlots.Start(slot) == time ? slot : slot + 1;
    }
}
