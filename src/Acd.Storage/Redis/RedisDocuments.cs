using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>Reads documents, whether they are JSON to the server or strings.</summary>
internal static class RedisDocumentReader
{
    /// <returns>The JSON of each key in order, null where there is none.</returns>
    public static async Task<byte[]?[]> ReadAsync(RedisSession session, RedisKey[] keys)
    {
        if (!session.HasJson)
            return Array.ConvertAll(await session.Database.StringGetAsync(keys), value => (byte[]?)value);
        var documents = await ReadJsonAsync(session.Database, keys);

        // What JSON.MGET does not find may be a string, from the time before the server had JSON.
        var missing = Enumerable.Range(0, keys.Length).Where(i => documents[i] is null).ToArray();
        if (missing.Length > 0)
        {
            var strings = await session.Database.StringGetAsync(Array.ConvertAll(missing, i => keys[i]));
            for (var i = 0; i < missing.Length; i++)
                documents[missing[i]] = strings[i];
        }

        return documents;
    }

    // RedisJSON answers null for a key that holds a string; valkey-json refuses the whole command.
    private static async Task<byte[]?[]> ReadJsonAsync(IDatabase database, RedisKey[] keys)
    {
        try
        {
            return await ModuleCommands.ReadAsync(database, keys);
        }
        catch (RedisServerException exception) when (IsWrongType(exception))
        {
            return await Task.WhenAll(keys.Select(key => ReadJsonAsync(database, key)));
        }
    }

    private static async Task<byte[]?> ReadJsonAsync(IDatabase database, RedisKey key)
    {
        try
        {
            return (await ModuleCommands.ReadAsync(database, [key]))[0];
        }
        catch (RedisServerException exception) when (IsWrongType(exception))
        {
            return null;
        }
    }

    private static bool IsWrongType(RedisServerException exception) =>
        exception.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal);
}
