namespace Acd.Core;

/// <summary>
/// The waiting contacts of one queue by rank, in sorted blocks, so that a contact's position is the sizes of the blocks
/// before its own and its place in there: a few hundred additions for 100,000 contacts.
/// </summary>
internal sealed class WaitingContacts
{
    private const int BlockSize = 512;

    private readonly List<List<Contact>> _blocks = [];

    public int Count { get; private set; }

    public void Add(Contact contact)
    {
        Count++;
        if (_blocks.Count == 0) _blocks.Add([]);
        var at = BlockOf(contact);
        var block = _blocks[at];
        block.Insert(~block.BinarySearch(contact, ByKey), contact);
        if (block.Count <= BlockSize) return;
        var half = block.GetRange(BlockSize / 2, block.Count - (BlockSize / 2));
        block.RemoveRange(BlockSize / 2, block.Count - (BlockSize / 2));
        _blocks.Insert(at + 1, half);
    }

    public void Remove(Contact contact)
    {
        var at = BlockOf(contact);
        var block = _blocks[at];
        block.RemoveAt(block.BinarySearch(contact, ByKey));
        if (block.Count == 0 && _blocks.Count > 1) _blocks.RemoveAt(at);
        Count--;
    }

    /// <summary>How many wait before a waiting contact, and one.</summary>
    public int PositionOf(Contact contact)
    {
        var at = BlockOf(contact);
        var before = 0;
        for (var index = 0; index < at; index++) before += _blocks[index].Count;
        return before + _blocks[at].BinarySearch(contact, ByKey) + 1;
    }

    /// <summary>All of them, by rank.</summary>
    public IEnumerable<Contact> InOrder() => _blocks.SelectMany(block => block);

    /// <summary>The last block whose first contact is not after a contact.</summary>
    private int BlockOf(Contact contact)
    {
        var (low, high) = (0, _blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (contact.Key < _blocks[middle][0].Key) high = middle - 1;
            else low = middle;
        }

        return low;
    }

    private static readonly Comparer<Contact> ByKey = Comparer<Contact>.Create((left, right) => left.Key.CompareTo(right.Key));
}
