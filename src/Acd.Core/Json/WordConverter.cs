using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>
/// Writes an identifier as its text, and reads it as the same text again and again: of skills, queues, gates and channels there
/// are few, and each stands in very many documents.
/// </summary>
/// <typeparam name="T">The identifier's type.</typeparam>
public sealed class InterningIdConverter<T> : JsonConverter<T> where T : struct, IId<T>
{
    private static readonly InternCache<string> Cache = new();

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="JsonException">It is no text.</exception>
    public static T Read(ref Utf8JsonReader reader) =>
        T.Of(Cache.Intern(reader.GetString() ?? throw new JsonException("an identifier is a text")));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
