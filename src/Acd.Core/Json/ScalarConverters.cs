using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>Writes a moment as RFC 3339 in UTC with milliseconds.</summary>
public sealed class TimestampConverter : JsonConverter<Timestamp>
{
    /// <inheritdoc/>
    public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Timestamp.From(reader.GetDateTimeOffset());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Writes a moment.</summary>
    public static void Write(Utf8JsonWriter writer, Timestamp value)
    {
        // What is written together is mostly of the same second, so that all but the milliseconds stand there already.
        var written = _cached ??= new CachedText();
        written.Update(value);

        // There is nothing to escape in it, and nothing to check.
        writer.WriteRawValue(written.Text, skipInputValidation: true);
    }

    [ThreadStatic]
    private static CachedText? _cached;

    /// <summary>A moment as text, by which another one of the same second is soon told.</summary>
    private sealed class CachedText
    {
        // "yyyy-MM-ddTHH:mm:ss.fffZ", from the round-trip format: its fraction has seven digits, of which ours has three.
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

/// <summary>Writes a duration as seconds, with milliseconds as decimals where there are any.</summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    private const decimal TicksPerSecond = TimeSpan.TicksPerSecond;

    /// <summary>The duration of so many seconds.</summary>
    /// <exception cref="OverflowException">The number is past what a duration can hold.</exception>
    public static TimeSpan FromSeconds(decimal seconds) => new(decimal.ToInt64(seconds * TicksPerSecond));

    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromSeconds(reader.GetDecimal());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options)
    {
        // Of whole milliseconds, as nearly all durations are, the shortest form of a double is exact: they have 15 digits at
        // the most. It is written in half of a decimal's time.
        if (value.Ticks % TimeSpan.TicksPerSecond == 0)
            writer.WriteNumberValue(value.Ticks / TimeSpan.TicksPerSecond);
        else if (value.Ticks % TimeSpan.TicksPerMillisecond == 0)
            writer.WriteNumberValue(value.Ticks / TimeSpan.TicksPerMillisecond / 1000.0);
        else
            writer.WriteNumberValue(value.Ticks / TicksPerSecond);
    }
}

/// <summary>Writes an enumeration's name in camelCase, and reads nothing but such names.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class CamelCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Writes a text that is JSON already as it stands.</summary>
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
