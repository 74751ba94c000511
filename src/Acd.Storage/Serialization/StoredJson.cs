using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Storage;

/// <summary>Reads a store's JSON.</summary>
internal static class StoredJson
{
    /// <exception cref="StoreUnavailableException">It is no such document: another program has written to the store.</exception>
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

    /// <summary>Reads an event, which keeps its JSON for those who pass it on.</summary>
    /// <exception cref="StoreUnavailableException">It is no event: another program has written to the store.</exception>
    public static CenterEvent ReadEvent(byte[] json)
    {
        try
        {
            return EventJson.Read(json);
        }
        catch (JsonException exception)
        {
            throw new StoreUnavailableException("The store holds an event that cannot be read.", exception);
        }
    }
}

/// <summary>The names of close reasons in stores, the same as in documents.</summary>
internal static class CloseReasons
{
    private static readonly string[] Names =
        Enum.GetNames<CloseReason>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();

    /// <summary>The names of all reasons.</summary>
    public static IReadOnlyList<string> All => Names;

    public static string NameOf(CloseReason reason) => Names[(int)reason];

    /// <exception cref="StoreUnavailableException">The name is unknown: another program has written to the store.</exception>
    public static CloseReason Parse(string word) => Array.IndexOf(Names, word) is >= 0 and var index
        ? (CloseReason)index
        : throw new StoreUnavailableException($"The store holds a contact that closed for the unknown reason '{word}'.");
}
