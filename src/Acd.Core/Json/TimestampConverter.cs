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
    public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options)
    {
        // yyyy-MM-ddTHH:mm:ss.fffZ, from the round-trip format: its fraction has seven digits, of which ours has three.
        Span<byte> text = stackalloc byte[33];
        Utf8Formatter.TryFormat(value.ToDateTimeOffset().UtcDateTime, text, out var length, 'O');
        text[23] = (byte)'Z';
        writer.WriteStringValue(text[..Math.Min(length, 24)]);
    }
}
