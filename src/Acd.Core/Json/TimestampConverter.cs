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
