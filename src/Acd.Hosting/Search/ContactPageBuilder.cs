using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Builds a page of contacts: it is given contacts by sequence until the page is complete or there are no more.
/// </summary>
/// <param name="search">The search.</param>
/// <param name="maxScanned">After how many scanned contacts the page is complete, full or not.</param>
public sealed class ContactPageBuilder(ListContacts search, int maxScanned)
{
    private readonly List<ContactDocument> _found = [];
    private int _scanned;
    private bool _hasMore;

    /// <summary>The sequence number of the last scanned contact.</summary>
    public long After { get; private set; } = search.After;

    /// <summary>Whether no more contacts are scanned.</summary>
    public bool IsComplete => _found.Count == search.Limit || _scanned == maxScanned;

    /// <summary>The page. It names a next page only if a contact was given after it was complete.</summary>
    public ContactsReply Reply => new(_found, _hasMore ? After : null);

    /// <summary>Scans the next contact.</summary>
    /// <returns>False where the page was complete before.</returns>
    public bool TryAdd(ContactDocument contact)
    {
        if (IsComplete)
        {
            _hasMore = true;
            return false;
        }

        _scanned++;
        After = contact.Sequence;
        if (search.Matches(contact)) _found.Add(contact);
        return true;
    }

    /// <summary>Scans contacts by sequence until the page is complete.</summary>
    public ContactsReply Build(IEnumerable<ContactDocument> contacts)
    {
        foreach (var contact in contacts)
            if (!TryAdd(contact)) break;
        return Reply;
    }
}
