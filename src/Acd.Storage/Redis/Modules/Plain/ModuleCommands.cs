using System.Globalization;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// The server's search commands, as far as they are needed here. The cluster build has the same of NRedisStack, which the client
/// of the default build is too old for.
/// </summary>
internal static class IndexCommands
{
    /// <summary>Makes the index of contacts.</summary>
    public static Task CreateAsync(IDatabase database, string index, string prefix) => database.ExecuteAsync("FT.CREATE",
    [
        index, "ON", "JSON", "PREFIX", 1, prefix, "STOPWORDS", 0, "SCHEMA",
        "$.sequence", "AS", "sequence", "NUMERIC", "SORTABLE",
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
        var found = (RedisResult[])(await database.ExecuteAsync(
            "FT.SEARCH", index, query, "RETURN", 1, "sequence", "SORTBY", "sequence", "ASC", "LIMIT", 0, limit,
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
