namespace Acd.Core.Matching;

/// <summary>
/// A heap of four branches whose nodes know their slots: the first in O(1), any node in or out in O(log n), no allocation
/// once it has grown. Keys stand beside the nodes, so that a comparison reads no other memory. It is a part of whoever has it,
/// not an object of its own, because matching waits for memory more than for anything else: a field of its kind is not to be
/// made readonly, which would hide what is added from it.
/// </summary>
internal struct IndexedHeap<T>() where T : HeapNode
{
    private const int Branches = 4;

    private Entry[] _entries = [];
    private int _count;

    public readonly int Count => _count;

    /// <summary>The node with the least key; the heap must not be empty.</summary>
    public readonly T First => _entries[0].Node;

    /// <summary>The least key, or <see cref="HeapKey.None"/>.</summary>
    public readonly HeapKey FirstKey => _count == 0 ? HeapKey.None : _entries[0].Key;

    public readonly HeapKey KeyOf(T node) => _entries[node.Slot].Key;

    public void Add(T node, HeapKey key)
    {
        if (node.InHeap) throw new InvalidOperationException("The node is in a heap already.");
        if (_count == _entries.Length) Array.Resize(ref _entries, Math.Max(Branches, _count * 2));
        Rise(_count++, new Entry(key, node));
    }

    public void Remove(T node)
    {
        var slot = node.Slot;
        if (slot < 0 || slot >= _count || _entries[slot].Node != node)
            throw new InvalidOperationException("The node is not in this heap.");
        node.Slot = -1;
        var last = _entries[--_count];
        _entries[_count] = default;
        if (slot < _count) Place(slot, last);
    }

    /// <summary>Gives a node that is in the heap another key.</summary>
    public readonly void Change(T node, HeapKey key) => Place(node.Slot, new Entry(key, node));

    /// <summary>The nodes by their keys, as far as they are asked for; the heap must not change meanwhile.</summary>
    public readonly IEnumerable<T> InOrder() => Ordered(_entries, _count);

    private static IEnumerable<T> Ordered(Entry[] entries, int count)
    {
        if (count == 0) yield break;
        var next = new PriorityQueue<int, HeapKey>();
        next.Enqueue(0, entries[0].Key);
        while (next.TryDequeue(out var slot, out _))
        {
            yield return entries[slot].Node;
            var child = (slot * Branches) + 1;
            for (var end = Math.Min(child + Branches, count); child < end; child++) next.Enqueue(child, entries[child].Key);
        }
    }

    private readonly void Place(int slot, Entry entry)
    {
        if (slot > 0 && entry.Key < _entries[(slot - 1) / Branches].Key) Rise(slot, entry);
        else Sink(slot, entry);
    }

    private readonly void Rise(int slot, Entry entry)
    {
        while (slot > 0)
        {
            var parent = (slot - 1) / Branches;
            if (!(entry.Key < _entries[parent].Key)) break;
            Set(slot, _entries[parent]);
            slot = parent;
        }

        Set(slot, entry);
    }

    private readonly void Sink(int slot, Entry entry)
    {
        while (true)
        {
            var child = (slot * Branches) + 1;
            if (child >= _count) break;
            var least = child;
            for (var end = Math.Min(child + Branches, _count); ++child < end;)
                if (_entries[child].Key < _entries[least].Key) least = child;
            if (!(_entries[least].Key < entry.Key)) break;
            Set(slot, _entries[least]);
            slot = least;
        }

        Set(slot, entry);
    }

    private readonly void Set(int slot, Entry entry)
    {
        _entries[slot] = entry;
        entry.Node.Slot = slot;
    }

    private readonly record struct Entry(HeapKey Key, T Node);
}

/// <summary>
/// Something that can be in one <see cref="IndexedHeap{T}"/>, and knows where, so that it can be taken out of the middle.
/// </summary>
internal abstract class HeapNode
{
    /// <summary>Its slot in the heap, −1 while it is in none. Only the heap writes it.</summary>
    internal int Slot = -1;

    internal bool InHeap => Slot >= 0;
}

/// <summary>What a heap orders by: the least <paramref name="First"/>, then the least <paramref name="Then"/>.</summary>
internal readonly record struct HeapKey(long First, long Then) : IComparable<HeapKey>
{
    /// <summary>Later than every real key: the key of nothing.</summary>
    public static readonly HeapKey None = new(long.MaxValue, long.MaxValue);

    public int CompareTo(HeapKey other) => First != other.First ? First.CompareTo(other.First) : Then.CompareTo(other.Then);

    public static bool operator <(HeapKey left, HeapKey right) =>
        left.First < right.First || (left.First == right.First && left.Then < right.Then);

    public static bool operator >(HeapKey left, HeapKey right) => right < left;
}
