using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// What the events show of an engine's time. When it has advanced, or a batch has ended, everything due earlier has happened. A
/// new owner's engine begins again with its own clock.
/// </summary>
internal sealed class ProjectedTime
{
    private long _epoch;

    /// <summary>The time of the last event.</summary>
    public Timestamp Now { get; private set; }

    /// <summary>Everything due at this time or before has happened.</summary>
    public Timestamp CompletedUntil { get; private set; } = new(long.MinValue);

    /// <summary>Advances to the time of an event.</summary>
    public void Reach(Timestamp at)
    {
        if (at > Now) CompletedUntil = Now;
        Now = at;
    }

    /// <summary>Begins a batch of an owner.</summary>
    public void Begin(long epoch)
    {
        if (epoch != _epoch) (Now, CompletedUntil) = (new(long.MinValue), new(long.MinValue));
        _epoch = epoch;
    }

    /// <summary>Ends a batch, or sets the time of a quiescent center.</summary>
    public void Settle(Timestamp? at = null) => CompletedUntil = at ?? Now;
}

/// <summary>Days and opening hours in a time zone.</summary>
internal static class OpeningHoursExtensions
{
    public static DateOnly DayOf(this ProjectedState state, Timestamp time) =>
        DateOnly.FromDateTime(Local(state.Settings.TimeZone, time));

    /// <summary>Whether a queue takes contacts at a time: neither a supervisor nor its hours have closed it.</summary>
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
