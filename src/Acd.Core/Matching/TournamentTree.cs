using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

/// <summary>
/// Eight places with keys and numbers. The first parts of the keys stand side by side, so that all are compared at once: by
/// one instruction where the processor has registers of 512 bits, by some more elsewhere.
/// </summary>
internal struct KeyBlock
{
    /// <summary>How many there are.</summary>
    public const int Capacity = 8;

    private static readonly Vector512<long> Numbered = Vector512.CreateSequence(0L, 1);

    private Vector512<long> _primaryKeys = Vector512.Create(HeapKey.None.First);
    private Longs _secondaryKeys;
    private Ints _numbers;

    /// <summary>Eight places without keys.</summary>
    public KeyBlock() => ((Span<long>)_secondaryKeys).Fill(HeapKey.None.Then);

    public readonly HeapKey KeyOf(int place) => new(_primaryKeys[place], _secondaryKeys[place]);

    /// <summary>The number of what is at a place.</summary>
    public readonly int NumberOf(int place) => _numbers[place];

    /// <summary>Gives a place another key and number.</summary>
    /// <returns>The place that has the least key then; the first of them where several have it.</returns>
    public int Set(int place, HeapKey key, int number)
    {
        // All first parts are written at once, as they are read: who reads at once what was written by parts waits for it.
        var here = Vector512.Equals(Numbered, Vector512.Create((long)place));
        var firsts = Vector512.ConditionalSelect(here, Vector512.Create(key.First), _primaryKeys);
        _primaryKeys = firsts;
        (_secondaryKeys[place], _numbers[place]) = (key.Then, number);
        return LeastOf(firsts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int LeastOf(Vector512<long> firsts)
    {
        var four = Vector256.Min(firsts.GetLower(), firsts.GetUpper());
        var two = Vector128.Min(four.GetLower(), four.GetUpper());
        var equal = Vector512.Equals(firsts, Vector512.Create(Math.Min(two[0], two[1]))).ExtractMostSignificantBits();
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
