using System.Diagnostics.CodeAnalysis;

namespace Acd.Connections;

/// <summary>
/// The events that a webhook has still to deliver, in order within each key: one contact's events go one after the other, and
/// one that fails holds up those behind it and no others.
/// </summary>
internal sealed class DeliveryQueue
{
    private readonly Dictionary<string, Queue<PendingEvent>> _byKey = new(StringComparer.Ordinal);
    private readonly Queue<string> _ready = new();
    private readonly HashSet<long> _kept = [];
    private readonly SortedSet<long> _unsure = [];
    private PriorityQueue<string, DateTimeOffset> _retries = new();

    /// <summary>How many events have a document, and so outlive the process.</summary>
    public int Kept => _kept.Count;

    /// <summary>How many events have none.</summary>
    public int Unsure => _unsure.Count;

    /// <summary>The oldest event that has no document; null where all have one.</summary>
    public long? OldestUnsure => _unsure.Count == 0 ? null : _unsure.Min;

    /// <summary>When the next failed event may be tried; null where none failed.</summary>
    public DateTimeOffset? NextRetry => _retries.TryPeek(out _, out var due) ? due : null;

    /// <summary>Whether an event that has not failed waits for its turn.</summary>
    public bool HasReady => _ready.Count > 0;

    /// <summary>Whether events of this key wait behind one that failed.</summary>
    public bool IsHeldUp(string key) => _byKey.TryGetValue(key, out var queue) && queue.Peek().Attempts > 0;

    /// <summary>Whether an event is in it.</summary>
    public bool Contains(long sequence) => _kept.Contains(sequence) || _unsure.Contains(sequence);

    /// <summary>Adds an event behind those of its key.</summary>
    public void Add(PendingEvent one, bool isKept)
    {
        if (isKept) _kept.Add(one.Sequence);
        else _unsure.Add(one.Sequence);
        if (!_byKey.TryGetValue(one.Key, out var queue)) _byKey[one.Key] = queue = new Queue<PendingEvent>();
        queue.Enqueue(one);
        if (queue.Count > 1) return;
        if (one.Attempts > 0) _retries.Enqueue(one.Key, one.NotBefore);
        else _ready.Enqueue(one.Key);
    }

    /// <summary>Takes the first event of a key whose turn it is. It stays in its place until it is ended or put back.</summary>
    /// <param name="now">The time.</param>
    /// <param name="retriesOnly">Whether only failed ones are taken.</param>
    /// <param name="next">The event.</param>
    public bool TryTake(DateTimeOffset now, bool retriesOnly, [NotNullWhen(true)] out PendingEvent? next)
    {
        next = null;
        if (_retries.TryPeek(out var key, out var due) && due <= now) _retries.Dequeue();
        else if (retriesOnly || !_ready.TryDequeue(out key)) return false;
        next = _byKey[key].Peek();
        return true;
    }

    /// <summary>An event that was taken is done with.</summary>
    /// <returns>Whether it had a document.</returns>
    public bool End(PendingEvent one)
    {
        var queue = _byKey[one.Key];
        queue.Dequeue();
        if (queue.Count == 0) _byKey.Remove(one.Key);
        else if (queue.Peek().Attempts > 0) _retries.Enqueue(one.Key, queue.Peek().NotBefore);
        else _ready.Enqueue(one.Key);
        _unsure.Remove(one.Sequence);
        return _kept.Remove(one.Sequence);
    }

    /// <summary>An event that was taken failed. It is tried again, and those behind it wait.</summary>
    /// <param name="one">The event, with its next time.</param>
    /// <param name="room">How many events may get a document.</param>
    /// <returns>The events of its key that are to have a document from now on, itself among them.</returns>
    public IReadOnlyList<PendingEvent> PutBack(PendingEvent one, int room)
    {
        _retries.Enqueue(one.Key, one.NotBefore);
        var kept = new List<PendingEvent> { one };
        if (_unsure.Remove(one.Sequence)) _kept.Add(one.Sequence);
        foreach (var behind in _byKey[one.Key].Skip(1).Where(behind => _unsure.Contains(behind.Sequence)).Take(room))
        {
            _unsure.Remove(behind.Sequence);
            _kept.Add(behind.Sequence);
            kept.Add(behind);
        }

        return kept;
    }

    /// <summary>The receiver is back: every failed event may be tried at once.</summary>
    public void HurryRetries(DateTimeOffset now) =>
        _retries = new PriorityQueue<string, DateTimeOffset>(_retries.UnorderedItems.Select(retry => (retry.Element, now)));
}
