namespace Acd.Core.Matching;

/// <summary>
/// One side of matching: a line of contacts, or a roster of agents. Every side knows the sides it may be matched with, by
/// the key of each one's first. Those keys are kept lazily, as lower bounds: when the first of a side leaves, nobody is
/// told, and who looks next corrects what it sees; a side found empty is put to sleep until it has something again; only
/// one whose first comes forward must tell all who hold it. So a decision compares heads only, and a change costs what
/// its readers would have paid anyway.
/// </summary>
internal abstract class Side
{
    /// <summary>The keys of its opposites, by their places.</summary>
    private readonly Tournament _keys = new();

    /// <summary>The links by which this side holds its opposites, by their places in the tournament.</summary>
    private readonly List<Link?> _holding = [];

    /// <summary>The links by which opposite sides hold this one.</summary>
    private readonly List<Link> _held = [];

    /// <summary>Those of them whose holders have found this side empty.</summary>
    private readonly List<Link> _asleep = [];

    /// <summary>What this side adds to the keys at its places; none where it has never added anything.</summary>
    private long[]? _biases;

    /// <summary>The opposites themselves, by their places: a decision reads these, and no links.</summary>
    private Side?[] _opposites = new Side?[Eight.Places];

    /// <summary>No link that holds this side has a key after this one, unless it is asleep.</summary>
    private HeapKey _highest = HeapKey.None;

    /// <summary>The key of this side's first, or <see cref="HeapKey.None"/>.</summary>
    public HeapKey Head { get; private set; } = HeapKey.None;

    /// <summary>The number of sides that this one may be matched with.</summary>
    public int OppositeCount => _held.Count;

    public Side OppositeAt(int index) => _held[index].Holder;

    /// <summary>Lets two sides be matched with each other.</summary>
    /// <param name="one">One side.</param>
    /// <param name="other">The other side.</param>
    /// <param name="bias">What the one adds to the first part of the other's keys when it compares its opposites.</param>
    public static void Pair(Side one, Side other, long bias = 0)
    {
        var link = new Link(one, other);
        var twin = new Link(other, one);
        (link.Twin, twin.Twin) = (twin, link);
        one.Hold(link, bias);
        other.Hold(twin, 0);
    }

    /// <summary>Takes this side from all that it may be matched with.</summary>
    public void Unpair()
    {
        foreach (var link in _held)
        {
            link.Holder.LetGo(link);
            link.Holder.Release(link.Twin);
            LetGo(link.Twin);
        }

        _held.Clear();
        _asleep.Clear();
    }

    /// <summary>The opposite side whose first has the least key, or null where all are empty.</summary>
    protected Side? BestOpposite()
    {
        for (var key = _keys.Least; key != HeapKey.None; key = _keys.Least)
        {
            var place = _keys.Winner;
            var side = _opposites[place]!;
            var current = Compared(place, side.Head);
            if (current == key) return side;
            _keys.Set(place, current);
            if (current == HeapKey.None) side._asleep.Add(_holding[place]!);
        }

        return null;
    }

    /// <summary>Of what the opposite sides have, the first by key that a filter lets through, or null.</summary>
    /// <param name="content">What a side has, by key.</param>
    /// <param name="key">The key of a part of that.</param>
    /// <param name="accepts">The filter.</param>
    protected T? Best<T>(Func<Side, IEnumerable<T>> content, Func<T, HeapKey> key, Predicate<T> accepts) where T : class
    {
        T? best = null;
        var bestKey = HeapKey.None;
        foreach (var (link, notBefore) in OppositesInOrder())
        {
            if (bestKey < notBefore) break;
            var candidate = content(link.Side).TakeWhile(part => Compared(link.Place, key(part)) < bestKey)
                .FirstOrDefault(part => accepts(part));
            if (candidate is not null) (best, bestKey) = (candidate, Compared(link.Place, key(candidate)));
        }

        return best;
    }

    /// <summary>To be called with the key of the first whenever this side's content has changed.</summary>
    protected void HeadIs(HeapKey head)
    {
        var wasEmpty = Head == HeapKey.None;
        Head = head;
        if (head == HeapKey.None) return;
        if (head < _highest) ComeForward();
        _highest = head;
        if (wasEmpty) Wake();
    }

    /// <summary>The opposite sides that may have something, with a key that is not after their first's, by that key.</summary>
    private IEnumerable<(Link Link, HeapKey NotBefore)> OppositesInOrder() => Enumerable.Range(0, _keys.Places)
        .Select(place => (Place: place, Key: _keys.KeyOf(place)))
        .Where(seat => seat.Key != HeapKey.None)
        .OrderBy(seat => seat.Key)
        .Select(seat => (_holding[seat.Place]!, seat.Key));

    private void Wake()
    {
        foreach (var link in _asleep) link.Holder._keys.Set(link.Place, link.Holder.Compared(link.Place, Head));
        _asleep.Clear();
    }

    private void ComeForward()
    {
        foreach (var link in _held)
        {
            var keys = link.Holder._keys;
            var (told, head) = (keys.KeyOf(link.Place), link.Holder.Compared(link.Place, Head));
            if (told != HeapKey.None && head < told) keys.Set(link.Place, head);
        }
    }

    private void Hold(Link link, long bias)
    {
        link.Place = _keys.Add();
        SetBias(link.Place, bias);
        if (link.Place == _opposites.Length) Array.Resize(ref _opposites, 2 * _opposites.Length);
        _opposites[link.Place] = link.Side;
        if (link.Place == _holding.Count) _holding.Add(link);
        else _holding[link.Place] = link;
        link.Index = link.Side._held.Count;
        link.Side._held.Add(link);
        _keys.Set(link.Place, Compared(link.Place, link.Side.Head));
        if (link.Side.Head == HeapKey.None) link.Side._asleep.Add(link);
    }

    /// <summary>A key on the opposite side at a place, as this side compares it.</summary>
    private HeapKey Compared(int place, HeapKey key) =>
        _biases is null || key == HeapKey.None ? key : new(key.First + _biases[place], key.Then);

    private void SetBias(int place, long bias)
    {
        if (_biases is null && bias == 0) return;
        _biases ??= new long[place + 1];
        if (place >= _biases.Length) Array.Resize(ref _biases, Math.Max(place + 1, 2 * _biases.Length));
        _biases[place] = bias;
    }

    private void LetGo(Link link)
    {
        _keys.Remove(link.Place);
        _opposites[link.Place] = null;
        _holding[link.Place] = null;
    }

    /// <summary>This side is not held by a link any longer.</summary>
    private void Release(Link link)
    {
        var last = _held[^1];
        _held[link.Index] = last;
        last.Index = link.Index;
        _held.RemoveAt(_held.Count - 1);
        if (Head == HeapKey.None) _asleep.Remove(link);
    }

    /// <summary>That one side holds another.</summary>
    private sealed class Link(Side holder, Side side)
    {
        public Side Holder { get; } = holder;

        public Side Side { get; } = side;

        /// <summary>That the other side holds the one.</summary>
        public Link Twin { get; set; } = null!;

        /// <summary>Its place in its holder's tournament.</summary>
        public int Place { get; set; }

        /// <summary>Its place among the links that hold <see cref="Side"/>.</summary>
        public int Index { get; set; }
    }
}
