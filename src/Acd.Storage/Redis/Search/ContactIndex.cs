using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>A contact that may be one of those looked for: the key of its document, and its place.</summary>
internal readonly record struct FoundContact(RedisKey Key, long Sequence);

/// <summary>
/// The server's own index of contacts' documents, where it has JSON and search. It is written by the server in the commit
/// itself; it is asked only once it is seen to hold every contact there is: a new one is filled by the server in its own time,
/// and a server that had no JSON before has documents that no index sees.
/// </summary>
internal sealed class ContactIndex(RedisKeys keys, TimeSpan timeout)
{
    /// <summary>
    /// What is searched by, beside the sequence number. Where this changes, <see cref="ContactMarks.Version"/> does.
    /// </summary>
    public static readonly (string Path, string Name) Sequence = ("$.sequence", "sequence");

    /// <inheritdoc cref="Sequence"/>
    public static readonly (string Path, string Name)[] Tags =
    [
        ("$.state", "state"), ("$.queue", "queue"), ("$.gate", "gate"), ("$.channel", "channel"),
        ("$.requirements[*].skill", "skill"), ("$.marks[*]", "marks"),
    ];

    /// <summary>Makes the index, if it is not there and the server lets itself be asked.</summary>
    public async Task CreateAsync(RedisSession session)
    {
        try
        {
            await ModuleCommands.CreateIndexAsync(session.Database, keys.ContactIndex, keys.Contact(""));
        }
        catch (RedisServerException)
        {
            // It is there; or it cannot be made, and then searches find that it is not.
        }
    }

    /// <summary>Whether the index can answer. Once it can, it is not asked again on the same connection.</summary>
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

    /// <summary>The first contacts that a query finds, by sequence; null where the index is gone.</summary>
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

        // Documents of closed contacts expire a moment after they are forgotten, so that there may be more of them.
        return await open == await openFound && await closed <= await closedFound;
    }
}

/// <summary>What a connection knows of the index of contacts.</summary>
internal enum IndexState
{
    /// <summary>The server cannot have one, or has none.</summary>
    None,

    /// <summary>It has not been seen to hold every contact.</summary>
    Unknown,

    /// <summary>It holds every contact.</summary>
    Complete,
}
