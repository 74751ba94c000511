using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// Estimates waits from how fast a line's or a queue's waiting contacts are answered. An interval runs from an answer that
/// leaves contacts waiting to the next answer. If the line empties in between, it is discarded.
/// </summary>
/// <param name="number">The estimator's number, part of its document's name.</param>
/// <param name="key">The line or queue.</param>
/// <param name="dirty">Collects changed estimators.</param>
internal sealed class ThroughputEstimator(long number, ThroughputKey key, DirtySet dirty)
{
    private readonly RankedList<HeapKey> _line = new(Comparer<HeapKey>.Default);

    public long Number { get; } = number;

    public ThroughputKey Key { get; } = key;

    public AnswerIntervals Intervals { get; } = new();

    /// <summary>The last answer that left contacts waiting, if some of them still wait.</summary>
    public Timestamp? Since { get; set; }

    public Timestamp? LastAnswer { get; set; }

    public bool IsDirty { get; set; }

    /// <summary>Whether the store has its document.</summary>
    public bool IsStored { get; set; }

    public int Waiting => _line.Count;

    public void Enter(HeapKey place) => _line.Add(place);

    public void Leave(HeapKey place)
    {
        _line.Remove(place);
        if (_line.Count > 0 || Since is null) return;
        Since = null;
        dirty.MarkDirty(this);
    }

    public void Answered(HeapKey place, Timestamp now)
    {
        if (Since is { } since) Intervals.Add((now - since).Ticks / TimeSpan.TicksPerMillisecond);
        _line.Remove(place);
        Since = _line.Count > 0 ? now : null;
        LastAnswer = now;
        dirty.MarkDirty(this);
    }

    /// <summary>The estimated remaining wait at a place in line.</summary>
    public WaitEstimate? EstimateWait(HeapKey place) => Intervals.EstimateTime(_line.PositionOf(place));

    /// <summary>The estimated wait of one who entered now, behind all others.</summary>
    public WaitEstimate? EstimateNext() => Intervals.EstimateTime(_line.Count + 1);

    public ThroughputRow ToRow() => new()
    {
        Queue = Key.Queue,
        Channel = Key.Channel,
        Requirements = Key.Requirements,
        Since = Since,
        LastAnswer = LastAnswer,
        Count = Intervals.Count,
        Intervals = Intervals.Latest(),
    };
}

/// <summary>The key of an estimator: a line, or a whole queue without a channel.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Channel">The line's channel.</param>
/// <param name="Requirements">The line's requirements, by skill name.</param>
internal readonly record struct ThroughputKey(QueueId Queue, ChannelId? Channel, Requirement[]? Requirements)
{
    public static ThroughputKey OfLine(QueueId queue, ChannelId channel, IReadOnlyList<Requirement> requirements)
    {
        Requirement[] sorted = [.. requirements];
        if (sorted.Length > 1) Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Skill.Value, right.Skill.Value));
        return new ThroughputKey(queue, channel, sorted);
    }

    public bool Equals(ThroughputKey other) =>
        Queue == other.Queue && Channel == other.Channel && Requirements.AsSpan().SequenceEqual(other.Requirements);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Queue);
        hash.Add(Channel);
        foreach (var requirement in Requirements ?? []) hash.Add(requirement);
        return hash.ToHashCode();
    }
}

/// <summary>The estimators of all lines and queues, with the contacts that wait in them.</summary>
internal sealed class ThroughputEstimators(DirtySet dirty)
{
    private readonly Dictionary<ThroughputKey, ThroughputEstimator> _byKey = [];
    private readonly List<ThroughputEstimator> _inOrder = [];

    /// <summary>The next estimator's number.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>Adds a waiting contact to the estimators of its line and queue.</summary>
    public void Enter(OpenContact contact)
    {
        contact.LineEstimator = Of(ThroughputKey.OfLine(contact.Queue, contact.Channel, contact.Requirements));
        contact.QueueEstimator = Of(new ThroughputKey(contact.Queue, null, null));
        contact.LineEstimator.Enter(contact.Key);
        contact.QueueEstimator.Enter(contact.Key);
    }

    public static void Leave(OpenContact contact)
    {
        contact.LineEstimator?.Leave(contact.Key);
        contact.QueueEstimator?.Leave(contact.Key);
        (contact.LineEstimator, contact.QueueEstimator) = (null, null);
    }

    public static void Answered(OpenContact contact, Timestamp now)
    {
        contact.LineEstimator?.Answered(contact.Key, now);
        contact.QueueEstimator?.Answered(contact.Key, now);
        (contact.LineEstimator, contact.QueueEstimator) = (null, null);
    }

    /// <summary>The estimated wait of a contact, from its line or else from its queue.</summary>
    public static (WaitEstimate Estimate, ThroughputEstimator By)? EstimateWait(OpenContact contact)
    {
        if (contact is not { LineEstimator: { } line, QueueEstimator: { } queue }) return null;
        if (line.EstimateWait(contact.Key) is { } byLine) return (byLine, line);
        return queue.EstimateWait(contact.Key) is { } byQueue ? (byQueue, queue) : null;
    }

    /// <summary>The estimated wait of one who entered a queue now, behind all others.</summary>
    public WaitEstimate? EstimateNext(QueueId queue) =>
        _byKey.TryGetValue(new ThroughputKey(queue, null, null), out var estimator) ? estimator.EstimateNext() : null;

    /// <summary>Drops the estimators without waiting contacts and without an answer since a slot.</summary>
    /// <returns>The dropped estimators that have a document in the store.</returns>
    public IReadOnlyList<ThroughputEstimator> DropBefore(long slot)
    {
        var start = TimeSlots.Start(slot);
        var dropped = _inOrder.Where(estimator => estimator.Waiting == 0 && !(estimator.LastAnswer >= start)).ToList();
        if (dropped.Count == 0) return [];
        foreach (var estimator in dropped) _byKey.Remove(estimator.Key);
        _inOrder.RemoveAll(estimator => !_byKey.ContainsKey(estimator.Key));
        dirty.Estimators.RemoveAll(estimator => !_byKey.ContainsKey(estimator.Key));
        return [.. dropped.Where(estimator => estimator.IsStored)];
    }

    public void Restore(long number, ThroughputRow row)
    {
        var channel = row.Channel;
        var key = channel is null
            ? new ThroughputKey(row.Queue, null, null)
            : ThroughputKey.OfLine(row.Queue, channel.Value, row.Requirements ?? []);
        var estimator = new ThroughputEstimator(number, key, dirty)
        {
            Since = row.Since,
            LastAnswer = row.LastAnswer,
            IsStored = true,
        };
        estimator.Intervals.Restore(row.Count, row.Intervals);
        _byKey.Add(key, estimator);
        _inOrder.Add(estimator);
    }

    /// <summary>Continues the numbering of the store's documents.</summary>
    public void ResumeAt(long next) => Next = next;

    private ThroughputEstimator Of(ThroughputKey key)
    {
        if (_byKey.TryGetValue(key, out var estimator)) return estimator;
        estimator = new ThroughputEstimator(Next++, key, dirty);
        _byKey.Add(key, estimator);
        _inOrder.Add(estimator);
        dirty.MarkDirty(estimator);
        return estimator;
    }
}
