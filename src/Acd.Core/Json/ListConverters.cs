using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core.Json;

/// <summary>
/// Reads and writes a list item by item. The serializer's own way needs an enumerator for every list and a stack for whatever
/// has lists in it: a third of all that writing a contact allocates.
/// </summary>
/// <typeparam name="T">What is in the list.</typeparam>
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

    /// <summary>Reads one of a list's items, as the serializer would.</summary>
    protected virtual T ReadItem(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        // It reads on where the reader is: the serializer itself would look for the item's end first.
        var item = (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
        return item.Read(ref reader, typeof(T), options) ?? throw new JsonException("a list has no empty items");
    }

    /// <summary>Writes one of a list's items, as the serializer would.</summary>
    protected abstract void WriteItem(Utf8JsonWriter writer, T item, JsonSerializerOptions options);
}

/// <summary>Has the serializer write each item of a list.</summary>
/// <typeparam name="T">What is in the list.</typeparam>
public sealed class ListConverter<T> : ItemsConverter<T> where T : class
{
    /// <inheritdoc/>
    protected override void WriteItem(Utf8JsonWriter writer, T item, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, item, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}

/// <summary>
/// Writes a contact's offers, which most contacts have when they are written, without the serializer's detour for each.
/// </summary>
public sealed class OffersConverter : ItemsConverter<OfferDocument>
{
    private static readonly JsonEncodedText[] States =
        [.. Enum.GetNames<OfferState>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];

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
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Timestamp time)
    {
        writer.WritePropertyName(name);
        TimestampConverter.Write(writer, time);
    }
}
