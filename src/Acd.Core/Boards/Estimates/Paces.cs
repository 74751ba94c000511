namespace Acd.Core;

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
