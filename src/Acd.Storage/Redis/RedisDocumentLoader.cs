using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// One load of all documents. The lease is renewed at its beginning, meanwhile and at its end, so that no other owner writes.
/// </summary>
internal sealed class RedisDocumentLoader(
    RedisConnection connection, RedisKeys keys, Func<ValueTask> renew, TimeSpan renewEvery, CancellationToken cancel)
{
    private const int DocumentsPerRead = 1000, ReadsAtOnce = 4, ClosedPerRead = 20_000;

    private long _renewed = Stopwatch.GetTimestamp();

    public async Task<CenterDocuments> LoadAsync()
    {
        await renew();
        var documents = new CenterDocuments
        {
            Settings = await ReadSettingsAsync(),
            Agents = await ReadAsync(keys.Agents, keys.Agent, CenterJson.Default.AgentDocument),
            Contacts = await ReadAsync(keys.Contacts, keys.Contact, CenterJson.Default.ContactDocument),
            Closed = await ReadClosedAsync(),
            LastSequence = (long)await RunAsync(session => session.Database.StringGetAsync(keys.Sequence)),
        };
        await renew();
        return documents;
    }

    /// <summary>
    /// Settings, agents and open contacts while the owner writes: each is consistent, but they are not of one moment.
    /// </summary>
    /// <exception cref="StoreUnavailableException">One of them was removed meanwhile; the caller may try again.</exception>
    public async Task<CenterDocuments> LoadWithoutLeaseAsync() => new()
    {
        Settings = await ReadSettingsAsync(),
        Named = await RedisNamedReader.ReadAsync(connection, keys, NamedDocument.SettingPrefix, cancel),
        Agents = await ReadAsync(keys.Agents, keys.Agent, CenterJson.Default.AgentDocument),
        Contacts = await ReadAsync(keys.Contacts, keys.Contact, CenterJson.Default.ContactDocument),
    };

    private async Task<CenterSettings?> ReadSettingsAsync() =>
        await RunAsync(session => RedisDocumentReader.ReadAsync(session, [keys.Settings])) is [{ } json]
            ? StoredJson.Read(json, CenterJson.Default.CenterSettings)
            : null;

    private async Task<List<T>> ReadAsync<T>(string set, Func<string, string> key, JsonTypeInfo<T> type) where T : class
    {
        var ids = await RunAsync(session => session.Database.SetMembersAsync(set));
        var chunks = ids.Select(id => (RedisKey)key(id!)).Chunk(DocumentsPerRead).ToArray();
        var documents = new List<T>(ids.Length);
        var reads = new Queue<Task<T[]>>();
        var next = 0;
        while (documents.Count < ids.Length)
        {
            // The server answers several reads while earlier answers are parsed.
            while (reads.Count < ReadsAtOnce && next < chunks.Length)
                reads.Enqueue(ReadChunkAsync(chunks[next++], type));
            documents.AddRange(await reads.Dequeue());
            await RenewIfDueAsync();
        }

        return documents;
    }

    private async Task<T[]> ReadChunkAsync<T>(RedisKey[] chunk, JsonTypeInfo<T> type) where T : class
    {
        var found = await RunAsync(session => RedisDocumentReader.ReadAsync(session, chunk));
        var documents = new T[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var json = found[i] ?? throw new StoreUnavailableException($"The store has lost {chunk[i]}.");
            documents[i] = StoredJson.Read(json, type);
        }

        return documents;
    }

    private async Task<List<ClosedContact>> ReadClosedAsync()
    {
        var closed = new List<ClosedContact>();
        for (var from = 0; ; from += ClosedPerRead)
        {
            var start = from;
            var page = await RunAsync(session => session.Database.SortedSetRangeByRankWithScoresAsync(
                keys.Closed, start, start + ClosedPerRead - 1));
            foreach (var entry in page)
            {
                var member = (string)entry.Element!;
                var bar = member.LastIndexOf('|');
                closed.Add(new ClosedContact(
                    new ContactId(member[..bar]), new Timestamp((long)entry.Score), CloseReasons.Parse(member[(bar + 1)..])));
            }

            if (page.Length < ClosedPerRead)
                return closed;
            await RenewIfDueAsync();
        }
    }

    private async ValueTask RenewIfDueAsync()
    {
        if (Stopwatch.GetElapsedTime(_renewed) < renewEvery)
            return;
        await renew();
        _renewed = Stopwatch.GetTimestamp();
    }

    private Task<T> RunAsync<T>(Func<RedisSession, Task<T>> work) => connection.RunAsync(work, TimeSpan.Zero, cancel);
}

/// <summary>Reads named documents.</summary>
internal static class RedisNamedReader
{
    private const int DocumentsPerRead = 1000;

    /// <summary>The named documents with a prefix.</summary>
    public static async Task<IReadOnlyList<NamedDocument>> ReadAsync(
        RedisConnection connection, RedisKeys keys, string prefix, CancellationToken cancel)
    {
        // A scan may give a field twice; both are the same, because such documents do not change meanwhile.
        var pattern = Regex.Replace(prefix, @"[\\*?[\]^-]", @"\$0") + "*";
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        RedisSession? scanned = null;
        for (var cursor = "0"; ;)
        {
            var from = cursor;
            var (session, reply) = await connection.ReadAsync(
                async session => (session, await session.Database.ExecuteAsync(
                    "HSCAN", (RedisKey)keys.Named, from, "MATCH", pattern, "COUNT", DocumentsPerRead)),
                cancel);

            // A cursor is of no use to another server.
            scanned ??= session;
            if (session != scanned)
                throw new StoreUnavailableException("The connection changed while named documents were read.");
            var page = (RedisResult[])reply!;
            var pairs = Array.ConvertAll((RedisResult[])page[1]!, value => (string)value!);
            for (var i = 0; i < pairs.Length; i += 2)
                named[pairs[i]] = pairs[i + 1];
            cursor = (string)page[0]!;
            if (cursor == "0")
                return [.. named.Select(entry => new NamedDocument(entry.Key, entry.Value))];
        }
    }
}

/// <summary>Reads documents that are JSON or strings on the server.</summary>
internal static class RedisDocumentReader
{
    /// <summary>Reads documents by their keys.</summary>
    /// <returns>The JSON of each key in order; null for a key without a document.</returns>
    public static async Task<byte[]?[]> ReadAsync(RedisSession session, RedisKey[] keys)
    {
        // A search that finds nothing has no keys, and servers refuse commands without keys.
        if (keys.Length == 0)
            return [];
        if (!session.HasJson)
            return Array.ConvertAll(await session.Database.StringGetAsync(keys), value => (byte[]?)value);
        var documents = await ReadJsonAsync(session.Database, keys);

        // A document that JSON.MGET does not find may be a string that was written before the server had JSON.
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
