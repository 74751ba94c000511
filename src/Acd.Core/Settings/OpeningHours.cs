using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>The hours in which contacts may enter a queue.</summary>
/// <param name="TimeZone">The time zone's IANA name, for example <c>Europe/Berlin</c>.</param>
/// <param name="Weekly">The weekly hours, at most 64 spans. They may overlap.</param>
public sealed record OpeningHours(string TimeZone, IReadOnlyList<OpenSpan> Weekly)
{
    /// <summary>The dates in that zone on which the queue is closed all day, at most 400.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];
}

/// <summary>A span of a day in local time.</summary>
/// <param name="Day">The day of the week.</param>
/// <param name="From">The opening minute.</param>
/// <param name="To">The closing minute, after <paramref name="From"/>. 00:00 is the end of the day.</param>
public sealed record OpenSpan(
    [property: JsonConverter(typeof(CamelCaseEnumConverter<DayOfWeek>))] DayOfWeek Day, TimeOnly From, TimeOnly To);
