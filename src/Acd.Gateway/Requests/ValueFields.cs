using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>Fields that hold one value.</summary>
internal static class ValueFields
{
    public const string IdPattern = @"^(?!\.{1,2}$)[A-Za-z0-9._:@+-]+$";

    public static OpenApiSchema IdSchema(string? description = null) => new()
    {
        Type = JsonSchemaType.String,
        MinLength = 1,
        MaxLength = Core.Id.MaxLength,
        Pattern = IdPattern,
        Description = description,
    };

    public static RequestSchema<T> Id<T, TId>(
        this RequestSchema<T> schema, string name, string description, Action<T, TId> set, bool required = false)
        where T : class, new() where TId : struct, IId<TId>
    {
        return schema.AddField(new RequestField<T>(name, required, IdSchema(description), (ref json, path, target) =>
        {
            var refusal = ReadId<TId>(ref json, path, out var id);
            if (refusal is null)
                set(target, id);
            return refusal;
        }));
    }

    public static RequestSchema<T> Text<T>(
        this RequestSchema<T> schema, string name, int max, string description,
        Action<T, string> set, bool required = false, int min = 0)
        where T : class, new()
    {
        var openApi = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = max, Description = description };
        if (min > 0)
            openApi.MinLength = min;
        return schema.AddField(new RequestField<T>(name, required, openApi, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.String || !json.TryGetString(out var text))
                return RequestRefusals.WrongType(path, "a string");
            if (text.Length < min || text.Length > max)
                return RequestRefusals.OutOfRange(path, min == 0 ? $"at most {max} characters" : $"{min} to {max} characters");
            set(target, text);
            return null;
        }));
    }

    public static RequestSchema<T> Integer<T>(
        this RequestSchema<T> schema, string name, int min, int max, string description,
        Action<T, int> set, bool required = false)
        where T : class, new()
    {
        return schema.LongInteger(name, min, max, description, (target, number) => set(target, (int)number), required);
    }

    public static RequestSchema<T> LongInteger<T>(
        this RequestSchema<T> schema, string name, long min, long max, string description,
        Action<T, long> set, bool required = false)
        where T : class, new()
    {
        var openApi = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = Invariant(min),
            Maximum = Invariant(max),
            Description = description,
        };
        return schema.AddField(new RequestField<T>(name, required, openApi, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.Number || !json.Reader.TryGetInt64(out var number))
                return RequestRefusals.WrongType(path, "a whole number");
            if (number < min || number > max)
                return RequestRefusals.OutOfRange(path, $"{min} to {max}");
            set(target, number);
            return null;
        }));
    }

    /// <summary>The number after which a page begins: <c>next</c> of the page before.</summary>
    public static RequestSchema<T> Cursor<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, long> set)
        where T : class, new()
    {
        var openApi = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Description = description };
        return schema.AddField(new RequestField<T>(name, false, openApi, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.Number || !json.Reader.TryGetInt64(out var number))
                return RequestRefusals.WrongType(path, "a whole number");
            if (number < 0)
                return RequestRefusals.OutOfRange(path, "at least 0");
            set(target, number);
            return null;
        }));
    }

    public static RequestSchema<T> Seconds<T>(
        this RequestSchema<T> schema, string name, int min, int max, string description,
        Action<T, TimeSpan> set, bool required = false)
        where T : class, new()
    {
        var openApi = new OpenApiSchema
        {
            Type = JsonSchemaType.Number,
            Minimum = Invariant(min),
            Maximum = Invariant(max),
            Description = $"{description} In seconds.",
        };
        return schema.AddField(new RequestField<T>(name, required, openApi, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.Number)
                return RequestRefusals.WrongType(path, "a number of seconds");
            if (!json.Reader.TryGetDecimal(out var seconds) || seconds < min || seconds > max)
                return RequestRefusals.OutOfRange(path, $"{min} to {max} seconds");
            set(target, DurationConverter.FromSeconds(decimal.Round(seconds, 3)));
            return null;
        }));
    }

    public static RequestSchema<T> Flag<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, bool> set, bool required = false)
        where T : class, new()
    {
        var openApi = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = description };
        return schema.AddField(new RequestField<T>(name, required, openApi, (ref json, path, target) =>
        {
            if (json.Reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                return RequestRefusals.WrongType(path, "true or false");
            set(target, json.Reader.GetBoolean());
            return null;
        }));
    }

    // Some of an enumeration's values are another type than all of them.
    private static string NameOf<TEnum>(TEnum[] values) where TEnum : struct, Enum =>
        values.Length == Enum.GetValues<TEnum>().Length
            ? SchemaLifter.NameOf(typeof(TEnum))
            : typeof(TEnum).Name + string.Join("Or", values);

    public static RequestSchema<T> OneOf<T, TEnum>(
        this RequestSchema<T> schema, string name, TEnum[] values, string description,
        Action<T, TEnum> set, bool required = false)
        where T : class, new() where TEnum : struct, Enum
    {
        var byName = values.ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        var names = values.Select(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString())).ToList();
        var limit = $"one of {string.Join(", ", names)}";
        var openApi = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. names.Select(text => (System.Text.Json.Nodes.JsonNode)text)],
            Description = description,
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                [SchemaLifter.NameMember] = new JsonNodeExtension(NameOf(values)),
            },
        };
        return schema.AddField(new RequestField<T>(name, required, openApi, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.String)
                return RequestRefusals.WrongType(path, "a string");
            if (!json.TryGetString(out var text) || !byName.TryGetValue(text, out var value))
                return RequestRefusals.OutOfRange(path, limit);
            set(target, value);
            return null;
        }));
    }

    /// <summary>Reads an id.</summary>
    public static Refusal? ReadId<TId>(ref RequestJsonReader json, string path, out TId id) where TId : struct, IId<TId>
    {
        id = default;
        if (json.Reader.TokenType != JsonTokenType.String)
            return RequestRefusals.WrongType(path, "a string");
        if (!json.TryGetString(out var text) || !Core.Id.IsValid(text))
            return RequestRefusals.BadId(path);
        id = TId.Of(text);
        return null;
    }

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Fields that hold dates and times of day, without a time zone.</summary>
internal static class TimeFields
{
    private const string DateLimit = "a date such as 2026-12-31", TimeLimit = "a time of day such as 17:30";

