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
        // "yyyy-MM-ddTHH:mm:ss.fffZ", from the round-trip format: its fraction has seven digits, of which ours has three.
        Span<byte> text = stackalloc byte[34];
        text[0] = (byte)'"';
        Utf8Formatter.TryFormat(value.ToDateTimeOffset().UtcDateTime, text[1..], out _, 'O');
        (text[24], text[25]) = ((byte)'Z', (byte)'"');

        // There is nothing to escape in it, and nothing to check.
        writer.WriteRawValue(text[..26], skipInputValidation: true);
    }
}
