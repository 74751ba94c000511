using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>A candidate of a search: its document's key and its sequence number.</summary>
internal readonly record struct FoundContact(RedisKey Key, long Sequence);

/// <summary>
/// The server's index of contacts' documents, where it has JSON and search. The server updates it in each commit. It is queried
/// only once it has every contact: the server fills a new index in the background, and no index sees documents that were
/// written before the server had JSON.
/// </summary>
internal sealed class ContactIndex(RedisKeys keys, TimeSpan timeout)
{
    /// <summary>
    /// The fields of the index. A change of them needs another <see cref="ContactMarks.Version"/>.
    /// </summary>
    public static readonly (string Path, string Name) Sequence = ("$.sequence", "sequence");

    /// <inheritdoc cref="Sequence"/>
    public static readonly (string Path, string Name)[] Tags =
    [
        ("$.state", "state"), ("$.queue", "queue"), ("$.gate", "gate"), ("$.channel", "channel"),
        ("$.requirements[*].skill", "skill"), ("$.marks[*]", "marks"),
    ];

    /// <summary>Creates the index, if it does not exist and the server supports it.</summary>
    public async Task CreateAsync(RedisSession session)
    {
        try
        {
            await ModuleCommands.CreateIndexAsync(session.Database, keys.ContactIndex, keys.Contact(""));
        }
        catch (RedisServerException)
        {
            // The index exists, or it cannot be created; then searches do not find it.
        }
    }

    /// <summary>Whether the index is complete. Once it is, the same connection does not check again.</summary>
    public async Task<bool> IsReadyAsync(RedisSession session)
    {
        if (session.Index == IndexState.Unknown)
        {
            try
            {
                session.Index = await IsCompleteAsync(session.Database) ? IndexState.Complete : IndexState.Unknown;
            }
            catch (RedisServerException)
            {
                session.Index = IndexState.None;
            }
        }

        return session.Index == IndexState.Complete;
    }

    /// <summary>The first contacts of a query, by sequence; null where the index does not exist any longer.</summary>
    public async Task<FoundContact[]?> FindAsync(RedisSession session, string query, int limit)
    {
        try
        {
            return await ModuleCommands.FindAsync(session.Database, keys.ContactIndex, query, limit, timeout);
        }
        catch (RedisServerException)
        {
            session.Index = IndexState.None;
            return null;
        }
    }

    private async Task<bool> IsCompleteAsync(IDatabase database)
    {
        var open = database.SetLengthAsync(keys.Contacts);
        var closed = database.SortedSetLengthAsync(keys.Closed);
        var openFound = ModuleCommands.CountAsync(database, keys.ContactIndex, IndexQuery.Open);
        var closedFound = ModuleCommands.CountAsync(database, keys.ContactIndex, IndexQuery.Closed);
        await Task.WhenAll(open, closed, openFound, closedFound);

        // Documents of closed contacts expire a moment after they are forgotten, so the index may have more of them.
        return await open == await openFound && await closed <= await closedFound;
    }
}

/// <summary>The state of the index of contacts, as a connection knows it.</summary>
internal enum IndexState
{
    /// <summary>The server has no index.</summary>
    None,

    /// <summary>The index has not been seen complete.</summary>
    Unknown,

    /// <summary>The index has every contact.</summary>
    Complete,
}
