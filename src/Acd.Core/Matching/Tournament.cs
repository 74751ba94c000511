namespace Acd.Core.Matching;

/// <summary>
/// Places with keys, of which the least is known at once: a tree in which the least of every eight goes up, so that a change
/// costs one <see cref="KeyBlock"/> for each level, of which 512 places have three. Unlike in a heap, nothing moves, so nobody
/// need be told where it is now.
/// </summary>
internal sealed class TournamentTree
{
    /// <summary>Those of the places, then one for each eight of these, and so on until there is one, the root.</summary>
    private KeyBlock[] _blocks = [new()];

    private readonly Stack<int> _free = [];

    /// <summary>How many of them are those of the places.</summary>
    private int _leafBlocks = 1;
    private int _used;

    /// <summary>The place with the least key; any one where all keys are <see cref="HeapKey.None"/>.</summary>
    public int Winner { get; private set; }

    /// <summary>The least key, or <see cref="HeapKey.None"/>.</summary>
    public HeapKey Least { get; private set; } = HeapKey.None;

    /// <summary>How many places there have ever been at once.</summary>
    public int Places => _used;

    public HeapKey KeyOf(int place) => KeyAt(_blocks, place);

    /// <summary>Takes a place, with no key yet.</summary>
    public int Add()
    {
        if (_free.TryPop(out var place)) return place;
        if (_used == _leafBlocks * KeyBlock.Capacity) Grow();
        return _used++;
    }

    /// <summary>Gives a place back.</summary>
    public void Remove(int place)
    {
        Set(place, HeapKey.None);
        _free.Push(place);
    }

    public void Set(int place, HeapKey key)
    {
        var eights = _blocks;
        var (first, count, at, winner) = (0, _leafBlocks, (uint)place, place);
        while (true)
        {
            ref var eight = ref eights[first + (int)(at / KeyBlock.Capacity)];
            var least = eight.Set((int)(at % KeyBlock.Capacity), key, winner);
            (key, winner) = (eight.KeyOf(least), eight.NumberOf(least));
            if (count == 1) break;
            (first, count, at) = (first + count, ParentCount(count), at / KeyBlock.Capacity);
        }

        (Least, Winner) = (key, winner);
    }

    private void Grow()
    {
        var before = _blocks;
        _leafBlocks *= 2;
        var eights = _leafBlocks;
        for (var level = _leafBlocks; level > 1; eights += level) level = ParentCount(level);
        _blocks = new KeyBlock[eights];
        Array.Fill(_blocks, new KeyBlock());
        for (var place = 0; place < _used; place++) Set(place, KeyAt(before, place));
    }

    private static HeapKey KeyAt(KeyBlock[] eights, int place) => eights[place / KeyBlock.Capacity].KeyOf(place % KeyBlock.Capacity);

    /// <summary>How many eights stand above so many.</summary>
    private static int ParentCount(int eights) => (eights + KeyBlock.Capacity - 1) / KeyBlock.Capacity;
}
