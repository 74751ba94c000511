using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>Converts a time to and from RFC 3339 in UTC with milliseconds.</summary>
public sealed class TimestampConverter : JsonConverter<Timestamp>
{
    /// <inheritdoc/>
    public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Timestamp.From(reader.GetDateTimeOffset());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Writes a time.</summary>
    public static void Write(Utf8JsonWriter writer, Timestamp value)
    {
        // Consecutive times are mostly in the same second, so only the milliseconds are replaced.
        var written = _cached ??= new CachedText();
        written.Update(value);

        // The text needs neither escaping nor validation.
        writer.WriteRawValue(written.Text, skipInputValidation: true);
    }

    [ThreadStatic]
    private static CachedText? _cached;

    /// <summary>The text of a time, reused for other times of the same second.</summary>
    private sealed class CachedText
    {
        // "yyyy-MM-ddTHH:mm:ss.fffZ", from the round-trip format. That has seven decimals, of which three stay.
        private readonly byte[] _text = new byte[34];
        private long _second = long.MinValue;

        public ReadOnlySpan<byte> Text => _text.AsSpan(0, 26);

        public void Update(Timestamp value)
        {
            var (second, milliseconds) = Math.DivRem(value.Milliseconds, 1000);
            if (milliseconds < 0) (second, milliseconds) = (second - 1, milliseconds + 1000);
            if (second != _second)
            {
                var moment = new Timestamp(second * 1000).ToDateTimeOffset().UtcDateTime;
                Utf8Formatter.TryFormat(moment, _text.AsSpan(1), out _, 'O');
                (_text[0], _text[24], _text[25]) = ((byte)'"', (byte)'Z', (byte)'"');
                _second = second;
            }

            _text[21] = (byte)('0' + (milliseconds / 100));
            _text[22] = (byte)('0' + (milliseconds / 10 % 10));
            _text[23] = (byte)('0' + (milliseconds % 10));
        }
    }
}

/// <summary>Converts a duration to and from seconds, with decimals for milliseconds.</summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    private const decimal TicksPerSecond = TimeSpan.TicksPerSecond;

    /// <summary>The duration of a number of seconds.</summary>
    /// <exception cref="OverflowException">The number exceeds a duration's range.</exception>
    public static TimeSpan FromSeconds(decimal seconds) => new(decimal.ToInt64(seconds * TicksPerSecond));

    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromSeconds(reader.GetDecimal());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options)
    {
        // The shortest form of a double is exact for whole milliseconds, since they have at most 15 digits. It is twice as fast
        // to write as a decimal.
        if (value.Ticks % TimeSpan.TicksPerSecond == 0)
            writer.WriteNumberValue(value.Ticks / TimeSpan.TicksPerSecond);
        else if (value.Ticks % TimeSpan.TicksPerMillisecond == 0)
            writer.WriteNumberValue(value.Ticks / TimeSpan.TicksPerMillisecond / 1000.0);
        else
            writer.WriteNumberValue(value.Ticks / TicksPerSecond);
    }
}

/// <summary>Converts an enum to and from its names in camelCase only.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class CamelCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Converts a string that is JSON itself.</summary>
public sealed class RawJsonConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value);
}
