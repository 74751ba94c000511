using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The open contacts as committed, by sequence, for searches beside the loop. The loop updates it before it reveals a batch.
/// It shares a contact's document with the engine once the contact has changed since the load.
/// </summary>
internal sealed class CommittedContacts
{
    private const int SliceSize = 256;

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries;
    private readonly Dictionary<ContactId, Entry> _byId;
    private int _removedCount;

    private long _lastSequence;

    /// <summary>Starts with a store's contacts.</summary>
    /// <param name="contacts">The open contacts.</param>
    /// <param name="lastSequence">The sequence number of the store's last event.</param>
    public CommittedContacts(IEnumerable<ContactDocument> contacts, long lastSequence = 0)
    {
        _lastSequence = lastSequence;
        _entries = [.. contacts.OrderBy(contact => contact.Sequence).Select(contact => new Entry(contact))];
        _byId = _entries.ToDictionary(entry => entry.Document!.Id);
    }

    /// <summary>The sequence number of the last event whose changes are here.</summary>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Applies a batch's changes.</summary>
    public void Apply(Changes changes)
    {
        ApplyContacts(changes);
        if (changes.Events is [.., var last]) Volatile.Write(ref _lastSequence, last.Sequence);
    }

    private void ApplyContacts(Changes changes)
    {
        if (changes.Contacts.Count + changes.ForgottenContacts.Count == 0) return;
        lock (_gate)
        {
            // A contact that closed and was forgotten in this batch has no document in it.
            foreach (var contact in changes.ForgottenContacts) Remove(contact);
            foreach (var contact in changes.Contacts) AddOrUpdate(contact);
            if (_removedCount > _entries.Count / 2) Compact();
        }
    }

    /// <summary>
    /// The contacts after a sequence number. They are not of one moment: the lock is released between slices, so that the loop
    /// does not wait for a long read.
    /// </summary>
    public IEnumerable<ContactDocument> ReadAfter(long after)
    {
        while (true)
        {
            var slice = ReadSlice(after);
            foreach (var contact in slice) yield return contact;
            if (slice.Count < SliceSize) break;
            after = slice[^1].Sequence;
        }
    }

    private List<ContactDocument> ReadSlice(long after)
    {
        var slice = new List<ContactDocument>(SliceSize);
        lock (_gate)
        {
            for (var at = IndexAfter(after); at < _entries.Count && slice.Count < SliceSize; at++)
                if (_entries[at].Document is { } contact) slice.Add(contact);
        }

        return slice;
    }

    private void AddOrUpdate(ContactDocument contact)
    {
        if (contact.State == ContactState.Closed)
        {
            Remove(contact.Id);
            return;
        }

        if (_byId.TryGetValue(contact.Id, out var known) && known.Sequence == contact.Sequence)
        {
            known.Document = contact;
            return;
        }

        // A new contact has the greatest number; an id that was forgotten and came back is a new contact.
        Remove(contact.Id);
        var entry = new Entry(contact);
        _entries.Insert(IndexAfter(contact.Sequence), entry);
        _byId.Add(contact.Id, entry);
    }

    private void Remove(ContactId contact)
    {
        if (!_byId.Remove(contact, out var entry)) return;
        entry.Document = null;
        _removedCount++;
    }

    private void Compact()
    {
        _entries.RemoveAll(entry => entry.Document is null);
        _removedCount = 0;
    }

    /// <summary>The index of the first entry with a greater sequence number.</summary>
    private int IndexAfter(long sequence)
    {
        if (_entries.Count == 0 || _entries[^1].Sequence <= sequence) return _entries.Count;
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].Sequence <= sequence) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>A contact; its document is null once it is removed, until the list is compacted.</summary>
    private sealed class Entry(ContactDocument contact)
    {
        public long Sequence { get; } = contact.Sequence;

        public ContactDocument? Document { get; set; } = contact;
    }
}
