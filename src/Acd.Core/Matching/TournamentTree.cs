using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Acd.Core.Matching;

/// <summary>
/// Places with keys whose least key is always known. It is a tree in which the least of every eight keys moves up. A change
/// costs one <see cref="KeyBlock"/> for each level; 512 places have three levels. Unlike in a heap, places never move, so their
/// owners store them once.
/// </summary>
internal sealed class TournamentTree
{
    /// <summary>The leaf blocks, then one block for every eight of these, and so on up to the root.</summary>
    private KeyBlock[] _blocks = [new()];

    private readonly Stack<int> _free = [];

    /// <summary>The number of leaf blocks.</summary>
    private int _leafBlocks = 1;
    private int _used;

    /// <summary>The place with the least key. Arbitrary if all keys are <see cref="HeapKey.None"/>.</summary>
    public int Winner { get; private set; }

    /// <summary>The least key, or <see cref="HeapKey.None"/>.</summary>
    public HeapKey Least { get; private set; } = HeapKey.None;

    /// <summary>The most places that were ever used at once.</summary>
    public int Places => _used;

    public HeapKey KeyOf(int place) => KeyAt(_blocks, place);

    /// <summary>Takes a place, without a key.</summary>
    public int Add()
    {
        if (_free.TryPop(out var place)) return place;
        if (_used == _leafBlocks * KeyBlock.Capacity) Grow();
        return _used++;
    }

    /// <summary>Frees a place.</summary>
    public void Remove(int place)
    {
        Set(place, HeapKey.None);
        _free.Push(place);
    }

    public void Set(int place, HeapKey key)
    {
        var blocks = _blocks;
        var (first, count, at, winner) = (0, _leafBlocks, (uint)place, place);
        while (true)
        {
            ref var block = ref blocks[first + (int)(at / KeyBlock.Capacity)];
            var least = block.Set((int)(at % KeyBlock.Capacity), key, winner);
            (key, winner) = (block.KeyOf(least), block.NumberOf(least));
            if (count == 1) break;
            (first, count, at) = (first + count, ParentCount(count), at / KeyBlock.Capacity);
        }

        (Least, Winner) = (key, winner);
    }

    private void Grow()
    {
        var before = _blocks;
        _leafBlocks *= 2;
        var blocks = _leafBlocks;
        for (var level = _leafBlocks; level > 1; blocks += level) level = ParentCount(level);
        _blocks = new KeyBlock[blocks];
        Array.Fill(_blocks, new KeyBlock());
        for (var place = 0; place < _used; place++) Set(place, KeyAt(before, place));
    }

    private static HeapKey KeyAt(KeyBlock[] blocks, int place) =>
        blocks[place / KeyBlock.Capacity].KeyOf(place % KeyBlock.Capacity);

    /// <summary>The number of blocks on the level above.</summary>
    private static int ParentCount(int blocks) => (blocks + KeyBlock.Capacity - 1) / KeyBlock.Capacity;
}

/// <summary>
/// Eight places with keys and numbers. The first parts of the keys are one vector, so that all are compared at once. With
/// 512-bit registers that takes one instruction, else a few.
/// </summary>
internal struct KeyBlock
{
    /// <summary>The number of places.</summary>
    public const int Capacity = 8;

    private static readonly Vector512<long> Numbered = Vector512.CreateSequence(0L, 1);

    private Vector512<long> _primaryKeys = Vector512.Create(HeapKey.None.First);
    private Longs _secondaryKeys;
    private Ints _numbers;

    /// <summary>Eight places without keys.</summary>
    public KeyBlock() => ((Span<long>)_secondaryKeys).Fill(HeapKey.None.Then);

    public readonly HeapKey KeyOf(int place) => new(_primaryKeys[place], _secondaryKeys[place]);

    /// <summary>The number at a place.</summary>
    public readonly int NumberOf(int place) => _numbers[place];

    /// <summary>Sets the key and the number of a place.</summary>
    /// <returns>The place with the least key, and of equal keys the first place.</returns>
    public int Set(int place, HeapKey key, int number)
    {
        // The whole vector is written at once. A full read after a partial write would stall.
        var here = Vector512.Equals(Numbered, Vector512.Create((long)place));
        var primaryKeys = Vector512.ConditionalSelect(here, Vector512.Create(key.First), _primaryKeys);
        _primaryKeys = primaryKeys;
        (_secondaryKeys[place], _numbers[place]) = (key.Then, number);
        return LeastOf(primaryKeys);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int LeastOf(Vector512<long> primaryKeys)
    {
        var four = Vector256.Min(primaryKeys.GetLower(), primaryKeys.GetUpper());
        var two = Vector128.Min(four.GetLower(), four.GetUpper());
        var equal = Vector512.Equals(primaryKeys, Vector512.Create(Math.Min(two[0], two[1]))).ExtractMostSignificantBits();
        var least = BitOperations.TrailingZeroCount(equal);
        for (equal &= equal - 1; equal != 0; equal &= equal - 1)
        {
            var other = BitOperations.TrailingZeroCount(equal);
            if (_secondaryKeys[other] < _secondaryKeys[least]) least = other;
        }

        return least;
    }

    [InlineArray(Capacity)]
    private struct Longs
    {
        private long _one;
    }

    [InlineArray(Capacity)]
    private struct Ints
    {
        private int _one;
    }
}
