using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>Converts an identifier to and from its string.</summary>
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
/// Converts an identifier to and from an interned string. There are few skills, queues, gates and channels, but each occurs in
/// very many documents.
/// </summary>
/// <typeparam name="T">The identifier's type.</typeparam>
public sealed class InterningIdConverter<T> : JsonConverter<T> where T : struct, IId<T>
{
    private static readonly InternCache<string> Cache = new();

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="JsonException">It is not a string.</exception>
    public static T Read(ref Utf8JsonReader reader) =>
        T.Of(Cache.Intern(reader.GetString() ?? throw new JsonException("an identifier is a text")));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

/// <summary>Returns one object for equal values, so that repeated values share memory. Thread-safe.</summary>
/// <typeparam name="T">The type of the immutable values.</typeparam>
internal sealed class InternCache<T> where T : class, IEquatable<T>
{
    private const int Capacity = 1024;

    private readonly T?[] _seen = new T?[Capacity];

    /// <summary>The cached value that equals a value. If there is none, caches and returns that value.</summary>
    public T Intern(T one)
    {
        ref var place = ref _seen[one.GetHashCode() & (Capacity - 1)];
        if (place is { } seen && seen.Equals(one)) return seen;
        return place = one;
    }
}
