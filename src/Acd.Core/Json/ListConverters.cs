using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core.Json;

/// <summary>
/// Reads and writes a list item by item. The serializer's own converter allocates an enumerator per list and a stack per object
/// with lists. That is a third of the allocations of writing a contact.
/// </summary>
/// <typeparam name="T">The item type.</typeparam>
public abstract class ItemsConverter<T> : JsonConverter<IReadOnlyList<T>> where T : class
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("a list is expected");
        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(ReadItem(ref reader, options));
        return list.Count == 0 ? [] : list;
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var index = 0; index < value.Count; index++) WriteItem(writer, value[index], options);
        writer.WriteEndArray();
    }

    /// <summary>Reads an item.</summary>
    protected virtual T ReadItem(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        // The converter reads from the current position. The serializer would look for the item's end first.
        var item = (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
        return item.Read(ref reader, typeof(T), options) ?? throw new JsonException("a list has no empty items");
    }

    /// <summary>Writes an item.</summary>
    protected abstract void WriteItem(Utf8JsonWriter writer, T item, JsonSerializerOptions options);
}

/// <summary>Writes each item of a list with the serializer.</summary>
/// <typeparam name="T">The item type.</typeparam>
public sealed class ListConverter<T> : ItemsConverter<T> where T : class
{
    /// <inheritdoc/>
    protected override void WriteItem(Utf8JsonWriter writer, T item, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, item, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}

/// <summary>Writes a contact's offers without calling the serializer for each. Most written contacts have offers.</summary>
public sealed class OffersConverter : ItemsConverter<OfferDocument>
{
    private static readonly JsonEncodedText[] States = NamesOf<OfferState>();

    private static readonly JsonEncodedText[] Ends = NamesOf<ConnectionEnd>();

    /// <inheritdoc/>
    protected override void WriteItem(Utf8JsonWriter writer, OfferDocument item, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, item.Id.Value);
        writer.WriteString("agent"u8, item.Agent.Value);
        writer.WriteString("state"u8, States[(int)item.State]);
        Write(writer, "at"u8, item.At);
        Write(writer, "due"u8, item.Due);
        if (item.EndedAt is { } ended) Write(writer, "endedAt"u8, ended);
        writer.WriteNumber("cost"u8, item.Cost);
        if (item.Assigned) writer.WriteBoolean("assigned"u8, true);
        if (item.End is { } end) writer.WriteString("end"u8, Ends[(int)end]);
        if (item.Cause is { } cause) writer.WriteString("cause"u8, cause);
        writer.WriteEndObject();
    }

    private static JsonEncodedText[] NamesOf<TEnum>() where TEnum : struct, Enum =>
        [.. Enum.GetNames<TEnum>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Timestamp time)
    {
        writer.WritePropertyName(name);
        TimestampConverter.Write(writer, time);
    }
}
