using System.Globalization;
using System.Text.Json;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The fields that hold days and times of day, by the clock and the calendar on the wall.</summary>
internal static class TimeFields
{
    private const string DateLimit = "a day as 2026-12-31", TimeLimit = "a time of day as 17:30";

    /// <summary>A time of day to the minute: <c>17:30</c>, or <c>17:30:00</c> as answers tell it.</summary>
    public static RequestSchema<T> TimeOfDay<T>(this RequestSchema<T> shape, string name, string about, Action<T, TimeOnly> set)
        where T : class, new()
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Pattern = "^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$",
            Description = about,
        };
        return shape.AddField(new RequestField<T>(name, true, schema, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.String || !json.TryGetString(out var text))
                return RequestRefusals.WrongType(path, TimeLimit);
            if (!TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:'00'"], CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var time))
                return RequestRefusals.OutOfRange(path, TimeLimit);
            set(target, time);
            return null;
        }));
    }

    /// <summary>A list of days.</summary>
    public static RequestSchema<T> Days<T>(
        this RequestSchema<T> shape, string name, int max, string about, Action<T, IReadOnlyList<DateOnly>> set)
        where T : class, new()
    {
        var day = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" };
        return shape.AddField(new RequestField<T>(name, false, ListFields.ArrayOf(day, max, about), (ref json, path, target) =>
        {
            var refusal = ListFields.ReadArray<DateOnly>(ref json, path, max, "days", ReadDay, out var days);
            if (refusal is null)
                set(target, days);
            return refusal;
        }));
    }

    private static Refusal? ReadDay(ref RequestJsonReader json, string list, int index, out DateOnly day)
    {
        day = default;
        if (json.Reader.TokenType != JsonTokenType.String || !json.TryGetString(out var text))
            return RequestRefusals.WrongType($"{list}[{index}]", DateLimit);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            ? null
            : RequestRefusals.OutOfRange($"{list}[{index}]", DateLimit);
    }
}
