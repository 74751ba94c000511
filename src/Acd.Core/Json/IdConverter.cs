using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>Writes an identifier as its text.</summary>
/// <typeparam name="T">The identifier's type.</typeparam>
public sealed class IdConverter<T> : JsonConverter<T> where T : struct, IId<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(reader.GetString() ?? throw new JsonException("an identifier is a text"));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