    public const string InstantLimit = "a time in RFC 3339: 2026-03-01T12:00:00Z";

    /// <summary>Reads a time in RFC 3339. Without an offset it is in UTC.</summary>
    public static bool TryParse(string text, out Timestamp time)
    {
        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        time = isTime ? Timestamp.From(at) : default;
        return isTime;
    }

    /// <summary>A moment: <c>2026-03-01T12:00:00Z</c>.</summary>
    public static RequestSchema<T> Instant<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, Timestamp> set)
        where T : class, new()
    {
        var openApi = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = description };
        return schema.AddField(new RequestField<T>(name, false, openApi, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.String || !json.TryGetString(out var text)
                || !TryParse(text, out var time))
                return RequestRefusals.WrongType(path, InstantLimit);
            set(target, time);
            return null;
        }));
    }

    /// <summary>A time of day to the minute: <c>17:30</c>, or <c>17:30:00</c> as responses have it.</summary>
    public static RequestSchema<T> TimeOfDay<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, TimeOnly> set)
        where T : class, new()
    {
        var openApi = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Pattern = "^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$",
            Description = description,
        };
        return schema.AddField(new RequestField<T>(name, true, openApi, (ref json, path, target) =>
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

    /// <summary>A list of dates.</summary>
    public static RequestSchema<T> Days<T>(
        this RequestSchema<T> schema, string name, int max, string description, Action<T, IReadOnlyList<DateOnly>> set)
        where T : class, new()
    {
        var day = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" };
        var openApi = ListFields.ArrayOf(day, max, description);
        return schema.AddField(new RequestField<T>(name, false, openApi, (ref json, path, target) =>
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
