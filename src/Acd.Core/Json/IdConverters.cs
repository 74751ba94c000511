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

/// <summary>
/// Gives the same object for equal ones that come again and again: what is read is then in memory once, and not once for each
/// document in which it stands. Threads may share it.
/// </summary>
/// <typeparam name="T">What comes; none of it ever changes.</typeparam>
internal sealed class InternCache<T> where T : class, IEquatable<T>
{
    private const int Capacity = 1024;

    private readonly T?[] _seen = new T?[Capacity];

    /// <summary>The equal one that is remembered; where there is none, this one, which is remembered then.</summary>
    public T Intern(T one)
    {
        ref var place = ref _seen[one.GetHashCode() & (Capacity - 1)];
        if (place is { } seen && seen.Equals(one)) return seen;
        return place = one;
    }
}
