using Acd.Core;

namespace Acd.Gateway;

/// <summary>When contacts may enter a queue.</summary>
internal sealed class OpeningHoursBody
{
    private const int MaxSpans = 64, MaxHolidays = 400, MaxZone = 64;

    private static readonly RequestSchema<OpenSpanBody> Span = new RequestSchema<OpenSpanBody>("OpenSpan")
        .OneOf("day", Enum.GetValues<DayOfWeek>(), "The day of the week.", (span, day) => span.Day = day, required: true)
        .TimeOfDay("from", "When it opens: 08:30.", (span, from) => span.From = from)
        .TimeOfDay("to", "When it closes, after it opens: 17:30; 00:00 is the end of the day.", (span, to) => span.To = to);

    public static readonly RequestSchema<OpeningHoursBody> Schema = new RequestSchema<OpeningHoursBody>("OpeningHours")
        .Text("timeZone", MaxZone, "The zone of the hours, by its IANA name: Europe/Berlin.", (body, zone) => body.Zone = zone,
            required: true, min: 1)
        .Objects("weekly", Span, MaxSpans, "spans", "The hours of the week; they may overlap.", (body, spans) =>
            body.Weekly = [.. spans.Select(span => new OpenSpan(span.Day, span.From, span.To))], required: true)
        .Days("holidays", MaxHolidays, "The days, by the zone's calendar, on which it is closed all day.", (body, days) =>
            body.Holidays = days);

    public string Zone { get; set; } = "";

    public IReadOnlyList<OpenSpan> Weekly { get; set; } = [];

    public IReadOnlyList<DateOnly> Holidays { get; set; } = [];

    public OpeningHours Hours => new(Zone, Weekly) { Holidays = Holidays };

    private sealed class OpenSpanBody
    {
        public DayOfWeek Day { get; set; }

        public TimeOnly From { get; set; }

        public TimeOnly To { get; set; }
    }
}
