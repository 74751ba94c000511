namespace Acd.Core;

/// <summary>A time in milliseconds since 1970-01-01T00:00:00Z. The engine has no clock and uses the times it is given.</summary>
public readonly record struct Timestamp(long Milliseconds) : IComparable<Timestamp>
{
    /// <summary>Converts the time to a .NET date and time in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>The time of a date and time, truncated to milliseconds.</summary>
    public static Timestamp From(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Adds a duration, in whole milliseconds.</summary>
    public static Timestamp operator +(Timestamp time, TimeSpan duration) =>
        new(time.Milliseconds + (duration.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>The duration between two times.</summary>
    public static TimeSpan operator -(Timestamp later, Timestamp earlier) =>
        new((later.Milliseconds - earlier.Milliseconds) * TimeSpan.TicksPerMillisecond);

    /// <summary>Whether the left time is earlier.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Whether the left time is later.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Whether the left time is not later.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Whether the left time is not earlier.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.Milliseconds >= right.Milliseconds;

    /// <summary>RFC 3339 in UTC with milliseconds.</summary>
    public override string ToString() =>
        ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
