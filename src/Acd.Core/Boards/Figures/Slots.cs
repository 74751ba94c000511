namespace Acd.Core;

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
