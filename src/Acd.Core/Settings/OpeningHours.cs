using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>When contacts may enter a queue.</summary>
/// <param name="TimeZone">The zone of the hours, by its IANA name: <c>Europe/Berlin</c>.</param>
/// <param name="Weekly">The hours of the week, at most 64; they may overlap.</param>
public sealed record OpeningHours(string TimeZone, IReadOnlyList<OpenSpan> Weekly)
{
    /// <summary>The days, by the zone's calendar, on which the queue is closed all day; at most 400.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];
}

/// <summary>A part of a day, by the clock on the wall.</summary>
/// <param name="Day">The day of the week.</param>
/// <param name="From">The minute it opens.</param>
/// <param name="To">The minute it closes, after <paramref name="From"/>; 00:00 is the end of the day.</param>
public sealed record OpenSpan(
    [property: JsonConverter(typeof(CamelCaseEnumConverter<DayOfWeek>))] DayOfWeek Day, TimeOnly From, TimeOnly To);
