namespace Acd.Core.Matching;

/// <summary>
/// One side of matching: a line of contacts, or a roster of agents. Every side knows the sides it may be matched with, by
/// the key of each one's first. Those keys are kept lazily, as lower bounds: when the first of a side leaves, nobody is
/// told, and who looks next corrects what it sees; a side found empty is put to sleep until it has something again; only
/// one whose first comes forward must tell all who hold it. So a decision compares heads only, and a change costs what
/// its readers would have paid anyway.
/// </summary>
internal abstract class MatchSide
{
    /// <summary>The keys of its opposites, by their places.</summary>
    private readonly TournamentTree _keys = new();

    /// <summary>The links by which this side holds its opposites, by their places in the tournament.</summary>
    private readonly List<PairLink?> _outgoing = [];

    /// <summary>The links by which opposite sides hold this one.</summary>
    private readonly List<PairLink> _incoming = [];

    /// <summary>Those of them whose holders have found this side empty.</summary>
    private readonly List<PairLink> _sleeping = [];

    /// <summary>What this side adds to the keys at its places; none where it has never added anything.</summary>
    private long[]? _biases;

    /// <summary>The opposites themselves, by their places: a decision reads these, and no links.</summary>
    private MatchSide?[] _opposites = new MatchSide?[KeyBlock.Capacity];

    /// <summary>No link that holds this side has a key after this one, unless it is asleep.</summary>
    private HeapKey _highest = HeapKey.None;

    /// <summary>The key of this side's first, or <see cref="HeapKey.None"/>.</summary>
    public HeapKey Head { get; private set; } = HeapKey.None;

    /// <summary>The number of sides that this one may be matched with.</summary>
    public int OppositeCount => _incoming.Count;

    public MatchSide OppositeAt(int index) => _incoming[index].Holder;

    /// <summary>Lets two sides be matched with each other.</summary>
    /// <param name="one">One side.</param>
    /// <param name="other">The other side.</param>
    /// <param name="bias">What the one adds to the first part of the other's keys when it compares its opposites.</param>
    public static void Pair(MatchSide one, MatchSide other, long bias = 0)
    {
        var link = new PairLink(one, other);
        var twin = new PairLink(other, one);
        (link.Twin, twin.Twin) = (twin, link);
        one.AddLink(link, bias);
        other.AddLink(twin, 0);
    }

    /// <summary>Takes this side from all that it may be matched with.</summary>
    public void Unpair()
    {
        foreach (var link in _incoming)
        {
            link.Holder.RemoveLink(link);
            link.Holder.RemoveIncoming(link.Twin);
            RemoveLink(link.Twin);
        }

        _incoming.Clear();
        _sleeping.Clear();
    }

    /// <summary>The opposite side whose first has the least key, or null where all are empty.</summary>
    protected MatchSide? BestOpposite()
    {
        for (var key = _keys.Least; key != HeapKey.None; key = _keys.Least)
        {
            var place = _keys.Winner;
            var side = _opposites[place]!;
            var current = WithBias(place, side.Head);
            if (current == key) return side;
            _keys.Set(place, current);
            if (current == HeapKey.None) side._sleeping.Add(_outgoing[place]!);
        }

        return null;
    }

    /// <summary>Of what the opposite sides have, the first by key that a filter lets through, or null.</summary>
    /// <param name="content">What a side has, by key.</param>
    /// <param name="key">The key of a part of that.</param>
    /// <param name="accepts">The filter.</param>
    protected T? Best<T>(Func<MatchSide, IEnumerable<T>> content, Func<T, HeapKey> key, Predicate<T> accepts) where T : class
    {
        T? best = null;
        var bestKey = HeapKey.None;
        foreach (var (link, notBefore) in OppositesInOrder())
        {
            if (bestKey < notBefore) break;
            var candidate = content(link.Side).TakeWhile(part => WithBias(link.Place, key(part)) < bestKey)
                .FirstOrDefault(part => accepts(part));
            if (candidate is not null) (best, bestKey) = (candidate, WithBias(link.Place, key(candidate)));
        }

        return best;
    }

    /// <summary>To be called with the key of the first whenever this side's content has changed.</summary>
    protected void SetHead(HeapKey head)
    {
        var wasEmpty = Head == HeapKey.None;
        Head = head;
        if (head == HeapKey.None) return;
        if (head < _highest) PropagateEarlierHead();
        _highest = head;
        if (wasEmpty) WakeSleeping();
    }

    /// <summary>The opposite sides that may have something, with a key that is not after their first's, by that key.</summary>
    private IEnumerable<(PairLink Link, HeapKey NotBefore)> OppositesInOrder() => Enumerable.Range(0, _keys.Places)
        .Select(place => (Place: place, Key: _keys.KeyOf(place)))
        .Where(seat => seat.Key != HeapKey.None)
        .OrderBy(seat => seat.Key)
        .Select(seat => (_outgoing[seat.Place]!, seat.Key));

    private void WakeSleeping()
    {
        foreach (var link in _sleeping) link.Holder._keys.Set(link.Place, link.Holder.WithBias(link.Place, Head));
        _sleeping.Clear();
    }

    private void PropagateEarlierHead()
    {
        foreach (var link in _incoming)
        {
            var keys = link.Holder._keys;
            var (told, head) = (keys.KeyOf(link.Place), link.Holder.WithBias(link.Place, Head));
            if (told != HeapKey.None && head < told) keys.Set(link.Place, head);
        }
    }

    private void AddLink(PairLink link, long bias)
    {
        link.Place = _keys.Add();
        SetBias(link.Place, bias);
        if (link.Place == _opposites.Length) Array.Resize(ref _opposites, 2 * _opposites.Length);
        _opposites[link.Place] = link.Side;
        if (link.Place == _outgoing.Count) _outgoing.Add(link);
        else _outgoing[link.Place] = link;
        link.Index = link.Side._incoming.Count;
        link.Side._incoming.Add(link);
        _keys.Set(link.Place, WithBias(link.Place, link.Side.Head));
        if (link.Side.Head == HeapKey.None) link.Side._sleeping.Add(link);
    }

    /// <summary>A key on the opposite side at a place, as this side compares it.</summary>
    private HeapKey WithBias(int place, HeapKey key) =>
        _biases is null || key == HeapKey.None ? key : new(key.First + _biases[place], key.Then);

    private void SetBias(int place, long bias)
    {
        if (_biases is null && bias == 0) return;
        _biases ??= new long[place + 1];
        if (place >= _biases.Length) Array.Resize(ref _biases, Math.Max(place + 1, 2 * _biases.Length));
        _biases[place] = bias;
    }

    private void RemoveLink(PairLink link)
    {
        _keys.Remove(link.Place);
        _opposites[link.Place] = null;
        _outgoing[link.Place] = null;
    }

    /// <summary>This side is not held by a link any longer.</summary>
    private void RemoveIncoming(PairLink link)
    {
        var last = _incoming[^1];
        _incoming[link.Index] = last;
        last.Index = link.Index;
        _incoming.RemoveAt(_incoming.Count - 1);
        if (Head == HeapKey.None) _sleeping.Remove(link);
    }

    /// <summary>That one side holds another.</summary>
    private sealed class PairLink(MatchSide holder, MatchSide side)
    {
        public MatchSide Holder { get; } = holder;

        public MatchSide Side { get; } = side;

        /// <summary>That the other side holds the one.</summary>
        public PairLink Twin { get; set; } = null!;

        /// <summary>Its place in its holder's tournament.</summary>
        public int Place { get; set; }

        /// <summary>Its place among the links that hold <see cref="Side"/>.</summary>
        public int Index { get; set; }
    }
}
