using System.Globalization;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// The commands of the server's modules, JSON and search, as far as they are needed here. The cluster build has the same by
/// NRedisStack in its place, which the default build's client is too old for.
/// </summary>
internal static class ModuleCommands
{
    /// <summary>Reads JSON documents; null where a key is none.</summary>
    public static async Task<byte[]?[]> ReadAsync(IDatabase database, RedisKey[] keys)
    {
        var found = await database.ExecuteAsync("JSON.MGET", [.. keys.Cast<object>(), "."]);
        return Array.ConvertAll((RedisResult[])found!, value => (byte[]?)value);
    }

    /// <summary>Makes the index of contacts.</summary>
    public static Task CreateIndexAsync(IDatabase database, string index, string prefix) => database.ExecuteAsync("FT.CREATE",
    [
        index, "ON", "JSON", "PREFIX", 1, prefix, "STOPWORDS", 0, "SCHEMA",
        ContactIndex.Sequence.Path, "AS", ContactIndex.Sequence.Name, "NUMERIC", "SORTABLE",
        .. ContactIndex.Tags.SelectMany(tag => (string[])[tag.Path, "AS", tag.Name, "TAG"]),
    ]);

    /// <summary>How many documents a query finds.</summary>
    public static async Task<long> CountAsync(IDatabase database, string index, string query)
    {
        var found = (RedisResult[])(await database.ExecuteAsync("FT.SEARCH", index, query, "NOCONTENT", "LIMIT", 0, 0))!;
        return (long)found[0];
    }

    /// <summary>The first documents that a query finds, by sequence.</summary>
    public static async Task<FoundContact[]> FindAsync(
        IDatabase database, string index, string query, int limit, TimeSpan timeout)
    {
        var sequence = ContactIndex.Sequence.Name;
        var found = (RedisResult[])(await database.ExecuteAsync(
            "FT.SEARCH", index, query, "RETURN", 1, sequence, "SORTBY", sequence, "ASC", "LIMIT", 0, limit,
            "TIMEOUT", (long)timeout.TotalMilliseconds))!;
        var contacts = new FoundContact[(found.Length - 1) / 2];
        for (var i = 0; i < contacts.Length; i++)
        {
            var fields = (string[])found[(2 * i) + 2]!;
            contacts[i] = new((string)found[(2 * i) + 1]!, long.Parse(fields[1], CultureInfo.InvariantCulture));
        }

        return contacts;
    }
}
