namespace Acd.Core.Matching;

/// <summary>
/// An ordered list in sorted blocks. A position is the sizes of the blocks before plus the position in the block: a few hundred
/// additions for 100,000 elements.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="order">The order. No two elements may be equal in it.</param>
internal sealed class RankedList<T>(IComparer<T> order)
{
    private const int BlockSize = 512;

    // One empty block stays for reuse.
    private readonly List<List<T>> _blocks = [];

    public int Count { get; private set; }

    public void Add(T one)
    {
        Count++;
        if (_blocks.Count == 0) _blocks.Add([]);
        var at = BlockOf(one);
        var block = _blocks[at];
        block.Insert(~block.BinarySearch(one, order), one);
        if (block.Count <= BlockSize) return;
        var half = block.GetRange(BlockSize / 2, block.Count - (BlockSize / 2));
        block.RemoveRange(BlockSize / 2, block.Count - (BlockSize / 2));
        _blocks.Insert(at + 1, half);
    }

    public void Remove(T one)
    {
        var at = BlockOf(one);
        var block = _blocks[at];
        block.RemoveAt(block.BinarySearch(one, order));
        if (block.Count == 0 && _blocks.Count > 1) _blocks.RemoveAt(at);
        Count--;
    }

    /// <summary>The position of an element, from 1.</summary>
    public int PositionOf(T one)
    {
        var at = BlockOf(one);
        var before = 0;
        for (var index = 0; index < at; index++) before += _blocks[index].Count;
        return before + _blocks[at].BinarySearch(one, order) + 1;
    }

    /// <summary>All elements in order.</summary>
    public IEnumerable<T> InOrder() => _blocks.SelectMany(block => block);

    /// <summary>The last block whose first element is not after an element.</summary>
    private int BlockOf(T one)
    {
        var (low, high) = (0, _blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (order.Compare(one, _blocks[middle][0]) < 0) high = middle - 1;
            else low = middle;
        }

        return low;
    }
}
