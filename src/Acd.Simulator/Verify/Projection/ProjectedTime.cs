using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// What is known of an engine's time. Each event tells it; and when it has gone on, or a batch is over, everything that was due
/// by then has happened. Another owner's engine begins anew, by its own clock.
/// </summary>
internal sealed class ProjectedTime
{
    private long _epoch;

    /// <summary>The time of the last event.</summary>
    public Timestamp Now { get; private set; }

    /// <summary>Whatever was due at this time or before has happened.</summary>
    public Timestamp CompletedUntil { get; private set; } = new(long.MinValue);

    /// <summary>An event happened at a time.</summary>
    public void Reach(Timestamp at)
    {
        if (at > Now) CompletedUntil = Now;
        Now = at;
    }

    /// <summary>A batch of an owner begins.</summary>
    public void Begin(long epoch)
    {
        if (epoch != _epoch) (Now, CompletedUntil) = (new(long.MinValue), new(long.MinValue));
        _epoch = epoch;
    }

    /// <summary>A batch is over, or the center is at rest at a time.</summary>
    public void Settle(Timestamp? at = null) => CompletedUntil = at ?? Now;
}

/// <summary>Days and opening hours by the clocks of a time zone.</summary>
internal static class OpeningHoursExtensions
{
    public static DateOnly DayOf(this ProjectedState state, Timestamp time) =>
        DateOnly.FromDateTime(Local(state.Settings.TimeZone, time));

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
