using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>One search: by the server's index, or for closed contacts by a scan in order of sequence.</summary>
internal sealed class RedisContactSearch(RedisSession session, RedisKeys keys, ContactIndex index, ListContacts search)
{
    private const int FewestPerRead = 50, MostPerRead = 250;

    // One more than the limit tells whether there is another page.
    private readonly int _perRead = Math.Clamp(search.Limit + 1, FewestPerRead, MostPerRead);

    /// <summary>Searches.</summary>
    /// <returns>The page; null for open contacts without an index.</returns>
    public async Task<ContactsReply?> RunAsync()
    {
        if (search.State != ContactState.Closed)
            return await FindAsync();

        // An index is faster where few contacts match; where many do, a scan fills a page at once.
        var page = search.IsNarrow() ? null : await ReadAsync(NextClosedAsync);
        if (page is not null && (page.Next is null || page.Contacts.Count == search.Limit))
            return page;
        return await FindAsync() ?? page ?? await ReadAsync(NextClosedAsync);
    }

    private async Task<ContactsReply?> FindAsync() => await index.IsReadyAsync(session)
        ? await ReadAsync(after => index.FindAsync(session, IndexQuery.Build(search, after), _perRead))
        : null;

    private async Task<ContactsReply?> ReadAsync(Func<long, Task<FoundContact[]?>> next)
    {
        var page = new ContactPageBuilder(search, SearchLimits.MaxScannedPerPage);
        for (var after = search.After; ;)
        {
            if (await next(after) is not { } candidates)
                return null;
            var documents = await RedisDocumentReader.ReadAsync(
                session, Array.ConvertAll(candidates, candidate => candidate.Key));
            foreach (var json in documents)
            {
                // A document that expired meanwhile is skipped.
                if (json is not null && !page.TryAdd(StoredJson.Read(json, CenterJson.Default.ContactDocument)))
                    return page.Reply;
            }

            if (candidates.Length < _perRead)
                return page.Reply;
            after = candidates[^1].Sequence;
        }
    }

    private async Task<FoundContact[]?> NextClosedAsync(long after)
    {
        var entries = await session.Database.SortedSetRangeByScoreWithScoresAsync(
            keys.ClosedBySequence, after, double.PositiveInfinity, Exclude.Start, Order.Ascending, 0, _perRead);
        return Array.ConvertAll(entries, entry => new FoundContact(keys.Contact(entry.Element!), (long)entry.Score));
    }
}
