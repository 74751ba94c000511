namespace Acd.Core.Matching;

/// <summary>
/// Places with keys, of which the least is known at once: a tree in which the least of every eight goes up, so that a change
/// costs one <see cref="Eight"/> for each level, of which 512 places have three. Unlike in a heap, nothing moves, so nobody
/// need be told where it is now.
/// </summary>
internal sealed class Tournament
{
    /// <summary>Those of the places, then one for each eight of these, and so on until there is one, the root.</summary>
    private Eight[] _eights = [new()];

    private readonly Stack<int> _free = [];

    /// <summary>How many of them are those of the places.</summary>
    private int _lowest = 1;
    private int _used;

    /// <summary>The place with the least key; any one where all keys are <see cref="HeapKey.None"/>.</summary>
    public int Winner { get; private set; }

    /// <summary>The least key, or <see cref="HeapKey.None"/>.</summary>
    public HeapKey Least { get; private set; } = HeapKey.None;

    /// <summary>How many places there have ever been at once.</summary>
    public int Places => _used;

    public HeapKey KeyOf(int place) => KeyAt(_eights, place);

    /// <summary>Takes a place, with no key yet.</summary>
    public int Add()
    {
        if (_free.TryPop(out var place)) return place;
        if (_used == _lowest * Eight.Places) Grow();
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
        var eights = _eights;
        var (first, count, at, winner) = (0, _lowest, (uint)place, place);
        while (true)
        {
            ref var eight = ref eights[first + (int)(at / Eight.Places)];
            var least = eight.Set((int)(at % Eight.Places), key, winner);
            (key, winner) = (eight.KeyOf(least), eight.NumberOf(least));
            if (count == 1) break;
            (first, count, at) = (first + count, Above(count), at / Eight.Places);
        }

        (Least, Winner) = (key, winner);
    }

    private void Grow()
    {
        var before = _eights;
        _lowest *= 2;
        var eights = _lowest;
        for (var level = _lowest; level > 1; eights += level) level = Above(level);
        _eights = new Eight[eights];
        Array.Fill(_eights, new Eight());
        for (var place = 0; place < _used; place++) Set(place, KeyAt(before, place));
    }

    private static HeapKey KeyAt(Eight[] eights, int place) => eights[place / Eight.Places].KeyOf(place % Eight.Places);

    /// <summary>How many eights stand above so many.</summary>
    private static int Above(int eights) => (eights + Eight.Places - 1) / Eight.Places;
}
