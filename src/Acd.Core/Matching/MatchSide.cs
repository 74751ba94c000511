namespace Acd.Core.Matching;

/// <summary>
/// One side of matching: a line of contacts or a roster of agents. Every side stores a key for each opposite side: a lower bound
/// of that side's head. When a head leaves, no bound is updated; the next reader corrects it. An empty opposite sleeps until it
/// has a head again. Only an earlier head updates the bounds at once. So a decision compares heads only, and most changes cost
/// nothing until they are read.
/// </summary>
internal abstract class MatchSide
{
    /// <summary>The bounds of its opposites, by place.</summary>
    private readonly TournamentTree _keys = new();

    /// <summary>The links to its opposites, by place.</summary>
    private readonly List<PairLink?> _outgoing = [];

    /// <summary>The links of the opposites to this side.</summary>
    private readonly List<PairLink> _incoming = [];

    /// <summary>The incoming links whose holders have found this side empty.</summary>
    private readonly List<PairLink> _sleeping = [];

    /// <summary>The bias of each place, added to the opposite's keys. Null while all are 0.</summary>
    private long[]? _biases;

    /// <summary>The opposites by place, so that a decision does not read the links.</summary>
    private MatchSide?[] _opposites = new MatchSide?[KeyBlock.Capacity];

    /// <summary>No awake incoming link has a bound after this key.</summary>
    private HeapKey _highest = HeapKey.None;

    /// <summary>The key of its first element, or <see cref="HeapKey.None"/>.</summary>
    public HeapKey Head { get; private set; } = HeapKey.None;

    /// <summary>The number of opposite sides.</summary>
    public int OppositeCount => _incoming.Count;

    public MatchSide OppositeAt(int index) => _incoming[index].Holder;

    /// <summary>Pairs two sides.</summary>
    /// <param name="one">The side that compares with a bias.</param>
    /// <param name="other">The other side.</param>
    /// <param name="bias">The number that <paramref name="one"/> adds to the first part of the other side's keys.</param>
    public static void Pair(MatchSide one, MatchSide other, long bias = 0)
    {
        var link = new PairLink(one, other);
        var twin = new PairLink(other, one);
        (link.Twin, twin.Twin) = (twin, link);
        one.AddLink(link, bias);
        other.AddLink(twin, 0);
    }

    /// <summary>Removes all pairs of this side.</summary>
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

    /// <summary>The opposite side with the least head. Null if all are empty.</summary>
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

    /// <summary>The first element of the opposite sides, by key, that a filter accepts. Null if there is none.</summary>
    /// <param name="content">The elements of a side, by key.</param>
    /// <param name="key">The key of an element.</param>
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

    /// <summary>Sets the head after the side's elements have changed.</summary>
    protected void SetHead(HeapKey head)
    {
        var wasEmpty = Head == HeapKey.None;
        Head = head;
        if (head == HeapKey.None) return;
        if (head < _highest) PropagateEarlierHead();
        _highest = head;
        if (wasEmpty) WakeSleeping();
    }

    /// <summary>The awake opposite sides by their bounds.</summary>
    private IEnumerable<(PairLink Link, HeapKey NotBefore)> OppositesInOrder() => Enumerable.Range(0, _keys.Places)
        .Select(place => (Place: place, Key: _keys.KeyOf(place)))
        .Where(entry => entry.Key != HeapKey.None)
        .OrderBy(entry => entry.Key)
        .Select(entry => (_outgoing[entry.Place]!, entry.Key));

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
            var (bound, head) = (keys.KeyOf(link.Place), link.Holder.WithBias(link.Place, Head));
            if (bound != HeapKey.None && head < bound) keys.Set(link.Place, head);
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

    /// <summary>An opposite's key at a place, with this side's bias.</summary>
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

    /// <summary>Removes an incoming link.</summary>
    private void RemoveIncoming(PairLink link)
    {
        var last = _incoming[^1];
        _incoming[link.Index] = last;
        last.Index = link.Index;
        _incoming.RemoveAt(_incoming.Count - 1);
        if (Head == HeapKey.None) _sleeping.Remove(link);
    }

    /// <summary>A link from one side to an opposite side.</summary>
    private sealed class PairLink(MatchSide holder, MatchSide side)
    {
        public MatchSide Holder { get; } = holder;

        public MatchSide Side { get; } = side;

        /// <summary>The link in the other direction.</summary>
        public PairLink Twin { get; set; } = null!;

        /// <summary>Its place in the holder's tree.</summary>
        public int Place { get; set; }

        /// <summary>Its index in the incoming links of <see cref="Side"/>.</summary>
        public int Index { get; set; }
    }
}
