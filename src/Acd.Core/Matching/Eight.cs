using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Acd.Core.Matching;

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
