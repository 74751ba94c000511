using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>One search: by the server's index, or, of closed contacts, one by one as they came.</summary>
internal sealed class RedisContactSearch(RedisSession session, RedisKeys keys, ContactIndex index, ListContacts search)
{
    private const int FewestPerRead = 50, MostPerRead = 250;

    // One more than what is asked for tells whether there is another page.
    private readonly int _perRead = Math.Clamp(search.Limit + 1, FewestPerRead, MostPerRead);

    /// <returns>The page; null where open contacts are asked for and there is no index.</returns>
    public async Task<ContactsReply?> RunAsync()
    {
        if (search.State != ContactState.Closed)
            return await FindAsync();

        // An index is worth its while where few match: of many, looking at one after the other has a page at once.
        var page = search.Attributes.Count == 0 ? await ReadAsync(NextClosedAsync) : null;
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
            var documents = await RedisDocumentReader.ReadAsync(session, Array.ConvertAll(candidates, candidate => candidate.Key));
            foreach (var json in documents)
            {
                // One that expired meanwhile is no contact any longer.
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
