namespace Acd.Core;

/// <summary>
/// A moment in milliseconds since 1970-01-01T00:00:00Z. The engine knows no other clock than the ones it is given.
/// </summary>
public readonly record struct Timestamp(long Milliseconds) : IComparable<Timestamp>
{
    /// <summary>The moment as .NET's date and time in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>The millisecond in which a date and time falls.</summary>
    public static Timestamp From(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>The moment a duration later, in whole milliseconds.</summary>
    public static Timestamp operator +(Timestamp time, TimeSpan duration) =>
        new(time.Milliseconds + (duration.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>The duration from one moment to a later one.</summary>
    public static TimeSpan operator -(Timestamp later, Timestamp earlier) =>
        new((later.Milliseconds - earlier.Milliseconds) * TimeSpan.TicksPerMillisecond);

    /// <summary>Whether one moment is before another.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Whether one moment is after another.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Whether one moment is not after another.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Whether one moment is not before another.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.Milliseconds >= right.Milliseconds;

    /// <summary>RFC 3339 in UTC with milliseconds.</summary>
    public override string ToString() =>
        ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
