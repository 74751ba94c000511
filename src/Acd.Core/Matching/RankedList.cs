namespace Acd.Core.Matching;

/// <summary>
/// Who waits, in order, in sorted blocks, so that a place is the sizes of the blocks before and the place in the own one: a few
/// hundred additions for 100,000 of them.
/// </summary>
/// <typeparam name="T">What stands in it.</typeparam>
/// <param name="order">The order; no two are equal in it.</param>
internal sealed class RankedList<T>(IComparer<T> order)
{
    private const int BlockSize = 512;

    // One block stays when all have left, to be filled again.
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

    /// <summary>How many stand before one of them, and one.</summary>
    public int PositionOf(T one)
    {
        var at = BlockOf(one);
        var before = 0;
        for (var index = 0; index < at; index++) before += _blocks[index].Count;
        return before + _blocks[at].BinarySearch(one, order) + 1;
    }

    /// <summary>All of them, in order.</summary>
    public IEnumerable<T> InOrder() => _blocks.SelectMany(block => block);

    /// <summary>The last block whose first is not after one.</summary>
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
