using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Hosting;

namespace Acd.Storage;

/// <summary>Reads the JSON that a store gave back.</summary>
internal static class StoredJson
{
    /// <exception cref="StoreUnavailableException">It is no such document: something else has written to the store.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException exception)
        {
            throw new StoreUnavailableException($"The store holds a {typeof(T).Name} that cannot be read.", exception);
        }
    }
}
