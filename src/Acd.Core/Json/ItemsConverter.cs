using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core.Json;

/// <summary>
/// Writes a list item by item. The serializer's own way needs an enumerator for every list and a stack for whatever has lists in
/// it: a third of all that writing a contact allocates.
/// </summary>
/// <typeparam name="T">What is in the list.</typeparam>
public abstract class ItemsConverter<T> : JsonConverter<IReadOnlyList<T>> where T : class
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("a list is expected");
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("a list has no empty items"));
        return list.Count == 0 ? [] : list;
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var index = 0; index < value.Count; index++) WriteItem(writer, value[index], options);
        writer.WriteEndArray();
    }

    /// <summary>Writes one of a list's items, as the serializer would.</summary>
    protected abstract void WriteItem(Utf8JsonWriter writer, T item, JsonSerializerOptions options);
}
