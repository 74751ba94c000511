namespace Acd.Core;

/// <summary>
/// The closed contacts that are remembered, so that late or repeated commands about them are answered rightly.
/// </summary>
internal sealed class ClosedContacts
{
    private readonly Dictionary<ContactId, ClosedContact> _byId = [];
    private readonly Queue<ClosedContact> _byAge = new();

    public int Count => _byId.Count;

    /// <summary>When the oldest closed, if there is one.</summary>
    public Timestamp? Oldest => _byAge.TryPeek(out var oldest) ? oldest.At : null;

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
        return oldest;
    }
}
