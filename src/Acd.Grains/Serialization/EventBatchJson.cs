using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Grains;

/// <summary>
/// The JSON of <see cref="EventBatch"/>. Events are written with the bytes that the store has, and read as
/// <see cref="RelayedEvent"/>.
/// </summary>
internal static class EventBatchJson
{
    /// <summary>Longer than any name of this version.</summary>
    private const int MaxKnownName = 64;

    /// <exception cref="JsonException">It is no batch of events.</exception>
    public static EventBatch Read(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var batch = EventBatch.NotServing;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A batch is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            batch = ReadMember(ref reader, utf8, batch);
        }

        return batch;
    }

    private static EventBatch ReadMember(ref Utf8JsonReader reader, byte[] utf8, EventBatch batch)
    {
        if (IsNext(ref reader, "serves"u8)) return batch with { Serves = reader.GetBoolean() };
        if (IsNext(ref reader, "last"u8)) return batch with { Last = reader.GetInt64() };
        if (IsNext(ref reader, "events"u8)) return batch with { Events = ReadEvents(ref reader, utf8) };
        if (IsNext(ref reader, "dispatcher"u8)) return batch with { Dispatcher = reader.GetGuid() };
        if (IsNext(ref reader, "waited"u8))
            return batch with { Waited = TimeSpan.FromTicks((long)(reader.GetDecimal() * TimeSpan.TicksPerSecond)) };
        if (IsNext(ref reader, "firstKept"u8))
            return batch with { FirstKept = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64() };

        // A member that a later version has added.
        reader.Skip();
        return batch;
    }

    /// <summary>Whether the member has this name; the reader is then at its value.</summary>
    private static bool IsNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    private static List<CenterEvent> ReadEvents(ref Utf8JsonReader reader, byte[] utf8)
    {
        var events = new List<CenterEvent>();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Events are an array.");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) events.Add(ReadEvent(ref reader, utf8));
        return events;
    }

    private static RelayedEvent ReadEvent(ref Utf8JsonReader reader, byte[] utf8)
    {
        var start = (int)reader.TokenStartIndex;
        string? type = null;
        AgentId? agent = null;
        var sequence = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsNext(ref reader, "type"u8)) type = ReadName(ref reader);
            else if (IsNext(ref reader, "sequence"u8)) sequence = reader.GetInt64();
            else if (IsNext(ref reader, "agent"u8)) agent = reader.GetString() is { } id ? new AgentId(id) : null;
            else reader.Skip();
        }

        return type is null || sequence == 0
            ? throw new JsonException("An event has no type or no sequence number.")
            : new RelayedEvent(type, utf8[start..(int)reader.BytesConsumed]) { Sequence = sequence, Agent = agent };
    }

    private static string ReadName(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > MaxKnownName) return reader.GetString()!;
        Span<char> name = stackalloc char[reader.ValueSpan.Length];
        var length = reader.CopyString(name);
        return EventJson.FindName(name[..length]) ?? new string(name[..length]);
    }

    private static void Write(Utf8JsonWriter writer, EventBatch batch)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("serves"u8, batch.Serves);
        writer.WriteNumber("last"u8, batch.Last);
        writer.WriteStartArray("events"u8);
        for (var i = 0; i < batch.Events.Count; i++)
            writer.WriteRawValue(EventJson.GetUtf8(batch.Events[i]).Span, skipInputValidation: true);
        writer.WriteEndArray();
        if (batch.FirstKept is { } firstKept) writer.WriteNumber("firstKept"u8, firstKept);
        writer.WriteString("dispatcher"u8, batch.Dispatcher);
        if (batch.Waited > TimeSpan.Zero)
            writer.WriteNumber("waited"u8, (decimal)batch.Waited.Ticks / TimeSpan.TicksPerSecond);
        writer.WriteEndObject();
    }

    /// <summary>Lets the serializer write and read batches like any other message.</summary>
    public sealed class Converter : JsonConverter<EventBatch>
    {
        public override EventBatch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            return EventBatchJson.Read(JsonMarshal.GetRawUtf8Value(json.RootElement).ToArray());
        }

        public override void Write(Utf8JsonWriter writer, EventBatch value, JsonSerializerOptions options) =>
            EventBatchJson.Write(writer, value);
    }
}
