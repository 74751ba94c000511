namespace Acd.Core.Matching;

/// <summary>
/// A heap with four branches whose nodes store their slots. The first node is O(1), any insertion or removal O(log n), and a
/// grown heap allocates nothing. Keys are stored beside the nodes, so a comparison reads no other memory. It is a struct inside
/// its owner, because matching mostly waits for memory. A field of this type must not be readonly, or changes would be lost.
/// </summary>
internal struct IndexedHeap<T>() where T : HeapNode
{
    private const int Branches = 4;

    private Entry[] _entries = [];
    private int _count;

    public readonly int Count => _count;

    /// <summary>The node with the least key. The heap must not be empty.</summary>
    public readonly T First => _entries[0].Node;

    /// <summary>The least key, or <see cref="HeapKey.None"/>.</summary>
    public readonly HeapKey FirstKey => _count == 0 ? HeapKey.None : _entries[0].Key;

    public readonly HeapKey KeyOf(T node) => _entries[node.Slot].Key;

    public void Add(T node, HeapKey key)
    {
        if (node.InHeap) throw new InvalidOperationException("The node is already in a heap.");
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

    /// <summary>Changes the key of a node in the heap.</summary>
    public readonly void Change(T node, HeapKey key) => Place(node.Slot, new Entry(key, node));

    /// <summary>The nodes by key, lazily. The heap must not change meanwhile.</summary>
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

/// <summary>A node of one <see cref="IndexedHeap{T}"/>. It stores its slot, so that it can be removed from the middle.</summary>
internal abstract class HeapNode
{
    /// <summary>Its slot in the heap, −1 outside a heap. Only the heap writes it.</summary>
    internal int Slot = -1;

    internal bool InHeap => Slot >= 0;
}

/// <summary>The key of a heap: ordered by <paramref name="First"/>, then by <paramref name="Then"/>.</summary>
internal readonly record struct HeapKey(long First, long Then) : IComparable<HeapKey>
{
    /// <summary>The key of nothing, after every real key.</summary>
    public static readonly HeapKey None = new(long.MaxValue, long.MaxValue);

    public int CompareTo(HeapKey other) => First != other.First ? First.CompareTo(other.First) : Then.CompareTo(other.Then);

    public static bool operator <(HeapKey left, HeapKey right) =>
        left.First < right.First || (left.First == right.First && left.Then < right.Then);

    public static bool operator >(HeapKey left, HeapKey right) => right < left;
}
