using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

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
