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
        if (value.Ticks % TimeSpan.TicksPerSecond == 0)
            writer.WriteNumberValue(value.Ticks / TimeSpan.TicksPerSecond);
        else
            writer.WriteNumberValue(value.Ticks / TicksPerSecond);
    }
}
