namespace Acd.Core;

/// <summary>The closed contacts that are remembered, so that late or repeated commands get the right reply.</summary>
internal sealed class ClosedContacts
{
    private readonly Dictionary<ContactId, ClosedContact> _byId = [];
    private readonly Queue<ClosedContact> _byAge = new();

    public int Count => _byId.Count;

    /// <summary>The time at which the oldest one closed, if any.</summary>
    public Timestamp? Oldest => _byAge.TryPeek(out var oldest) ? oldest.At : null;

    /// <summary>Forgets a contact that is opened again.</summary>
    public void Remove(ClosedContact contact)
    {
        _byId.Remove(contact.Id);
        DropReopened();
    }

    public ClosedContact? Find(ContactId id) => _byId.GetValueOrDefault(id);

    public void Add(ClosedContact contact)
    {
        _byId.Add(contact.Id, contact);
        _byAge.Enqueue(contact);
    }

    public ClosedContact RemoveOldest()
    {
        var oldest = _byAge.Dequeue();
        _byId.Remove(oldest.Id);
        DropReopened();
        return oldest;
    }

    /// <summary>Drops the contacts at the front that were opened again, so that the oldest is a remembered one.</summary>
    private void DropReopened()
    {
        while (_byAge.TryPeek(out var first) && !ReferenceEquals(_byId.GetValueOrDefault(first.Id), first)) _byAge.Dequeue();
    }
}
