using NRedisStack;
using NRedisStack.RedisStackCommands;
using NRedisStack.Search;
using NRedisStack.Search.Literals.Enums;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>The commands of the server's modules JSON and search, by NRedisStack.</summary>
internal static class ModuleCommands
{
    /// <summary>Reads JSON documents; null for a key without one.</summary>
    public static async Task<byte[]?[]> ReadAsync(IDatabase database, RedisKey[] keys) =>
        Array.ConvertAll(await database.JSON().MGetAsync(keys, "."), value => (byte[]?)value);

    /// <summary>Creates the index of contacts.</summary>
    public static Task CreateIndexAsync(IDatabase database, string index, string prefix)
    {
        var schema = new Schema();
        schema.AddNumericField(new FieldName(ContactIndex.Sequence.Path, ContactIndex.Sequence.Name), sortable: true);
        foreach (var (path, name) in ContactIndex.Tags)
            schema.AddTagField(new FieldName(path, name));
        return Search(database).CreateAsync(
            index, FTCreateParams.CreateParams().On(IndexDataType.JSON).Prefix(prefix).NoStopwords(), schema);
    }

    /// <summary>The number of documents that a query finds.</summary>
    public static async Task<long> CountAsync(IDatabase database, string index, string query) =>
        (await Search(database).SearchAsync(index, new Query(query).SetNoContent().Limit(0, 0))).TotalResults;

    /// <summary>The first documents that a query finds, by sequence.</summary>
    public static async Task<FoundContact[]> FindAsync(
        IDatabase database, string index, string query, int limit, TimeSpan timeout)
    {
        var sequence = ContactIndex.Sequence.Name;
        var found = await Search(database).SearchAsync(index, new Query(query)
            .ReturnFields(sequence).SetSortBy(sequence, ascending: true).Limit(0, limit)
            .Timeout((long)timeout.TotalMilliseconds));
        return [.. found.Documents.Select(document => new FoundContact(document.Id, (long)document[sequence]))];
    }

    // No dialect is named: these queries mean the same in all of them, and old servers have none.
    private static SearchCommandsAsync Search(IDatabase database) => database.FT(searchDialect: null);
}
