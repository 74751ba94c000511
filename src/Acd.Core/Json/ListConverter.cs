using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core.Json;

/// <summary>Has the serializer write each item of a list.</summary>
/// <typeparam name="T">What is in the list.</typeparam>
public sealed class ListConverter<T> : ItemsConverter<T> where T : class
{
    /// <inheritdoc/>
    protected override void WriteItem(Utf8JsonWriter writer, T item, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, item, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}
