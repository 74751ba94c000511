using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core.Json;

/// <summary>
/// Writes a list item by item. The serializer's own way needs an enumerator for every list and a stack for whatever has lists in
/// it: a third of all that writing a contact allocates.
/// </summary>
/// <typeparam name="T">What is in the list.</typeparam>
public sealed class ListConverter<T> : JsonConverter<IReadOnlyList<T>> where T : class
{
    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("a list is expected");
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("a list has no empty items"));
        return list.Count == 0 ? [] : list;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        for (var index = 0; index < value.Count; index++) JsonSerializer.Serialize(writer, value[index], type);
        writer.WriteEndArray();
    }
}
