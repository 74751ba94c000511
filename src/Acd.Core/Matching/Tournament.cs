namespace Acd.Core.Matching;

/// <summary>
/// Places with keys, of which the least is known at once: a tree in which every pair's winner goes up. A key changes in log n
/// comparisons that touch nothing but two small arrays; unlike a heap, nothing moves, so nobody need be told where it is now.
/// </summary>
internal sealed class Tournament
{
    private HeapKey[] _keys = [HeapKey.None];

    /// <summary>Node 1 is the root, those below node n are 2n and 2n + 1; the second half is the places themselves.</summary>
    private int[] _winners = [0, 0];

    private readonly Stack<int> _free = [];
    private int _used;

    /// <summary>The place with the least key; any one where all keys are <see cref="HeapKey.None"/>.</summary>
    public int Winner => _winners[1];

    /// <summary>The least key, or <see cref="HeapKey.None"/>.</summary>
    public HeapKey Least => _keys[_winners[1]];

    /// <summary>How many places there have ever been at once.</summary>
    public int Places => _used;

    public HeapKey KeyOf(int place) => _keys[place];

    /// <summary>Takes a place, with no key yet.</summary>
    public int Add()
    {
        if (_free.TryPop(out var place)) return place;
        if (_used == _keys.Length) Grow();
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
        _keys[place] = key;
        for (var node = (_keys.Length + place) / 2; node > 0; node /= 2)
        {
            var winner = WinnerOf(node);
            if (winner == _winners[node] && winner != place) return;
            _winners[node] = winner;
        }
    }

    private int WinnerOf(int node)
    {
        var (left, right) = (_winners[2 * node], _winners[(2 * node) + 1]);
        return _keys[right] < _keys[left] ? right : left;
    }

    private void Grow()
    {
        var size = _keys.Length * 2;
        Array.Resize(ref _keys, size);
        Array.Fill(_keys, HeapKey.None, _used, size - _used);
        _winners = new int[size * 2];
        for (var place = 0; place < size; place++) _winners[size + place] = place;
        for (var node = size - 1; node > 0; node--) _winners[node] = WinnerOf(node);
    }
}
