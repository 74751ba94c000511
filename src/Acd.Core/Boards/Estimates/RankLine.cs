using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>Who waits, by rank, in sorted blocks: a place is the sizes of the blocks before and the place in its own.</summary>
internal sealed class RankLine
{
    private const int BlockSize = 512;

    private readonly List<List<HeapKey>> _blocks = [];

    public int Count { get; private set; }

    public void Add(HeapKey key)
    {
        Count++;
        if (_blocks.Count == 0) _blocks.Add([]);
        var at = BlockOf(key);
        var block = _blocks[at];
        block.Insert(~block.BinarySearch(key), key);
        if (block.Count <= BlockSize) return;
        _blocks.Insert(at + 1, block.GetRange(BlockSize / 2, block.Count - (BlockSize / 2)));
        block.RemoveRange(BlockSize / 2, block.Count - (BlockSize / 2));
    }

    public void Remove(HeapKey key)
    {
        var at = BlockOf(key);
        _blocks[at].RemoveAt(_blocks[at].BinarySearch(key));
        if (_blocks[at].Count == 0 && _blocks.Count > 1) _blocks.RemoveAt(at);
        Count--;
    }

    /// <summary>How many wait before one of them, and one.</summary>
    public int PositionOf(HeapKey key)
    {
        var at = BlockOf(key);
        var before = 0;
        for (var index = 0; index < at; index++) before += _blocks[index].Count;
        return before + _blocks[at].BinarySearch(key) + 1;
    }

    private int BlockOf(HeapKey key)
    {
        var (low, high) = (0, _blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (key < _blocks[middle][0]) high = middle - 1;
            else low = middle;
        }

        return low;
    }
}
