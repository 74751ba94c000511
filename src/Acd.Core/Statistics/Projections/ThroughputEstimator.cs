using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// How fast the contacts of a line, or of a whole queue, are answered while somebody waits there. An interval counts from an
/// answer that left somebody waiting to the next answer; where the line empties in between, it does not count.
/// </summary>
/// <param name="number">Its number, by which its document is named.</param>
/// <param name="key">Whose it is.</param>
/// <param name="agenda">Where it is written down that it has changed.</param>
internal sealed class ThroughputEstimator(long number, ThroughputKey key, DirtySet agenda)
{
    private readonly RankedList<HeapKey> _line = new(Comparer<HeapKey>.Default);

    public long Number { get; } = number;

    public ThroughputKey Key { get; } = key;

    public AnswerIntervals Intervals { get; } = new();

    /// <summary>When the last answer was that left somebody waiting who still waits.</summary>
    public Timestamp? Since { get; set; }

    public Timestamp? LastAnswer { get; set; }

    public bool IsDirty { get; set; }

    /// <summary>Whether the store has a document of it.</summary>
    public bool IsStored { get; set; }

    public int Waiting => _line.Count;

    public void Enter(HeapKey place) => _line.Add(place);

    public void Leave(HeapKey place)
    {
        _line.Remove(place);
        if (_line.Count > 0 || Since is null) return;
        Since = null;
        agenda.MarkDirty(this);
    }

    public void Answered(HeapKey place, Timestamp now)
    {
        if (Since is { } since) Intervals.Add((now - since).Ticks / TimeSpan.TicksPerMillisecond);
        _line.Remove(place);
        Since = _line.Count > 0 ? now : null;
        LastAnswer = now;
        agenda.MarkDirty(this);
    }

    /// <summary>How long one that waits will wait from now on.</summary>
    public WaitEstimate? EstimateWait(HeapKey place) => Intervals.EstimateTime(_line.PositionOf(place));

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

/// <summary>Whose pace it is: a line's, or a whole queue's where there is no channel.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Channel">The channel of the line.</param>
/// <param name="Requirements">What the contacts of the line need, by the skill's name.</param>
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

/// <summary>The paces of all lines and queues, and who waits in them.</summary>
internal sealed class ThroughputEstimators(DirtySet agenda)
{
    private readonly Dictionary<ThroughputKey, ThroughputEstimator> _byKey = [];
    private readonly List<ThroughputEstimator> _inOrder = [];

    /// <summary>The number of the next one.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>Lets a waiting contact wait in its line and its queue.</summary>
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

    /// <summary>How long a contact will wait by the pace of its line, or else of its queue.</summary>
    public static (WaitEstimate Estimate, ThroughputEstimator By)? EstimateWait(OpenContact contact)
    {
        if (contact is not { LineEstimator: { } line, QueueEstimator: { } queue }) return null;
        if (line.EstimateWait(contact.Key) is { } byLine) return (byLine, line);
        return queue.EstimateWait(contact.Key) is { } byQueue ? (byQueue, queue) : null;
    }

    /// <summary>Forgets paces of lines in which nobody waits and nobody was answered since a slot.</summary>
    /// <returns>Those of which the store has a document.</returns>
    public IReadOnlyList<ThroughputEstimator> DropBefore(long slot)
    {
        var dropped = _inOrder.Where(pace => pace.Waiting == 0 && !(pace.LastAnswer >= TimeSlots.Start(slot))).ToList();
        if (dropped.Count == 0) return [];
        foreach (var pace in dropped) _byKey.Remove(pace.Key);
        _inOrder.RemoveAll(pace => !_byKey.ContainsKey(pace.Key));
        agenda.Estimators.RemoveAll(pace => !_byKey.ContainsKey(pace.Key));
        return [.. dropped.Where(pace => pace.IsStored)];
    }

    public void Restore(long number, ThroughputRow row)
    {
        var channel = row.Channel;
        var key = channel is null
            ? new ThroughputKey(row.Queue, null, null)
            : ThroughputKey.OfLine(row.Queue, channel.Value, row.Requirements ?? []);
        var pace = new ThroughputEstimator(number, key, agenda) { Since = row.Since, LastAnswer = row.LastAnswer, IsStored = true };
        pace.Intervals.Restore(row.Count, row.Intervals);
        _byKey.Add(key, pace);
        _inOrder.Add(pace);
    }

    /// <summary>Goes on counting where the store's documents left off.</summary>
    public void ResumeAt(long next) => Next = next;

    private ThroughputEstimator Of(ThroughputKey key)
    {
        if (_byKey.TryGetValue(key, out var pace)) return pace;
        pace = new ThroughputEstimator(Next++, key, agenda);
        _byKey.Add(key, pace);
        _inOrder.Add(pace);
        agenda.MarkDirty(pace);
        return pace;
    }
}
