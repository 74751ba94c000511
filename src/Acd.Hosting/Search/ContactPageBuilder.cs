using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// A page of contacts in the making: it is shown contacts by sequence until it has ended, or there are no more.
/// </summary>
/// <param name="search">What is asked for.</param>
/// <param name="looks">How many contacts are looked at before the page ends, full or not.</param>
public sealed class ContactPageBuilder(ListContacts search, int looks)
{
    private readonly List<ContactDocument> _found = [];
    private int _scanned;
    private bool _hasMore;

    /// <summary>The sequence number of the last contact that was looked at.</summary>
    public long After { get; private set; } = search.After;

    /// <summary>Whether no more contacts are looked at.</summary>
    public bool IsComplete => _found.Count == search.Limit || _scanned == looks;

    /// <summary>What was found; it tells of a next page only where one more contact was shown than was looked at.</summary>
    public ContactsReply Reply => new(_found, _hasMore ? After : null);

    /// <summary>Looks at the next contact.</summary>
    /// <returns>False where the page has ended before it.</returns>
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

    /// <summary>Looks at contacts by sequence, as far as the page goes.</summary>
    public ContactsReply Build(IEnumerable<ContactDocument> contacts)
    {
        foreach (var contact in contacts)
            if (!TryAdd(contact)) break;
        return Reply;
    }
}
